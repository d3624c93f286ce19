package dev.fusionhost.agent.credentials;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.home.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Keeps each credential in a file below `credentials/` of the state folder, one per server origin.
///
/// Files are made 0600 in a 0700 folder, flushed, moved into place and read back; a file that
/// others could read, that is a link, or that isn't ours is [Lookup.Broken] and stays as it is.
public final class CredentialFiles {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final ObjectReader READER = MAPPER.readerFor(Credential.class);
    private static final ObjectWriter WRITER = MAPPER.writerFor(Credential.class);

    /// A credential is some 200 bytes; whatever is longer isn't one.
    private static final int MAX_BYTES = 64 * 1024;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;

    /// @param home the host's state folder
    public CredentialFiles(Path home) {
        folder = home.resolve("credentials");
    }

    /// Where the credential of an origin is, or would be.
    public Path file(Origin origin) {
        return folder.resolve(origin.fileName() + ".json");
    }

    public Lookup find(Origin origin) {
        var file = file(origin);
        try {
            var fault = OwnerOnly.fault(file);
            if (fault != null) return broken(file, fault);
            var credential = read(file);
            if (!credential.origin().equals(origin.toString()))
                return broken(file, "belongs to another server, " + credential.origin());
            return new Lookup.Found(credential);
        } catch (NoSuchFileException _) {
            return new Lookup.Absent();
        } catch (JacksonException | IllegalArgumentException _) {
            return broken(file, "is empty, cut short or not a credential");
        } catch (IOException unreadable) {
            return broken(file, "can't be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    /// Keeps a new credential: the old one or the new one is there at any moment, never a part.
    public void keep(Origin origin, Credential credential) {
        var file = file(origin);
        try {
            OwnerOnly.folder(folder);
            OwnerOnly.replace(file, WRITER.writeValueAsBytes(credential));
            if (!read(file).equals(credential)) throw new IOException("read back differently");
        } catch (IOException failed) {
            throw new HostFailure(
                    ExitCode.IO,
                    "The credential can't be kept in %s: %s. Make room or mend its permissions, then start again with a new pairing code."
                            .formatted(file, failed.getMessage()),
                    failed);
        }
    }

    /// Takes a revoked credential out of use without destroying it.
    ///
    /// @return where it is now
    public Path setAside(Origin origin, Instant now) {
        var file = file(origin);
        var aside = file.resolveSibling(file.getFileName() + ".revoked-" + STAMP.format(now));
        try {
            return Files.move(file, aside);
        } catch (IOException failed) {
            throw new HostFailure(
                    ExitCode.IO, "The revoked credential " + file + " can't be set aside.", failed);
        }
    }

    /// Forgets a credential, at the owner's own word.
    public void forget(Origin origin) {
        try {
            Files.deleteIfExists(file(origin));
        } catch (IOException failed) {
            throw new HostFailure(
                    ExitCode.IO, "The credential " + file(origin) + " can't be deleted.", failed);
        }
    }

    private static Credential read(Path file) throws IOException {
        var size =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .size();
        if (size > MAX_BYTES) throw new IllegalArgumentException("too long");
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            Credential credential = READER.readValue(in.readNBytes(MAX_BYTES));
            if (credential == null) throw new IllegalArgumentException("null");
            return credential;
        }
    }

    private static Lookup.Broken broken(Path file, String fault) {
        return new Lookup.Broken(
                "The credential file %s %s; mend it, or move it away and enrol again with a new pairing code."
                        .formatted(file, fault));
    }
}
