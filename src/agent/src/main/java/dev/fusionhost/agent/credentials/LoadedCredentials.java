package dev.fusionhost.agent.credentials;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What systemd has loaded for the service (`systemd.exec(5)`, "Credentials"): files in a folder
/// that is there while the service runs, and that nobody can write to. Its operator renews it by
/// what the unit loads.
///
/// A file is named `fusion-host.SERVER.json`, by [Origin#fileName], or `fusion-host.json`.
final class LoadedCredentials implements CredentialStore {
    private final @Nullable String folder;

    /// @param folder `CREDENTIALS_DIRECTORY`
    LoadedCredentials(@Nullable String folder) {
        this.folder = folder;
    }

    @Override
    public Lookup find(Origin origin) {
        if (folder == null || folder.isEmpty())
            return new Lookup.Locked(
                    "The credential is one that systemd loads, and it has loaded nothing for this process; start the host as that service.");
        return switch (in(ours(origin), origin)) {
            case Lookup.Absent _ -> shared(origin);
            case Lookup.Found found -> found;
            case Lookup.Locked locked -> locked;
            case Lookup.Broken broken -> broken;
        };
    }

    /// One for whatever server it names, which may be another.
    private Lookup shared(Origin origin) {
        var file = shared();
        return switch (in(file, origin)) {
            case Lookup.Found found -> found;
            case Lookup.Broken broken -> ofAnother(file, origin) ? missing(origin) : broken;
            case Lookup.Absent _ -> missing(origin);
            case Lookup.Locked locked -> locked;
        };
    }

    private static Lookup in(Path file, Origin origin) {
        var place = "The credential that systemd has loaded, " + file + ",";
        try {
            var fault = fault(file);
            return fault == null
                    ? CredentialText.lookup(bytes(file), origin, place)
                    : CredentialText.broken(place, fault);
        } catch (NoSuchFileException _) {
            return new Lookup.Absent();
        } catch (IOException unreadable) {
            return CredentialText.broken(
                    place, "can't be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    /// Not the check of our own files: these are root's or the user's, and the one who may read
    /// root's is named in an access list, whose mask stands where the group's rights would be.
    private static @Nullable String fault(Path file) throws IOException {
        var attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) return "is not a regular file";
        var open = attributes.permissions();
        return open.contains(PosixFilePermission.OTHERS_READ)
                        || open.contains(PosixFilePermission.OTHERS_WRITE)
                ? "can be read by others"
                : null;
    }

    private static boolean ofAnother(Path file, Origin origin) {
        try {
            return !CredentialText.read(bytes(file)).origin().equals(origin.toString());
        } catch (IOException | CredentialText.NoCredentialException _) {
            return false;
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(CredentialText.MAX_BYTES + 1);
        }
    }

    private Lookup missing(Origin origin) {
        return new Lookup.Locked(
                "systemd has loaded no credential for %s; have the unit load it as %s."
                        .formatted(origin, ours(origin).getFileName()));
    }

    @Override
    public Readiness readiness() {
        return new Readiness.Never(readOnly());
    }

    @Override
    public void keep(Origin origin, Credential credential) {
        throw new HostFailure(ExitCode.CONFIG, readOnly());
    }

    @Override
    public void forget(Origin origin) {
        throw new HostFailure(ExitCode.CONFIG, removed(origin));
    }

    @Override
    public String setAside(Origin origin, Instant now) {
        throw new HostFailure(ExitCode.CONFIG, removed(origin));
    }

    @Override
    public String where(Origin origin) {
        var shared = !Files.exists(ours(origin)) && Files.exists(shared());
        return "%s, loaded by systemd".formatted(shared ? shared() : ours(origin));
    }

    private Path ours(Origin origin) {
        return Path.of(folder()).resolve("fusion-host.%s.json".formatted(origin.fileName()));
    }

    private Path shared() {
        return Path.of(folder()).resolve("fusion-host.json");
    }

    private String folder() {
        return folder == null || folder.isEmpty() ? "$CREDENTIALS_DIRECTORY" : folder;
    }

    private static String readOnly() {
        return "Nothing can be written to what systemd loads; enrol with --store file, and have the unit load that credential (see the README).";
    }

    private String removed(Origin origin) {
        return "The credential for %s can't be taken out of what systemd loads; take it out of the unit."
                .formatted(origin);
    }
}
