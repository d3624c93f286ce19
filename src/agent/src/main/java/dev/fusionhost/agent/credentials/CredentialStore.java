package dev.fusionhost.agent.credentials;

import dev.fusionhost.agent.HostFailure;
import java.time.Instant;

/// A place that keeps credentials, one per server origin. It never asks a person anything, and
/// answers within seconds.
public interface CredentialStore {
    /// What is there for a server.
    Lookup find(Origin origin);

    /// Whether something could be kept here now; asked before a pairing code is spent.
    Readiness readiness();

    /// Keeps a credential, over the one before, and reads it back.
    ///
    /// @throws HostFailure where it isn't kept
    void keep(Origin origin, Credential credential);

    /// Forgets a credential, at the owner's own word. Fine, too, where there is none.
    ///
    /// @throws HostFailure where it can't be
    void forget(Origin origin);

    /// Takes a revoked credential out of use without destroying it.
    ///
    /// @return where it is now
    /// @throws HostFailure where it stays
    String setAside(Origin origin, Instant now);

    /// Where the credential of a server is, or would be: for people, and never a secret.
    String where(Origin origin);
}
