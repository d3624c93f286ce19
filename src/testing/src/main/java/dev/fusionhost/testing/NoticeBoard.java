package dev.fusionhost.testing;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Duration;

/// A socket of the kind that systemd listens to (`NOTIFY_SOCKET`), and what was said to it. On
/// Linux alone.
public final class NoticeBoard implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int BOTH_DIRECTIONS = 2;
    private static final int LONGEST = 4096;

    private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = call("bind", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SHUTDOWN = call("shutdown", JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = call("close", JAVA_INT);
    private static final MethodHandle RECV =
            Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().findOrThrow("recv"),
                            FunctionDescriptor.of(
                                    JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

    private final Sightings<String> notices = new Sightings<>("notices");
    private final int socket;
    private final Thread reader;

    /// @param name a path where nothing is, or what begins with `@` for a name in no file system
    public NoticeBoard(String name) {
        socket = bound(name);
        reader = Thread.ofPlatform().daemon().start(this::read);
    }

    /// Waits for a notice that holds this line, one that has come already included.
    public void awaitLine(String line, Duration patience) {
        notices.await(line, patience, notice -> notice.lines().anyMatch(line::equals));
    }

    /// Waits for the notice at this place in their order, from 0.
    public String awaitNotice(int index, Duration patience) {
        return notices.await("notice " + index, patience, index);
    }

    private static int bound(String name) {
        var bytes = name.getBytes(UTF_8);
        if (name.startsWith("@")) bytes[0] = 0;
        try (var arena = Arena.ofConfined()) {
            var socket = (int) SOCKET.invokeExact(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
            var address = arena.allocate(2 + bytes.length + (bytes[0] == 0 ? 0 : 1), 2);
            address.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(bytes, 0, address, JAVA_BYTE, 2, bytes.length);
            if (socket < 0
                    || (int) BIND.invokeExact(socket, address, (int) address.byteSize()) != 0)
                throw new IllegalStateException(name + " can't be bound");
            return socket;
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void read() {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(LONGEST);
            long length;
            while ((length = (long) RECV.invokeExact(socket, buffer, (long) LONGEST, 0)) > 0)
                notices.add(new String(buffer.asSlice(0, length).toArray(JAVA_BYTE), UTF_8));
        } catch (Throwable impossible) {
            notices.end(impossible.toString());
        }
    }

    private static MethodHandle call(String name, MemoryLayout... arguments) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, arguments));
    }

    @Override
    public void close() {
        try {
            // Wakes the reader.
            var _ = (int) SHUTDOWN.invokeExact(socket, BOTH_DIRECTIONS);
            reader.join();
            var _ = (int) CLOSE.invokeExact(socket);
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }
}
