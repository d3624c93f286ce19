package dev.fusionhost.agent.enrol;

import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.Origin;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// The credential of a host that runs, and its way from one token to the next.
///
/// The host may be killed at any step: the next token is kept beside the present one before it is
/// used for the first time, and the present one is dropped only when the server has taken the next.
public final class HeldCredential {
    private static final Logger LOG = Logger.getLogger(HeldCredential.class);

    private final Origin origin;
    private final Identity identity;
    private final Enroller enroller;
    private final AtomicBoolean rotating = new AtomicBoolean();
    private Credential credential;
    private boolean complained;
    private boolean closed;

    public HeldCredential(
            Origin origin, Credential credential, Identity identity, Enroller enroller) {
        this.origin = origin;
        this.credential = credential;
        this.identity = identity;
        this.enroller = enroller;
    }

    /// What to show now.
    public synchronized Credential now() {
        return credential;
    }

    /// The server has taken what this showed.
    public synchronized void accepted(Credential shown) {
        if (shown.next() == null || !shown.equals(credential)) return;
        // Also where it can't be kept: the store has the new token, as the next one.
        credential = shown.advanced();
        if (kept(credential)) LOG.info("The token was changed for a new one.");
    }

    /// What else may be shown where the server knows nothing of the token that this showed; empty
    /// where there is nothing. The store keeps both until the server has taken one of them: its no
    /// may be wrong.
    public synchronized Optional<Credential> otherThan(Credential shown) {
        // It was changed while this one was on its way.
        if (!shown.equals(credential)) return Optional.of(credential);
        return shown.next() == null ? Optional.empty() : Optional.of(shown.withoutNext());
    }

    /// The server has taken the present token, after it said that it doesn't know the next.
    public synchronized void acceptedInstead(Credential refused, Credential shown) {
        if (!refused.equals(credential)) return;
        credential = shown;
        kept(credential);
    }

    /// Each that may be shown.
    public synchronized List<Credential> all() {
        return credential.next() == null
                ? List.of(credential)
                : List.of(credential, credential.withoutNext());
    }

    /// Changes the token, on a thread of its own. The server, which has asked for it, asks again on
    /// each stream until it is done.
    public void rotateSoon() {
        if (!rotating.compareAndSet(false, true)) return;
        Thread.startVirtualThread(
                () -> {
                    try {
                        rotate();
                    } catch (RuntimeException defect) {
                        LOG.error("A defect of the host kept the token as it was", defect);
                    } finally {
                        rotating.set(false);
                    }
                });
    }

    private void rotate() {
        var present = now();
        if (present.next() == null) {
            if (!writable()) return;
            var next = enroller.nextToken(origin, present);
            if (next.isEmpty() || !prepared(present, present.withNext(next.get()))) return;
        }
        var shown = now();
        // Where there is no answer, or a no, the next stream shows it first, and sees.
        if (enroller.standing(origin, shown) == Standing.GOOD) accepted(shown);
    }

    private boolean writable() {
        if (identity.writable(origin)) return true;
        complain("The store that the credential is in can't be written");
        return false;
    }

    /// The next token must be kept before it is used.
    private synchronized boolean prepared(Credential before, Credential after) {
        if (!before.equals(credential) || !kept(after)) return false;
        credential = after;
        return true;
    }

    private synchronized boolean kept(Credential changed) {
        // Another host may have the state folder by now.
        if (closed) return false;
        try {
            identity.keep(origin, changed);
            return true;
        } catch (HostFailure failed) {
            complain(failed.sentence());
            return false;
        }
    }

    /// Once: the server asks on each stream.
    private synchronized void complain(String why) {
        if (!complained)
            LOG.warnf("The server wants the token changed, and it stays as it is. %s", why);
        complained = true;
    }

    /// Nothing is written any more.
    public synchronized void close() {
        closed = true;
    }
}
