package dev.fusionhost.agent.credentials;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/// Keeps credentials in the default keychain of macOS, which is open while its user is logged in.
/// Written by Apple's documents, and not yet run on a Mac.
final class KeychainStore implements CredentialStore {
    private static final Semaphore TURN = new Semaphore(1);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);
    private static final String SERVICE = "fusion-host";

    // OSStatus, of SecBase.h
    private static final int SUCCESS = 0;
    private static final int NOT_AVAILABLE = -25291;
    private static final int AUTH_FAILED = -25293;
    private static final int ITEM_NOT_FOUND = -25300;
    private static final int NO_DEFAULT_KEYCHAIN = -25307;
    private static final int INTERACTION_NOT_ALLOWED = -25308;

    private final Keychain.Door door;
    private final String item;
    private final InTime inTime = new InTime(ANSWERS_WITHIN, TURN);

    /// @param item tells this state folder's credentials from those of others in the keychain
    KeychainStore(Keychain.Door door, String item) {
        this.door = door;
        this.item = item;
    }

    @Override
    public Lookup find(Origin origin) {
        try {
            var answer = inTime.ask(() -> door.open().find(SERVICE, account(origin)));
            return switch (answer.status()) {
                case SUCCESS -> CredentialText.lookup(answer.secret(), origin, where(origin));
                case ITEM_NOT_FOUND -> new Lookup.Absent();
                case INTERACTION_NOT_ALLOWED, AUTH_FAILED, NOT_AVAILABLE, NO_DEFAULT_KEYCHAIN ->
                        locked(status(answer.status()));
                default -> CredentialText.broken(where(origin), status(answer.status()));
            };
        } catch (IOException silent) {
            return locked(InTime.reason(silent));
        }
    }

    private static Lookup.Locked locked(String why) {
        return new Lookup.Locked(
                "The keychain doesn't give the credential: it %s; unlock it, or allow this program to use the item."
                        .formatted(why));
    }

    @Override
    public Readiness readiness() {
        try {
            var status = inTime.ask(() -> door.open().ready());
            return status == SUCCESS ? new Readiness.Ready() : later(status(status));
        } catch (IOException silent) {
            return later(InTime.reason(silent));
        }
    }

    private static Readiness.Later later(String why) {
        return new Readiness.Later(
                "The keychain can't keep the credential: it %s; unlock it, or choose another store by --store."
                        .formatted(why));
    }

    @Override
    public void keep(Origin origin, Credential credential) {
        done(
                () -> door.open().keep(SERVICE, account(origin), CredentialText.of(credential)),
                "The credential can't be kept in the keychain: it %s. Unlock it, then start again with a new pairing code.");
        if (!find(origin).equals(new Lookup.Found(credential)))
            throw new HostFailure(ExitCode.IO, where(origin) + " reads back differently.");
    }

    @Override
    public void forget(Origin origin) {
        done(() -> removed(origin), where(origin) + " can't be deleted: it %s.");
    }

    @Override
    public String setAside(Origin origin, Instant now) {
        var sentence = where(origin) + " can't be set aside: it %s.";
        if (!(find(origin) instanceof Lookup.Found(var revoked)))
            throw new HostFailure(ExitCode.TEMPORARY, sentence.formatted("can't be read"));
        var aside = Revoked.mark(now) + " " + account(origin);
        done(() -> door.open().keep(SERVICE, aside, CredentialText.of(revoked)), sentence);
        done(() -> removed(origin), sentence);
        return "The keychain's item %s, account %s".formatted(SERVICE, aside);
    }

    private int removed(Origin origin) throws IOException {
        var status = door.open().delete(SERVICE, account(origin));
        return status == ITEM_NOT_FOUND ? SUCCESS : status;
    }

    private void done(Callable<Integer> request, String sentence) {
        try {
            int status = inTime.ask(request);
            if (status != SUCCESS)
                throw new HostFailure(ExitCode.TEMPORARY, sentence.formatted(status(status)));
        } catch (IOException silent) {
            throw new HostFailure(
                    ExitCode.TEMPORARY, sentence.formatted(InTime.reason(silent)), silent);
        }
    }

    @Override
    public String where(Origin origin) {
        return "The keychain's item %s, account %s".formatted(SERVICE, account(origin));
    }

    private String account(Origin origin) {
        return "%s %s".formatted(origin, item);
    }

    private static String status(int status) {
        return switch (status) {
            case INTERACTION_NOT_ALLOWED, AUTH_FAILED -> "is locked, or asks its user first";
            case NOT_AVAILABLE, NO_DEFAULT_KEYCHAIN -> "is not there in this session";
            default -> "answers with status " + status;
        };
    }
}
