package dev.fusionhost.agent.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.protocol.FrameCodec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads an audit log, also one that is being written.
public final class AuditTrail {
    private static final int LONGEST_LINE = 1024 * 1024;
    private static final JsonMapper MAPPER = FrameCodec.mapper(LONGEST_LINE);
    private static final Mark START = new Mark(0, AuditFiles.NOTHING);

    private final AuditFiles files;

    public AuditTrail(Path stateFolder) {
        files = AuditFiles.in(stateFolder);
    }

    /// How far a log goes.
    ///
    /// @param line number of its last line, 0 for none
    /// @param hash of that line, in hexadecimal
    public record Mark(long line, String hash) {}

    /// What [#verify] has found.
    ///
    /// @param first number of the oldest line that is still there
    /// @param end the last line that is as it was written
    /// @param fault what is wrong with the one after it; null where there is none
    public record Verdict(long first, Mark end, @Nullable String fault) {}

    /// The newest lines, the oldest of them first.
    public List<String> tail(int lines) throws IOException {
        var newest = new ArrayDeque<String>();
        for (var file : files.all()) {
            for (var line : lines(file)) {
                newest.add(line);
                if (newest.size() > lines) newest.remove();
            }
        }
        return List.copyOf(newest);
    }

    /// Follows the chain from the oldest line to the newest.
    public Verdict verify() throws IOException {
        var first = 0L;
        var end = START;
        for (var file : files.all()) {
            var number = 0;
            for (var text : lines(file)) {
                number++;
                var entry = entry(text);
                var line = entry.path("line").asLong(-1);
                if (first == 0) {
                    first = line;
                    // What was before the oldest file is gone, and its hash has to be believed.
                    if (files.isFull()) end = new Mark(line - 1, previous(entry));
                }
                if (line != end.line() + 1 || !previous(entry).equals(end.hash()))
                    return new Verdict(
                            first,
                            end,
                            "%s, line %d, does not follow the line before it: one of the two was changed, or some are missing"
                                    .formatted(file, number));
                end = new Mark(line, AuditFiles.hash(text));
            }
        }
        return new Verdict(first, end, null);
    }

    private static String previous(JsonNode entry) {
        return entry.path("previous").asText();
    }

    /// Something else than an entry has no number and follows nothing.
    private static JsonNode entry(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).orElseGet(MAPPER::createObjectNode);
        } catch (IOException _) {
            return MAPPER.createObjectNode();
        }
    }

    /// Where a log is to go on.
    static Mark last(AuditFiles files) throws IOException {
        var all = files.all();
        for (int i = all.size() - 1; i >= 0; i--) {
            var text = lastLine(all.get(i));
            if (text.isEmpty()) continue;
            return new Mark(entry(text).path("line").asLong(), AuditFiles.hash(text));
        }
        return START;
    }

    /// How many bytes of a file are whole lines: what follows them was cut off by a crash.
    static long wholeLines(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            var end = bytes.length();
            while (end > 0) {
                bytes.seek(end - 1);
                if (bytes.read() == '\n') return end;
                end--;
            }
            return 0;
        }
    }

    /// Empty where there is none. The whole file needn't be read for it.
    private static String lastLine(Path file) throws IOException {
        var whole = wholeLines(file);
        if (whole == 0) return "";
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            var end = new byte[(int) Math.min(whole - 1, LONGEST_LINE)];
            bytes.seek(whole - 1 - end.length);
            bytes.readFully(end);
            var text = new String(end, UTF_8);
            return text.substring(text.lastIndexOf('\n') + 1);
        }
    }

    private static List<String> lines(Path file) throws IOException {
        var whole = Math.toIntExact(wholeLines(file));
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(whole), UTF_8).lines().toList();
        }
    }
}
