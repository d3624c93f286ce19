package dev.fusionhost.agent.supervision;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Sends datagrams to a socket of this machine (`unix(7)`), which Java's own channels can't. On
/// Linux alone, whose numbers these are.
///
/// The executable holds the calls whose types are in `reachability-metadata.json`; a call of
/// another type has to be named there too.
final class NoticeSocket {
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;

    /// A manager that is gone mustn't end us, nor one that doesn't read hold us up.
    private static final int MSG_NOSIGNAL_DONTWAIT = 0x4000 | 0x40;

    /// Of an address: its family, and a name of at most 108 bytes (`unix(7)`).
    private static final int FAMILY_BYTES = 2;

    private static final int LONGEST_NAME = 107;

    // Not static: Quarkus initializes classes when it builds the executable, and a handle that was
    // made then can't be called in it.
    private final MethodHandle socket =
            call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private final MethodHandle sendto =
            call(
                    "sendto",
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private final MethodHandle close = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final byte[] name;

    /// @param name a path, or what begins with `@` for a name that is in no file system
    NoticeSocket(String name) throws IOException {
        this.name = name.getBytes(UTF_8);
        if (this.name.length > LONGEST_NAME) throw new IOException("its name is too long");
        if (name.startsWith("@")) this.name[0] = 0;
        else if (!name.startsWith("/")) throw new IOException("it is no socket of this machine");
    }

    /// Sends one datagram. Doesn't wait.
    void send(String text) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var descriptor = (int) socket.invokeExact((int) AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
            if (descriptor < 0) throw new IOException("there is no descriptor for it");
            try {
                send(
                        descriptor,
                        arena.allocateFrom(JAVA_BYTE, text.getBytes(UTF_8)),
                        address(arena));
            } finally {
                var _ = (int) close.invokeExact(descriptor);
            }
        } catch (IOException failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a call of the system throws nothing", impossible);
        }
    }

    private void send(int descriptor, MemorySegment bytes, MemorySegment address) throws Throwable {
        var sent =
                (long)
                        sendto.invokeExact(
                                descriptor,
                                bytes,
                                bytes.byteSize(),
                                MSG_NOSIGNAL_DONTWAIT,
                                address,
                                (int) address.byteSize());
        if (sent < 0) throw new IOException("nobody takes it");
    }

    private MemorySegment address(Arena arena) {
        // A path ends with a zero; the length of any other name is its end.
        var zero = name[0] == 0 ? 0 : 1;
        var address = arena.allocate(FAMILY_BYTES + name.length + zero, JAVA_SHORT.byteAlignment());
        address.set(JAVA_SHORT, 0, AF_UNIX);
        MemorySegment.copy(name, 0, address, JAVA_BYTE, FAMILY_BYTES, name.length);
        return address;
    }

    private static MethodHandle call(String name, FunctionDescriptor types) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), types);
    }
}
