package dev.fusionhost.agent.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// The files of an audit log: `audit.jsonl`, and those before it by the number of their first line.
record AuditFiles(Path folder) {
    private static final Pattern EARLIER = Pattern.compile("audit-(\\d{1,18})\\.jsonl");

    static final int MOST_EARLIER = 19;

    /// What the first line of all has for the hash of the line before it.
    static final String NOTHING = "0".repeat(64);

    static AuditFiles in(Path stateFolder) {
        return new AuditFiles(stateFolder.resolve("audit"));
    }

    Path newest() {
        return folder.resolve("audit.jsonl");
    }

    Path earlier(long firstLine) {
        return folder.resolve("audit-%d.jsonl".formatted(firstLine));
    }

    /// Those that were full, the oldest first.
    List<Path> earlier() throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.filter(file -> EARLIER.matcher(name(file)).matches())
                    .sorted(Comparator.comparingLong(AuditFiles::firstLine))
                    .toList();
        }
    }

    /// Whether the oldest lines may have been given up.
    boolean isFull() throws IOException {
        return earlier().size() >= MOST_EARLIER;
    }

    /// All there are, the oldest first.
    List<Path> all() throws IOException {
        var all = new ArrayList<>(earlier());
        if (Files.exists(newest())) all.add(newest());
        return all;
    }

    private static long firstLine(Path file) {
        var matcher = EARLIER.matcher(name(file));
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
