package dev.fusionhost.agent.credentials;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.home.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/// Keeps credentials in files that Windows encrypts with a key of its user: a copy of one is of no
/// use to anybody else. Written by Microsoft's documents, and not yet run on Windows.
final class DpapiFiles implements CredentialStore {
    // Of winerror.h: the user's key isn't at hand, since the profile isn't loaded or is another's.
    private static final int FILE_NOT_FOUND = 2;
    private static final int BAD_KEY_STATE = 0x8009000B;

    private final OwnFile files;
    private final DataProtection.Door door;

    /// @param home the host's state folder
    DpapiFiles(Path home, DataProtection.Door door) {
        files = new OwnFile(home.resolve("credentials"), ".dpapi");
        this.door = door;
    }

    @Override
    public Lookup find(Origin origin) {
        var place = where(origin);
        try {
            var fault = OwnerOnly.fault(files.of(origin));
            if (fault != null) return CredentialText.broken(place, fault);
            var text = door.open().unprotect(files.read(origin), entropy(origin));
            return CredentialText.lookup(text, origin, place);
        } catch (NoSuchFileException _) {
            return new Lookup.Absent();
        } catch (DataProtection.RefusedException refused) {
            return switch (refused.error()) {
                case FILE_NOT_FOUND, BAD_KEY_STATE ->
                        new Lookup.Locked(
                                "%s is encrypted with a key that isn't at hand (%s); run the host as the user who enrolled it, logged in."
                                        .formatted(place, refused.getMessage()));
                default ->
                        CredentialText.broken(
                                place, "can't be decrypted (" + refused.getMessage() + ")");
            };
        } catch (IOException unreadable) {
            return CredentialText.broken(
                    place, "can't be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public Readiness readiness() {
        try {
            var _ = door.open().protect(new byte[1], new byte[1]);
            return new Readiness.Ready();
        } catch (IOException refused) {
            return new Readiness.Later(
                    "Windows doesn't encrypt for this user: %s; log in, or choose another store by --store."
                            .formatted(refused.getMessage()));
        }
    }

    @Override
    public void keep(Origin origin, Credential credential) {
        try {
            files.write(
                    origin, door.open().protect(CredentialText.of(credential), entropy(origin)));
            if (!find(origin).equals(new Lookup.Found(credential)))
                throw new IOException("it reads back differently");
        } catch (IOException failed) {
            throw new HostFailure(
                    ExitCode.IO,
                    "The credential can't be kept in %s: %s. Mend that, then start again with a new pairing code."
                            .formatted(files.of(origin), failed.getMessage()),
                    failed);
        }
    }

    @Override
    public void forget(Origin origin) {
        files.delete(origin);
    }

    @Override
    public String setAside(Origin origin, Instant now) {
        return files.setAside(origin, now).toString();
    }

    @Override
    public String where(Origin origin) {
        return "The encrypted credential file " + files.of(origin);
    }

    /// So that a file in another server's place doesn't open.
    private static byte[] entropy(Origin origin) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(origin.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
