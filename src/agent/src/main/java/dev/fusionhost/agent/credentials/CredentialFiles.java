package dev.fusionhost.agent.credentials;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.home.OwnerOnly;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/// Keeps each credential in a file below `credentials/` of the state folder, one per server origin.
///
/// Files are made 0600 in a 0700 folder, flushed, moved into place and read back; a file that
/// others could read, that is a link, or that isn't ours is [Lookup.Broken] and stays as it is.
public final class CredentialFiles implements CredentialStore {
    private final OwnFile files;

    /// @param home the host's state folder
    public CredentialFiles(Path home) {
        files = new OwnFile(home.resolve("credentials"), ".json");
    }

    /// Where the credential of an origin is, or would be.
    public Path file(Origin origin) {
        return files.of(origin);
    }

    @Override
    public Lookup find(Origin origin) {
        var place = "The credential file " + file(origin);
        try {
            var fault = OwnerOnly.fault(file(origin));
            if (fault != null) return CredentialText.broken(place, fault);
            return CredentialText.lookup(files.read(origin), origin, place);
        } catch (NoSuchFileException _) {
            return new Lookup.Absent();
        } catch (IOException unreadable) {
            return CredentialText.broken(
                    place, "can't be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public Readiness readiness() {
        return new Readiness.Ready();
    }

    /// Keeps a new credential: the old one or the new one is there at any moment, never a part.
    @Override
    public void keep(Origin origin, Credential credential) {
        try {
            files.write(origin, CredentialText.of(credential));
            if (!find(origin).equals(new Lookup.Found(credential)))
                throw new IOException("read back differently");
        } catch (IOException failed) {
            throw new HostFailure(
                    ExitCode.IO,
                    "The credential can't be kept in %s: %s. Make room or mend its permissions, then start again with a new pairing code."
                            .formatted(file(origin), failed.getMessage()),
                    failed);
        }
    }

    @Override
    public String setAside(Origin origin, Instant now) {
        return files.setAside(origin, now).toString();
    }

    @Override
    public void forget(Origin origin) {
        files.delete(origin);
    }

    @Override
    public String where(Origin origin) {
        return file(origin).toString();
    }
}
