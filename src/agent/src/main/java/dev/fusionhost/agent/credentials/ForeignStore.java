package dev.fusionhost.agent.credentials;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import java.time.Instant;

/// A store of another kind of system.
record ForeignStore(StoreKind kind) implements CredentialStore {
    /// A state folder that came from there: what it speaks of is there still.
    @Override
    public Lookup find(Origin origin) {
        return new Lookup.Broken(sentence());
    }

    @Override
    public Readiness readiness() {
        return new Readiness.Never(sentence());
    }

    @Override
    public void keep(Origin origin, Credential credential) {
        throw new HostFailure(ExitCode.CONFIG, sentence());
    }

    @Override
    public void forget(Origin origin) {
        throw new HostFailure(ExitCode.CONFIG, sentence());
    }

    @Override
    public String setAside(Origin origin, Instant now) {
        throw new HostFailure(ExitCode.CONFIG, sentence());
    }

    @Override
    public String where(Origin origin) {
        return "%s of another system".formatted(kind.word());
    }

    private String sentence() {
        return "This system has no %s to keep credentials in; set FUSION_HOST_HOME to a state folder of this machine, or choose another store."
                .formatted(kind.word());
    }
}
