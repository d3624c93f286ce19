package dev.fusionhost.agent.credentials;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.home.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The notes about stores, each beside where the credential's file would be. What a note says is
/// so: a store is chosen once, at the enrolment, and changed by its owner's word alone.
final class StoreNotes {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build();

    private final Path folder;
    private final OwnFile notes;

    /// @param home the host's state folder
    StoreNotes(Path home) {
        folder = home.resolve("credentials");
        notes = new OwnFile(folder, ".store");
    }

    /// What is written down for a server.
    ///
    /// @throws IOException with what is wrong with the note, as the end of a sentence
    Optional<StoreNote> find(Origin origin) throws IOException {
        try {
            var fault = OwnerOnly.fault(file(origin));
            if (fault != null) throw new IOException(fault);
            @Nullable StoreNote note = MAPPER.readValue(notes.read(origin), StoreNote.class);
            if (note == null) throw new IOException("is empty");
            if (!note.origin().equals(origin.toString()) || StoreKind.named(note.store()).isEmpty())
                throw new IOException("names another server, or a store that there is not");
            return Optional.of(note);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (JacksonException _) {
            throw new IOException("is empty, cut short or no such note");
        }
    }

    void keep(Origin origin, StoreNote note) {
        try {
            notes.write(origin, MAPPER.writeValueAsBytes(note));
        } catch (IOException failed) {
            throw new HostFailure(
                    ExitCode.IO,
                    "The store of the credential can't be written down in %s: %s. Make room or mend its permissions, then try again."
                            .formatted(file(origin), failed.getMessage()),
                    failed);
        }
    }

    void forget(Origin origin) {
        notes.delete(origin);
    }

    Path file(Origin origin) {
        return notes.of(origin);
    }

    /// The servers that this state folder has, or had, a credential for, by their notes and files.
    List<Origin> origins() {
        var origins = new TreeSet<String>();
        try (var files = Files.newDirectoryStream(folder, "*.{store,json}")) {
            for (var file : files) origin(file).ifPresent(origins::add);
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException failed) {
            throw new HostFailure(ExitCode.IO, folder + " can't be read.", failed);
        }
        return origins.stream().map(origin -> Origin.parse(origin, true)).toList();
    }

    /// Both have it as a field of one name.
    private static Optional<String> origin(Path file) {
        try {
            if (OwnerOnly.fault(file) != null) return Optional.empty();
            var text = MAPPER.readTree(Files.readAllBytes(file)).path("origin").asText();
            return Optional.of(Origin.parse(text, true).toString());
        } catch (IOException | HostFailure _) {
            // What isn't one of them is found out by who asks for a server of theirs.
            return Optional.empty();
        }
    }
}
