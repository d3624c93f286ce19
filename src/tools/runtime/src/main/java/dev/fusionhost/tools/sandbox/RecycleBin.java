package dev.fusionhost.tools.sandbox;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/// The recycle bin of Windows 10 and later, written as Windows itself writes it: in
/// `X:\$Recycle.Bin\SID` the thing is `$Rxxxxxx.ext`, and `$Ixxxxxx.ext` says where it came from.
/// Written with care and not tested yet. A drive whose bin this user has never used has none for
/// it: only the shell knows how to make one.
final class RecycleBin implements Trash {
    @Override
    public Bin binFor(Path folder) throws IOException {
        var me = Files.getOwner(Path.of(System.getProperty("user.home")));
        var bins = folder.getRoot().resolve("$Recycle.Bin");
        try (var users = Files.newDirectoryStream(bins, "S-1-5-21-*")) {
            for (var user : users) if (Files.getOwner(user).equals(me)) return bin(user);
        }
        throw new NoSuchFileException(bins.toString());
    }

    @Override
    public Bin bin(Path folder) {
        return new Folder(folder);
    }

    private record Folder(Path folder) implements Bin {
        private static final String CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

        /// `FILETIME` counts 100 ns from here.
        private static final Instant BEGIN = Instant.parse("1601-01-01T00:00:00Z");

        @Override
        public Path files() {
            return folder;
        }

        @Override
        public String freeName(String name) {
            int dot = name.lastIndexOf('.');
            var random = ThreadLocalRandom.current();
            while (true) {
                var free = new StringBuilder("$R");
                for (int i = 0; i < 6; i++) {
                    free.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                }
                free.append(dot < 0 ? "" : name.substring(dot));
                if (!Files.exists(folder.resolve(free.toString()), NOFOLLOW_LINKS)) {
                    return free.toString();
                }
            }
        }

        /// Version 2: version, size, time, length of the path in characters with its end, the path.
        @Override
        public void note(String name, Path from, long size, Instant when) throws IOException {
            var path = (from + "\0").getBytes(StandardCharsets.UTF_16LE);
            var note = ByteBuffer.allocate(28 + path.length).order(ByteOrder.LITTLE_ENDIAN);
            var since = Duration.between(BEGIN, when);
            note.putLong(2).putLong(size);
            note.putLong(since.toSeconds() * 10_000_000 + since.toNanosPart() / 100);
            note.putInt(path.length / 2).put(path);
            Files.write(note(name), note.array(), CREATE_NEW, WRITE);
        }

        @Override
        public void forget(String name) throws IOException {
            Files.deleteIfExists(note(name));
        }

        private Path note(String name) {
            return folder.resolve("$I" + name.substring(2));
        }
    }
}
