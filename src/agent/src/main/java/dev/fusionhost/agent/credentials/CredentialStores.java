package dev.fusionhost.agent.credentials;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The credentials of a state folder, wherever they are.
///
/// The note of a server says which store its credential is in, and nothing but the owner's word
/// changes that. Where there is no note it is in what systemd has loaded, if that holds one, else
/// in a file; so are the credentials of a time without notes.
public final class CredentialStores {
    private final StoreNotes notes;
    private final Shelf shelf;

    /// @param home the host's state folder
    public static CredentialStores ofThisMachine(Path home) {
        return new CredentialStores(home, new ThisMachine(home, Platform.os(), System::getenv));
    }

    CredentialStores(Path home, Shelf shelf) {
        notes = new StoreNotes(home);
        this.shelf = shelf;
    }

    /// The stores of a machine.
    interface Shelf {
        /// Opens one, which may be of no use here and then says so.
        ///
        /// @param item of the note
        CredentialStore open(StoreKind kind, String item);

        /// Those of the system's own that are better than a file, where they are ready.
        List<StoreKind> preferred();

        /// Those that a credential can be put into here.
        List<StoreKind> writable();
    }

    public Lookup find(Origin origin) {
        var fault = fault(origin);
        return fault == null ? place(origin).find() : fault;
    }

    /// Where a server's credential is.
    ///
    /// @throws HostFailure where that can't be told, since its note is broken
    public Place place(Origin origin) {
        var note = note(origin).orElse(null);
        if (note != null) return place(origin, note, StoreKind.named(note.store()).orElseThrow());
        var loaded = place(origin, StoreNote.of(origin, StoreKind.SYSTEMD), StoreKind.SYSTEMD);
        return switch (loaded.find()) {
            case Lookup.Found _, Lookup.Broken _ -> loaded;
            case Lookup.Absent _, Lookup.Locked _ ->
                    place(origin, StoreNote.of(origin, StoreKind.FILE), StoreKind.FILE);
        };
    }

    /// Another store for the same credential.
    public Place in(StoreKind kind, Place place) {
        return place(place.origin(), place.note(), kind);
    }

    /// Chooses the store for a new credential: what is asked for; what the note says; the system's
    /// own, where it is ready; else a file.
    public Place choose(Origin origin, Optional<StoreKind> wanted) {
        var now = place(origin);
        if (wanted.isPresent()) return in(wanted.get(), now);
        if (note(origin).isPresent()) return now;
        return shelf.preferred().stream()
                .map(kind -> in(kind, now))
                .filter(place -> place.readiness() instanceof Readiness.Ready)
                .findFirst()
                .orElseGet(() -> in(StoreKind.FILE, now));
    }

    /// Keeps a new credential in a store that was chosen for it. The note comes first: a crash
    /// between both must not leave a credential that is looked for elsewhere.
    public void keep(Place place, Credential credential) {
        noteDown(place);
        place.store().keep(place.origin(), credential);
    }

    /// Keeps a credential where the one before was.
    public void keep(Origin origin, Credential credential) {
        place(origin).store().keep(origin, credential);
    }

    /// Writes down where a credential is that was found without a note.
    public void settle(Origin origin) {
        if (note(origin).isEmpty()) noteDown(place(origin));
    }

    /// Writes down that from now on this is the store.
    public void noteDown(Place place) {
        notes.keep(place.origin(), place.note().with(place.kind()));
    }

    /// Removes what a move that was cut off has left in the other stores of this machine.
    public void clearOthers(Place place) {
        for (var kind : shelf.writable()) {
            var other = in(kind, place);
            if (kind != place.kind() && other.readiness() instanceof Readiness.Ready)
                other.forget();
        }
    }

    /// Forgets a credential and its store, at the owner's own word.
    public void forget(Origin origin) {
        var place = place(origin);
        // A copy that a move has left would be found without the note, which goes last.
        clearOthers(place);
        place.forget();
        notes.forget(origin);
    }

    /// @return where it is now
    public String setAside(Origin origin, Instant now) {
        return place(origin).store().setAside(origin, now);
    }

    /// The servers that this state folder has, or had, a credential for.
    public List<Origin> origins() {
        return notes.origins();
    }

    private Place place(Origin origin, StoreNote note, StoreKind kind) {
        return new Place(origin, note, kind, shelf.open(kind, note.item()));
    }

    private Optional<StoreNote> note(Origin origin) {
        try {
            return notes.find(origin);
        } catch (IOException fault) {
            throw new HostFailure(ExitCode.CONFIG, broken(origin, fault).sentence(), fault);
        }
    }

    private Lookup.@Nullable Broken fault(Origin origin) {
        try {
            var _ = notes.find(origin);
            return null;
        } catch (IOException fault) {
            return broken(origin, fault);
        }
    }

    private Lookup.Broken broken(Origin origin, IOException fault) {
        return new Lookup.Broken(
                "The note %s, which says where the credential is, %s; mend it, or move it away and enrol again with a new pairing code."
                        .formatted(notes.file(origin), fault.getMessage()));
    }
}
