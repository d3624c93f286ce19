package dev.fusionhost.agent.credentials;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/// DPAPI, by `dpapi.h`. Not yet run on Windows.
final class Crypt32 implements DataProtection {
    private static final MemorySegment NULL = MemorySegment.NULL;
    private static final int UI_FORBIDDEN = 1;

    /// `struct DATA_BLOB { DWORD cbData; BYTE *pbData; }`
    private static final StructLayout BLOB =
            MemoryLayout.structLayout(JAVA_INT, MemoryLayout.paddingLayout(4), ADDRESS);

    private static final long DATA = 8;

    /// Both take a blob, a description, the entropy, two that aren't used, flags, and a blob for
    /// what comes out.
    private static final FunctionDescriptor TYPES =
            FunctionDescriptor.of(
                    JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);

    private final MethodHandle protect;
    private final MethodHandle unprotect;
    private final MethodHandle free;

    /// @throws IOException where this is not Windows
    Crypt32() throws IOException {
        var library = new Foreign("Crypt32.dll");
        var error = Linker.Option.captureCallState("GetLastError");
        protect = library.handle("CryptProtectData", TYPES, error);
        unprotect = library.handle("CryptUnprotectData", TYPES, error);
        free = new Foreign("Kernel32.dll").function("LocalFree", ADDRESS, ADDRESS);
    }

    @Override
    public byte[] protect(byte[] data, byte[] entropy) throws IOException {
        return called(protect, data, entropy);
    }

    @Override
    public byte[] unprotect(byte[] data, byte[] entropy) throws IOException {
        return called(unprotect, data, entropy);
    }

    private byte[] called(MethodHandle function, byte[] data, byte[] entropy) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(Linker.Option.captureStateLayout());
            var out = arena.allocate(BLOB);
            int done =
                    (int)
                            function.invokeExact(
                                    state,
                                    blob(data, arena),
                                    NULL,
                                    blob(entropy, arena),
                                    NULL,
                                    NULL,
                                    UI_FORBIDDEN,
                                    out);
            if (done == 0) throw new RefusedException(lastError(state));
            var bytes = out.get(ADDRESS, DATA);
            try {
                var size = Integer.toUnsignedLong(out.get(JAVA_INT, 0));
                return bytes.reinterpret(size).toArray(JAVA_BYTE);
            } finally {
                var _ = (MemorySegment) free.invokeExact(bytes);
            }
        } catch (IOException | RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a call of the system throws nothing", impossible);
        }
    }

    private static int lastError(MemorySegment state) {
        var layout = Linker.Option.captureStateLayout();
        return state.get(JAVA_INT, layout.byteOffset(PathElement.groupElement("GetLastError")));
    }

    private static MemorySegment blob(byte[] bytes, Arena arena) {
        var blob = arena.allocate(BLOB);
        blob.set(JAVA_INT, 0, bytes.length);
        blob.set(ADDRESS, DATA, arena.allocateFrom(JAVA_BYTE, bytes));
        return blob;
    }
}
