package dev.fusionhost.tools.sandbox;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which file system a path is on. Goes by path: good for choosing a way, never for granting one.
final class Device {
    private Device() {}

    static Object of(Path path) throws IOException {
        boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
        return unix
                ? Files.getAttribute(path, "unix:dev", NOFOLLOW_LINKS)
                : Files.getFileStore(path);
    }

    /// The highest folder above a path that is on the same one.
    static Path top(Path path) throws IOException {
        var device = of(path);
        var top = path;
        for (var up = path.getParent(); up != null && of(up).equals(device); up = up.getParent()) {
            top = up;
        }
        return top;
    }
}
