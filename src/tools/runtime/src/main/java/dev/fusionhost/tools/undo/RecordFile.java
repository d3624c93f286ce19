package dev.fusionhost.tools.undo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.fusionhost.tools.input.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a record's file says.
///
/// @param kept null where the call hasn't ended yet, or never did
record RecordFile(String id, Instant at, List<Step> steps, Line.@Nullable Kept kept) {
    private static final ObjectReader READER = Json.mapper().readerFor(Line.class);
    private static final ObjectWriter WRITER = Json.mapper().writerFor(Line.class);

    /// Empty where not even the first line is whole: then nothing was changed.
    ///
    /// @throws DamagedRecordException where another line than the last one isn't
    static Optional<RecordFile> read(Path file) throws IOException {
        Line.Begun begun = null;
        Line.Kept kept = null;
        var steps = new ArrayDeque<Step>();
        for (var line : wholeLines(file)) {
            switch (line) {
                case Line.Begun first -> begun = first;
                case Line.NotMade _ -> steps.pollLast();
                case Line.Kept last -> kept = last;
                case Step step -> steps.add(step);
            }
        }
        return begun == null
                ? Optional.empty()
                : Optional.of(new RecordFile(begun.id(), begun.at(), List.copyOf(steps), kept));
    }

    // The last line can be cut, or be zeros where only the file's length had reached the disk. Each
    // line is on disk before the next one is written and before its step is made, so nothing is
    // behind it and nothing was changed for it. The first one alone comes to the disk together with
    // the second.
    private static List<Line> wholeLines(Path file) throws IOException {
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        var lines = text.lines().toList();
        int ended = text.endsWith("\n") ? lines.size() : lines.size() - 1;
        var whole = new ArrayList<Line>();
        for (int i = 0; i < ended; i++) {
            try {
                whole.add(READER.readValue(lines.get(i).getBytes(StandardCharsets.ISO_8859_1)));
            } catch (JsonProcessingException e) {
                if (lines.size() > Math.max(i + 1, 2)) throw new DamagedRecordException(file, e);
                break;
            }
        }
        return whole;
    }

    /// Empty where it wasn't kept.
    Optional<PastChange> past() {
        return kept == null
                ? Optional.empty()
                : Optional.of(new PastChange(id, at, steps, kept.summary(), kept.undoes()));
    }

    static byte[] bytes(Line line) throws JsonProcessingException {
        return (WRITER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
