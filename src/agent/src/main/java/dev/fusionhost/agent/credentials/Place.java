package dev.fusionhost.agent.credentials;

/// Which store the credential of a server is in, or is to be in.
public final class Place {
    private final Origin origin;
    private final StoreNote note;
    private final StoreKind kind;
    private final CredentialStore store;

    Place(Origin origin, StoreNote note, StoreKind kind, CredentialStore store) {
        this.origin = origin;
        this.note = note;
        this.kind = kind;
        this.store = store;
    }

    public StoreKind kind() {
        return kind;
    }

    public Lookup find() {
        return store.find(origin);
    }

    public Readiness readiness() {
        return store.readiness();
    }

    /// For people.
    public String where() {
        return store.where(origin);
    }

    /// Puts a credential there, whatever is written down.
    public void keep(Credential credential) {
        store.keep(origin, credential);
    }

    /// Forgets the credential that is there, whatever is written down.
    public void forget() {
        store.forget(origin);
    }

    Origin origin() {
        return origin;
    }

    StoreNote note() {
        return note;
    }

    CredentialStore store() {
        return store;
    }
}
