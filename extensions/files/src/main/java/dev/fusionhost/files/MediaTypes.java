package dev.fusionhost.files;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Media types by the ending of a file's name. A table of our own: the JDK's asks the system, and
/// gives another answer on each.
final class MediaTypes {
    private static final Map<String, String> BY_ENDING =
            Map.ofEntries(
                    entry("txt", "text/plain"),
                    entry("log", "text/plain"),
                    entry("md", "text/markdown"),
                    entry("csv", "text/csv"),
                    entry("html", "text/html"),
                    entry("htm", "text/html"),
                    entry("css", "text/css"),
                    entry("js", "text/javascript"),
                    entry("mjs", "text/javascript"),
                    entry("java", "text/x-java"),
                    entry("py", "text/x-python"),
                    entry("sh", "text/x-shellscript"),
                    entry("json", "application/json"),
                    entry("yaml", "application/yaml"),
                    entry("yml", "application/yaml"),
                    entry("toml", "application/toml"),
                    entry("xml", "application/xml"),
                    entry("pdf", "application/pdf"),
                    entry("zip", "application/zip"),
                    entry("gz", "application/gzip"),
                    entry("tar", "application/x-tar"),
                    entry("jar", "application/java-archive"),
                    entry("wasm", "application/wasm"),
                    entry("docx", office("wordprocessingml.document")),
                    entry("xlsx", office("spreadsheetml.sheet")),
                    entry("pptx", office("presentationml.presentation")),
                    entry("ifc", "application/x-step"),
                    entry("png", "image/png"),
                    entry("jpg", "image/jpeg"),
                    entry("jpeg", "image/jpeg"),
                    entry("gif", "image/gif"),
                    entry("webp", "image/webp"),
                    entry("svg", "image/svg+xml"),
                    entry("mp3", "audio/mpeg"),
                    entry("wav", "audio/wav"),
                    entry("mp4", "video/mp4"),
                    entry("webm", "video/webm"));

    private MediaTypes() {}

    private static String office(String format) {
        return "application/vnd.openxmlformats-officedocument." + format;
    }

    static @Nullable String byName(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? null : BY_ENDING.get(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
