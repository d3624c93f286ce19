package dev.fusionhost.agent.enrol;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.CredentialFiles;
import dev.fusionhost.agent.credentials.Lookup;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.home.HostHome;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Who this device is at a server, from the first start to the last: enrolled once, found again at
/// each start, set aside when the server revokes it, given up when the owner says so.
@Singleton
public class Identity {
    private static final Logger LOG = Logger.getLogger(Identity.class);

    private final HostHome home;
    private final Enroller enroller;

    Identity(HostHome home, Enroller enroller) {
        this.home = home;
        this.enroller = enroller;
    }

    /// The credential for a server; enrols where there is none.
    ///
    /// @param code the pairing code, needed only for the first time
    /// @throws HostFailure where there is neither, or the code isn't accepted
    public Credential resolve(Origin origin, @Nullable String code, String name) {
        var found = find(origin);
        if (found.isPresent()) return found.get();
        if (code == null || code.isBlank())
            throw new HostFailure(
                    ExitCode.CONFIG,
                    "This device is not enrolled at %s yet; mint a pairing code there and start again with FUSION_HOST_CODE set to it."
                            .formatted(origin));
        // Before the code is spent: a credential that can't be kept would be lost with it.
        home.prepared();
        var credential = enroller.enrol(origin, code.strip(), name);
        files().keep(origin, credential);
        LOG.infof("Enrolled at %s as %s.", origin, credential.deviceId());
        return credential;
    }

    /// The credential that is kept for a server, if there is one.
    ///
    /// @throws HostFailure where there is a credential that can't be used
    public Optional<Credential> find(Origin origin) {
        return switch (files().find(origin)) {
            case Lookup.Found(var credential) -> Optional.of(credential);
            case Lookup.Absent() -> Optional.empty();
            case Lookup.Broken(var sentence) -> throw new HostFailure(ExitCode.CONFIG, sentence);
        };
    }

    /// Takes a revoked credential out of use; its bytes are kept. Another one, which the owner has
    /// enrolled for meanwhile, stays.
    public void setAside(Origin origin, Credential revoked) {
        try {
            if (!find(origin).equals(Optional.of(revoked))) return;
            LOG.infof("Its credential is kept in %s.", files().setAside(origin, Instant.now()));
        } catch (HostFailure stays) {
            // It is of no use where it is, either: the next start is refused again.
            LOG.warn(stays.sentence());
        }
    }

    /// Gives the identity up, at the server first.
    public void giveUp(Origin origin, Credential credential) {
        enroller.leave(origin, credential);
        files().forget(origin);
    }

    private CredentialFiles files() {
        return new CredentialFiles(home.path());
    }
}
