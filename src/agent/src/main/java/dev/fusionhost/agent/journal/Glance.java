package dev.fusionhost.agent.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// A look at a journal from outside, while a host may be writing it.
///
/// @param begun calls that were begun and not answered yet
/// @param kept results that the server didn't have for good
/// @param oldest when the oldest of both was written
/// @param bytes how long the file is
/// @param damaged whether there is something that no crash can have left
public record Glance(int begun, int kept, Optional<Instant> oldest, long bytes, boolean damaged) {

    /// @throws IOException where the journal can't be read
    public static Glance of(Path journal) throws IOException {
        if (!Files.exists(journal)) return new Glance(0, 0, Optional.empty(), 0, false);
        var entries = new LivingEntries();
        try (var file = new RandomAccessFile(journal.toFile(), "r")) {
            var scan =
                    Scan.of(
                            file,
                            found -> entries.add(found.entry(), found.offset(), found.length()));
            var open = entries.all().stream().filter(place -> !place.isOver()).toList();
            var begun = (int) open.stream().filter(place -> place.stage() == 0).count();
            return new Glance(
                    begun,
                    open.size() - begun,
                    open.stream().map(LivingEntries.Place::at).min(Comparator.naturalOrder()),
                    file.length(),
                    scan.damage() != null);
        }
    }
}
