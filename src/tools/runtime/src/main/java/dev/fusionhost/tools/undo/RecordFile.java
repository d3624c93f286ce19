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
    static Optional<RecordFile> read(Path file) throws IOException {
        Line.Begun begun = null;
        Line.Kept kept = null;
        var steps = new ArrayList<Step>();
        for (var line : wholeLines(file)) {
            switch (line) {
                case Line.Begun first -> begun = first;
                case Line.Kept last -> kept = last;
                case Step step -> steps.add(step);
            }
        }
        return begun == null
                ? Optional.empty()
                : Optional.of(new RecordFile(begun.id(), begun.at(), steps, kept));
    }

    // The last line can be cut, or be zeros where only the file's length had reached the disk. Each
    // line is on disk before the next one is written and before its step is made, so nothing is
    // behind it and nothing was changed for it.
    private static List<Line> wholeLines(Path file) throws IOException {
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        var lines = new ArrayList<Line>();
        for (int begin = 0, end; (end = text.indexOf('\n', begin)) >= 0; begin = end + 1) {
            try {
                var bytes = text.substring(begin, end).getBytes(StandardCharsets.ISO_8859_1);
                lines.add(READER.readValue(bytes));
            } catch (JsonProcessingException _) {
                break;
            }
        }
        return lines;
    }

    static byte[] bytes(Line line) throws JsonProcessingException {
        return (WRITER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
