package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Stands for a file, or for a folder with all that is in it.
final class TreePrint {
    private final boolean contents;
    private final Consumer<String> lines;

    private TreePrint(boolean contents, Consumer<String> lines) {
        this.contents = contents;
        this.lines = lines;
    }

    /// Differs once something in it is changed: by names, types, sizes and times.
    static String ofState(FolderHandle folder, Path name) throws IOException {
        return of(folder, name, false);
    }

    /// The same for two trees that hold the same.
    static String ofContents(FolderHandle folder, Path name) throws IOException {
        return of(folder, name, true);
    }

    private static String of(FolderHandle folder, Path name, boolean contents) throws IOException {
        var sha256 = Sha256.begin();
        new TreePrint(contents, line -> sha256.update(line.getBytes(StandardCharsets.UTF_8)))
                .add(folder, name, "");
        return Sha256.hex(sha256);
    }

    /// @param shown the name by which it goes into the print; the top has none
    private void add(FolderHandle folder, Path name, String shown) throws IOException {
        var seen = folder.attributes(name);
        var type = FileType.of(seen);
        if (type == FileType.OTHER) return;
        var detail =
                switch (type) {
                    case FILE -> contents ? hash(folder, name) : seen.lastModifiedTime().toString();
                    case LINK -> folder.linkTarget(name).toString();
                    case FOLDER, OTHER -> "";
                };
        long size = type == FileType.FILE ? seen.size() : 0;
        lines.accept(
                "%d:%s %s %d %d:%s\n"
                        .formatted(shown.length(), shown, type, size, detail.length(), detail));
        if (type != FileType.FOLDER) return;
        try (var inside = folder.enter(name)) {
            for (var one : sorted(inside)) add(inside, one, one.toString());
        }
        lines.accept("end\n");
    }

    private static List<Path> sorted(FolderHandle folder) throws IOException {
        var sorted = new ArrayList<Path>();
        for (var names = folder.names(); names.hasNext(); ) sorted.add(names.next().getFileName());
        sorted.sort(null);
        return sorted;
    }

    private static String hash(FolderHandle folder, Path name) throws IOException {
        try (var content = Opening.file(folder, name, name.toString())) {
            return Sha256.of(content);
        }
    }
}
