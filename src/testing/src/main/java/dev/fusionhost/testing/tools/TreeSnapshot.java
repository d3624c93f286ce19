package dev.fusionhost.testing.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Everything below some folders, themselves included: names, types, contents, permissions and
/// times of change.
///
/// @param entries a line a path, equal as long as nothing has changed
public record TreeSnapshot(Map<Path, String> entries) {
    private static final int MOST_TOLD = 20;

    public static TreeSnapshot of(Path... folders) {
        var entries = new TreeMap<Path, String>();
        for (var folder : folders) {
            try (var files = Files.walk(folder)) {
                for (var file : (Iterable<Path>) files::iterator) entries.put(file, line(file));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return new TreeSnapshot(entries);
    }

    /// @param who did what was done since, for the message
    public void assertSameAs(TreeSnapshot before, String who) {
        if (equals(before)) return;
        var message = new StringBuilder(who + " changed something:");
        var paths = new TreeSet<>(entries.keySet());
        paths.addAll(before.entries.keySet());
        paths.stream()
                .filter(path -> !is(path).equals(before.is(path)))
                .limit(MOST_TOLD)
                .forEach(path -> message.append(difference(before, path)));
        throw new AssertionError(message.toString());
    }

    private String difference(TreeSnapshot before, Path path) {
        return "%n%s%n  was %s%n  is  %s".formatted(path, before.is(path), is(path));
    }

    private String is(Path path) {
        return entries.getOrDefault(path, "not there");
    }

    private static String line(Path file) throws IOException {
        var attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return "%s %s, changed %s"
                .formatted(content(file, attributes), mode(file), attributes.lastModifiedTime());
    }

    private static String content(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isDirectory()) return "folder";
        if (attributes.isSymbolicLink()) return "link to " + Files.readSymbolicLink(file);
        if (!attributes.isRegularFile()) return "special file";
        return "file of %d bytes, %s".formatted(attributes.size(), sha256(file));
    }

    private static String mode(Path file) throws IOException {
        var view =
                Files.getFileAttributeView(
                        file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return view == null ? "" : new TreeSet<>(view.readAttributes().permissions()).toString();
    }

    private static String sha256(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[64 * 1024];
            for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                sha256.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }
}
