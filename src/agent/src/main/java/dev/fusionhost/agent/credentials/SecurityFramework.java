package dev.fusionhost.agent.credentials;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The keychain by macOS' Security framework, `SecKeychain.h` and `SecKeychainItem.h`. Not yet run
/// on a Mac.
final class SecurityFramework implements Keychain {
    private static final MemorySegment NULL = MemorySegment.NULL;
    private static final int SUCCESS = 0;
    private static final int ITEM_NOT_FOUND = -25300;
    private static final int INTERACTION_NOT_ALLOWED = -25308;
    // kSecUnlockStateStatus
    private static final int UNLOCKED = 1;

    private final MethodHandle findPassword;
    private final MethodHandle addPassword;
    private final MethodHandle modify;
    private final MethodHandle deleteItem;
    private final MethodHandle freeContent;
    private final MethodHandle copyDefault;
    private final MethodHandle getStatus;
    private final MethodHandle release;

    /// @throws IOException where this is no Mac
    SecurityFramework() throws IOException {
        var library = new Foreign("/System/Library/Frameworks/Security.framework/Security");
        findPassword =
                library.function(
                        "SecKeychainFindGenericPassword",
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS);
        addPassword =
                library.function(
                        "SecKeychainAddGenericPassword",
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS);
        modify =
                library.function(
                        "SecKeychainItemModifyAttributesAndData",
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS);
        deleteItem = library.function("SecKeychainItemDelete", JAVA_INT, ADDRESS);
        freeContent = library.function("SecKeychainItemFreeContent", JAVA_INT, ADDRESS, ADDRESS);
        copyDefault = library.function("SecKeychainCopyDefault", JAVA_INT, ADDRESS);
        getStatus = library.function("SecKeychainGetStatus", JAVA_INT, ADDRESS, ADDRESS);
        release = library.procedure("CFRelease", ADDRESS);
        var interaction =
                library.function("SecKeychainSetUserInteractionAllowed", JAVA_INT, JAVA_BYTE);
        // Nobody may be there to answer a prompt.
        called(_ -> (int) interaction.invokeExact((byte) 0));
    }

    @Override
    public int ready() {
        return called(
                arena -> {
                    var keychain = arena.allocate(ADDRESS);
                    int status = (int) copyDefault.invokeExact(keychain);
                    if (status != SUCCESS) return status;
                    try {
                        var bits = arena.allocate(JAVA_INT);
                        status = (int) getStatus.invokeExact(keychain.get(ADDRESS, 0), bits);
                        if (status != SUCCESS) return status;
                        return (bits.get(JAVA_INT, 0) & UNLOCKED) == 0
                                ? INTERACTION_NOT_ALLOWED
                                : SUCCESS;
                    } finally {
                        release.invokeExact(keychain.get(ADDRESS, 0));
                    }
                });
    }

    @Override
    public Answer find(String service, String account) {
        return called(
                arena -> {
                    var length = arena.allocate(JAVA_INT);
                    var data = arena.allocate(ADDRESS);
                    int status = find(service, account, length, data, NULL, arena);
                    if (status != SUCCESS) return new Answer(status, new byte[0]);
                    var bytes = data.get(ADDRESS, 0);
                    try {
                        var size = Integer.toUnsignedLong(length.get(JAVA_INT, 0));
                        return new Answer(status, bytes.reinterpret(size).toArray(JAVA_BYTE));
                    } finally {
                        var _ = (int) freeContent.invokeExact(NULL, bytes);
                    }
                });
    }

    @Override
    public int keep(String service, String account, byte[] secret) {
        return called(
                arena -> {
                    var bytes = arena.allocateFrom(JAVA_BYTE, secret);
                    var item = arena.allocate(ADDRESS);
                    int status = find(service, account, NULL, NULL, item, arena);
                    if (status == ITEM_NOT_FOUND) return add(service, account, bytes, arena);
                    if (status != SUCCESS) return status;
                    try {
                        return (int)
                                modify.invokeExact(
                                        item.get(ADDRESS, 0), NULL, secret.length, bytes);
                    } finally {
                        release.invokeExact(item.get(ADDRESS, 0));
                    }
                });
    }

    @Override
    public int delete(String service, String account) {
        return called(
                arena -> {
                    var item = arena.allocate(ADDRESS);
                    int status = find(service, account, NULL, NULL, item, arena);
                    if (status != SUCCESS) return status;
                    try {
                        return (int) deleteItem.invokeExact(item.get(ADDRESS, 0));
                    } finally {
                        release.invokeExact(item.get(ADDRESS, 0));
                    }
                });
    }

    private int find(
            String service,
            String account,
            MemorySegment length,
            MemorySegment data,
            MemorySegment item,
            Arena arena)
            throws Throwable {
        var named = arena.allocateFrom(JAVA_BYTE, service.getBytes(UTF_8));
        var held = arena.allocateFrom(JAVA_BYTE, account.getBytes(UTF_8));
        return (int)
                findPassword.invokeExact(
                        NULL,
                        (int) named.byteSize(),
                        named,
                        (int) held.byteSize(),
                        held,
                        length,
                        data,
                        item);
    }

    private int add(String service, String account, MemorySegment secret, Arena arena)
            throws Throwable {
        var named = arena.allocateFrom(JAVA_BYTE, service.getBytes(UTF_8));
        var held = arena.allocateFrom(JAVA_BYTE, account.getBytes(UTF_8));
        return (int)
                addPassword.invokeExact(
                        NULL,
                        (int) named.byteSize(),
                        named,
                        (int) held.byteSize(),
                        held,
                        (int) secret.byteSize(),
                        secret,
                        NULL);
    }

    /// Calls of the system.
    private interface Calls<T> {
        T make(Arena arena) throws Throwable;
    }

    private static <T> T called(Calls<T> calls) {
        try (var arena = Arena.ofConfined()) {
            return calls.make(arena);
        } catch (Throwable impossible) {
            throw new IllegalStateException("a call of the system throws nothing", impossible);
        }
    }
}
