package dev.fusionhost.tools.sandbox;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// `~/.Trash`, and `.Trashes/uid` at the top of each other volume. Written with care and not tested
/// yet. The Finder shows what is there; its "Put Back" works only for what it has put there itself.
record MacTrash(Path home) implements Trash {
    @Override
    public Bin binFor(Path folder) throws IOException {
        if (Device.of(home).equals(Device.of(folder))) return bin(home);
        var uid = Files.getAttribute(home, "unix:uid").toString();
        var there = Device.top(folder).resolve(".Trashes").resolve(uid);
        Files.createDirectories(there);
        return bin(there);
    }

    @Override
    public Bin bin(Path folder) {
        return new Folder(folder);
    }

    private record Folder(Path folder) implements Bin {
        @Override
        public Path files() {
            return folder;
        }

        @Override
        public String freeName(String name) {
            var free = name;
            for (int n = 2; Files.exists(folder.resolve(free), NOFOLLOW_LINKS); n++) {
                free = name + " " + n;
            }
            return free;
        }

        @Override
        public void note(String name, Path from, long size, Instant when) {}

        @Override
        public void forget(String name) {}
    }
}
