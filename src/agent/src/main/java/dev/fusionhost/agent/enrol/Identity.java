package dev.fusionhost.agent.enrol;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.CredentialStores;
import dev.fusionhost.agent.credentials.Lookup;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.credentials.Place;
import dev.fusionhost.agent.credentials.Readiness;
import dev.fusionhost.agent.credentials.StoreKind;
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
    private final HostSettings settings;

    Identity(HostHome home, Enroller enroller, HostSettings settings) {
        this.home = home;
        this.enroller = enroller;
        this.settings = settings;
    }

    /// Why it can't be told yet who we are, as a sentence: a store is locked, or doesn't answer.
    /// Where it can, [#resolve] goes on.
    ///
    /// @param code as for [#resolve]
    /// @param store as for [#resolve]
    public Optional<String> locked(Origin origin, @Nullable String code, @Nullable String store) {
        return switch (stores().find(origin)) {
            case Lookup.Locked(var sentence) -> Optional.of(sentence);
            case Lookup.Absent() when code != null && !code.isBlank() ->
                    stores().choose(origin, wanted(store)).readiness()
                                    instanceof Readiness.Later(var sentence)
                            ? Optional.of(sentence)
                            : Optional.empty();
            case Lookup.Absent() -> Optional.empty();
            case Lookup.Found _, Lookup.Broken _ -> Optional.empty();
        };
    }

    /// The credential for a server; enrols where there is none.
    ///
    /// @param code the pairing code, needed only for the first time
    /// @param store the word for where a new credential is to be kept; as it is set where null
    /// @throws HostFailure where there is neither, or the code isn't accepted
    public Credential resolve(
            Origin origin, @Nullable String code, String name, @Nullable String store) {
        var wanted = wanted(store);
        var found = find(origin);
        if (found.isPresent()) {
            settled(origin, wanted);
            return found.get();
        }
        if (code == null || code.isBlank())
            throw new HostFailure(
                    ExitCode.CONFIG,
                    "This device is not enrolled at %s yet; mint a pairing code there and start again with FUSION_HOST_CODE set to it."
                            .formatted(origin));
        // Before the code is spent: a credential that can't be kept would be lost with it.
        home.prepared();
        var place = ready(stores().choose(origin, wanted));
        var credential = enroller.enrol(origin, code.strip(), name);
        stores().keep(place, credential);
        LOG.infof("Enrolled at %s as %s.", origin, credential.deviceId());
        return credential;
    }

    private void settled(Origin origin, Optional<StoreKind> wanted) {
        stores().settle(origin);
        var kind = stores().place(origin).kind();
        if (wanted.isPresent() && wanted.get() != kind)
            LOG.warnf(
                    "The credential is kept by %s, not %s; \"credentials --move-to\" moves it.",
                    kind.word(), wanted.get().word());
    }

    private static Place ready(Place place) {
        return switch (place.readiness()) {
            case Readiness.Ready() -> place;
            case Readiness.Later(var why) -> throw new HostFailure(ExitCode.TEMPORARY, why);
            case Readiness.Never(var why) -> throw new HostFailure(ExitCode.CONFIG, why);
        };
    }

    private Optional<StoreKind> wanted(@Nullable String store) {
        return StoreKind.chosen(store == null ? settings.store() : store);
    }

    /// Whether there is a credential for a server, and it can be read.
    public boolean present(Origin origin) {
        return stores().find(origin) instanceof Lookup.Found;
    }

    /// Whether it is certain that there is none.
    public boolean absent(Origin origin) {
        return stores().find(origin) instanceof Lookup.Absent;
    }

    /// The credential that is kept for a server, if there is one.
    ///
    /// @throws HostFailure where that can't be told now, or there is one that can't be used
    public Optional<Credential> find(Origin origin) {
        return switch (stores().find(origin)) {
            case Lookup.Found(var credential) -> Optional.of(credential);
            case Lookup.Absent() -> Optional.empty();
            case Lookup.Locked(var sentence) -> throw new HostFailure(ExitCode.TEMPORARY, sentence);
            case Lookup.Broken(var sentence) -> throw new HostFailure(ExitCode.CONFIG, sentence);
        };
    }

    /// Whether a changed credential can be kept where this one is.
    boolean writable(Origin origin) {
        return stores().place(origin).readiness() instanceof Readiness.Ready;
    }

    /// Keeps a credential that has changed, in the place of the one before. Another device's, which
    /// the owner has enrolled for meanwhile, stays.
    ///
    /// @throws HostFailure where it can't be kept
    void keep(Origin origin, Credential changed) {
        if (find(origin).filter(it -> it.deviceId().equals(changed.deviceId())).isEmpty())
            throw new HostFailure(
                    ExitCode.CONFIG,
                    "The credential for %s was taken away or replaced.".formatted(origin));
        stores().keep(origin, changed);
    }

    /// Takes a revoked credential out of use; its bytes are kept. Another one, which the owner has
    /// enrolled for meanwhile, stays.
    public void setAside(Origin origin, Credential revoked) {
        try {
            if (!find(origin).equals(Optional.of(revoked))) return;
            LOG.infof("Its credential is kept in %s.", stores().setAside(origin, Instant.now()));
        } catch (HostFailure stays) {
            // It is of no use where it is, either: the next start is refused again.
            LOG.warn(stays.sentence());
        }
    }

    /// Gives the identity up, at the server first.
    public void giveUp(Origin origin, Credential credential) {
        enroller.leave(origin, credential);
        stores().forget(origin);
    }

    private CredentialStores stores() {
        return CredentialStores.ofThisMachine(home.path());
    }
}
