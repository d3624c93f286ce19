package dev.fusionhost.agent.credentials;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.credentials.SecretService.Door;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// Keeps credentials in the desktop's keyring, by freedesktop.org's Secret Service: encrypted on
/// disk, and open while its user is logged in.
///
/// A keyring that is locked, hangs or isn't there is [Lookup.Locked]: whether it holds a credential
/// can't be told. It is absent only where every collection is open and none has it.
final class SecretServiceStore implements CredentialStore {
    private static final InTime OF_THIS_SESSION =
            new InTime(Duration.ofSeconds(5), new Semaphore(1));

    private final Door door;
    private final String item;
    private final InTime inTime;

    /// @param item tells this state folder's credentials from those of others in the keyring
    SecretServiceStore(Door door, String item) {
        this(door, item, OF_THIS_SESSION);
    }

    SecretServiceStore(Door door, String item, InTime inTime) {
        this.door = door;
        this.item = item;
        this.inTime = inTime;
    }

    @Override
    public Lookup find(Origin origin) {
        try {
            var sight = inTime.ask(() -> door.open().look(attributes(origin)));
            if (sight.secrets().size() > 1)
                return CredentialText.broken(where(origin), "is there more than once");
            if (!sight.secrets().isEmpty())
                return CredentialText.lookup(sight.secrets().getFirst(), origin, where(origin));
            return sight.locked() ? locked("it is locked") : new Lookup.Absent();
        } catch (IOException silent) {
            return locked(InTime.reason(silent));
        }
    }

    private static Lookup.Locked locked(String why) {
        return new Lookup.Locked(
                "The keyring that holds the credential can't be read: %s; unlock it, or log in to the desktop."
                        .formatted(why));
    }

    @Override
    public Readiness readiness() {
        try {
            return switch (inTime.ask(() -> door.open().collection())) {
                case OPEN -> new Readiness.Ready();
                case LOCKED -> later("it is locked");
                case NONE -> later("it has no default collection");
            };
        } catch (IOException silent) {
            return later(InTime.reason(silent));
        }
    }

    private static Readiness.Later later(String why) {
        return new Readiness.Later(
                "The keyring can't keep the credential: %s; unlock it, or choose another store by --store."
                        .formatted(why));
    }

    @Override
    public void keep(Origin origin, Credential credential) {
        try {
            store(attributes(origin), origin, credential);
            if (!find(origin).equals(new Lookup.Found(credential)))
                throw new IOException("it read back differently");
        } catch (IOException failed) {
            throw failure(
                    "The credential can't be kept in the keyring: %s. Unlock it, then start again with a new pairing code."
                            .formatted(InTime.reason(failed)),
                    failed);
        }
    }

    @Override
    public void forget(Origin origin) {
        try {
            delete(origin);
        } catch (IOException failed) {
            throw failure(
                    "%s can't be deleted: %s.".formatted(where(origin), InTime.reason(failed)),
                    failed);
        }
    }

    @Override
    public String setAside(Origin origin, Instant now) {
        try {
            if (!(find(origin) instanceof Lookup.Found(var revoked)))
                throw new IOException("it can't be read");
            var mark = Revoked.mark(now);
            store(attributes(origin, mark + " "), origin, revoked);
            delete(origin);
            return "%s, as %s".formatted(where(origin), mark);
        } catch (IOException failed) {
            throw failure(
                    "%s can't be set aside: %s.".formatted(where(origin), InTime.reason(failed)),
                    failed);
        }
    }

    @Override
    public String where(Origin origin) {
        return "The keyring's item \"%s\" (%s)".formatted(label(origin), item);
    }

    private void store(Map<String, String> attributes, Origin origin, Credential credential)
            throws IOException {
        inTime.ask(
                () -> {
                    var service = door.open();
                    // Into one that is locked it can't be put without a prompt.
                    if (service.collection() != SecretService.Collection.OPEN)
                        throw new IOException("it is locked");
                    service.store(attributes, label(origin), CredentialText.of(credential));
                    return true;
                });
    }

    private void delete(Origin origin) throws IOException {
        inTime.ask(
                () -> {
                    door.open().delete(attributes(origin));
                    return true;
                });
    }

    private Map<String, String> attributes(Origin origin) {
        return attributes(origin, "");
    }

    private Map<String, String> attributes(Origin origin, String mark) {
        return Map.of(
                "xdg:schema",
                "dev.fusionhost.Credential",
                "application",
                "fusion-host",
                "origin",
                mark + origin,
                "item",
                item);
    }

    private static String label(Origin origin) {
        return "Fusion Host at " + origin;
    }

    private static HostFailure failure(String sentence, IOException cause) {
        return new HostFailure(ExitCode.TEMPORARY, sentence, cause);
    }
}
