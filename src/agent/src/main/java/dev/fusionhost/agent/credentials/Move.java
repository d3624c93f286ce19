package dev.fusionhost.agent.credentials;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import java.util.function.Consumer;

/// Moves the credential of a server to another store, so that wherever it is cut off the credential
/// is where the note says: written and read back, accepted by the server, noted down, and only then
/// forgotten in the old store. What a move that was cut off has left elsewhere is never read, and
/// removed by the next one.
public final class Move {
    private final CredentialStores stores;
    private final Consumer<Credential> accepted;

    /// @param accepted fails where the server doesn't accept what was read back
    public Move(CredentialStores stores, Consumer<Credential> accepted) {
        this.stores = stores;
        this.accepted = accepted;
    }

    /// Moves it, or clears up where it is there already.
    ///
    /// @return where it is
    /// @throws HostFailure where it can't be moved and is where it was; or where it is moved, and
    ///     something of it is left in the old store
    public Place to(Origin origin, StoreKind kind) {
        var from = stores.place(origin);
        var credential = in(from);
        // Before anything is written: the note has what tells the new item from others.
        stores.noteDown(from);
        var target = stores.in(kind, from);
        if (kind != from.kind()) {
            write(target, credential);
            stores.noteDown(target);
            forget(from);
        }
        stores.clearOthers(target);
        return target;
    }

    private static Credential in(Place place) {
        return switch (place.find()) {
            case Lookup.Found(var credential) -> credential;
            case Lookup.Absent() ->
                    throw new HostFailure(
                            ExitCode.CONFIG,
                            "There is no credential to move for %s; enrol first, with --store."
                                    .formatted(place.origin()));
            case Lookup.Locked(var sentence) -> throw new HostFailure(ExitCode.TEMPORARY, sentence);
            case Lookup.Broken(var sentence) -> throw new HostFailure(ExitCode.CONFIG, sentence);
        };
    }

    private void write(Place target, Credential credential) {
        // What systemd loads is there before, or never.
        if (target.find().equals(new Lookup.Found(credential))) {
            accepted.accept(credential);
            return;
        }
        switch (target.readiness()) {
            case Readiness.Ready() -> target.keep(credential);
            case Readiness.Later(var why) -> throw new HostFailure(ExitCode.TEMPORARY, why);
            case Readiness.Never(var why) -> throw new HostFailure(ExitCode.CONFIG, why);
        }
        try {
            accepted.accept(in(target));
        } catch (HostFailure refused) {
            // It stays where it was, and there alone.
            target.forget();
            throw refused;
        }
    }

    private static void forget(Place old) {
        // Nothing is taken out of what systemd loads; its operator does that.
        if (old.kind() != StoreKind.SYSTEMD) old.forget();
    }
}
