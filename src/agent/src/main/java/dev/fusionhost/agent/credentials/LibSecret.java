package dev.fusionhost.agent.credentials;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The Secret Service by [libsecret](https://gnome.pages.gitlab.gnome.org/libsecret/) 0.18 and
/// later.
///
/// Each request has a connection of its own: one that is kept would have to be told by a main loop
/// that the service was started anew.
final class LibSecret implements SecretService {
    // SecretServiceFlags
    private static final int OPEN_SESSION_LOAD_COLLECTIONS = 2 | 4;
    // SecretSearchFlags; what is locked stays so without UNLOCK
    private static final int ALL_LOAD_SECRETS = 2 | 8;
    // SecretItemCreateFlags
    private static final int REPLACE = 2;
    private static final int NO_FLAGS = 0;
    // GBusType
    private static final int SESSION_BUS = 2;

    private static final MemorySegment NULL = MemorySegment.NULL;

    private final Glib glib;
    private final MethodHandle serviceType;
    private final MethodHandle open;
    private final MethodHandle collections;
    private final MethodHandle byAlias;
    private final MethodHandle collectionLocked;
    private final MethodHandle search;
    private final MethodHandle itemLocked;
    private final MethodHandle secretOf;
    private final MethodHandle create;
    private final MethodHandle change;
    private final MethodHandle delete;
    private final MethodHandle newValue;
    private final MethodHandle bytesOf;
    private final MethodHandle dropValue;

    /// @throws IOException where the library isn't installed
    LibSecret() throws IOException {
        var library = new Foreign("libsecret-1.so.0");
        glib = new Glib(library);
        serviceType = library.function("secret_service_get_type", JAVA_LONG);
        open =
                library.function(
                        "secret_service_open_sync",
                        ADDRESS,
                        JAVA_LONG,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS);
        collections = library.function("secret_service_get_collections", ADDRESS, ADDRESS);
        byAlias =
                library.function(
                        "secret_collection_for_alias_sync",
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS);
        collectionLocked = library.function("secret_collection_get_locked", JAVA_INT, ADDRESS);
        search =
                library.function(
                        "secret_service_search_sync",
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS);
        itemLocked = library.function("secret_item_get_locked", JAVA_INT, ADDRESS);
        secretOf = library.function("secret_item_get_secret", ADDRESS, ADDRESS);
        create =
                library.function(
                        "secret_item_create_sync",
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS);
        change =
                library.function(
                        "secret_item_set_secret_sync",
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS);
        delete = library.function("secret_item_delete_sync", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        newValue = library.function("secret_value_new", ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
        bytesOf = library.function("secret_value_get", ADDRESS, ADDRESS, ADDRESS);
        dropValue = library.procedure("secret_value_unref", ADDRESS);
    }

    @Override
    public Collection collection() throws IOException {
        return connected(
                (service, arena) -> {
                    var collection = defaultCollection(service, arena);
                    if (none(collection)) return Collection.NONE;
                    try {
                        return locked(collection) ? Collection.LOCKED : Collection.OPEN;
                    } finally {
                        glib.drop(collection);
                    }
                });
    }

    @Override
    public Sight look(Map<String, String> attributes) throws IOException {
        return connected(
                (service, arena) -> {
                    var secrets = new ArrayList<byte[]>();
                    boolean locked = anyLocked(service, arena);
                    var items = items(service, attributes, arena);
                    try {
                        for (var item : items)
                            if ((int) itemLocked.invokeExact(item) != 0) locked = true;
                            else secrets.add(secret(item, arena));
                    } finally {
                        for (var item : items) glib.drop(item);
                    }
                    return new Sight(secrets, locked);
                });
    }

    @Override
    public void store(Map<String, String> attributes, String label, byte[] secret)
            throws IOException {
        connected(
                (service, arena) -> {
                    var value = value(secret, arena);
                    var items = items(service, attributes, arena);
                    try {
                        if (items.isEmpty()) create(service, attributes, label, value, arena);
                        // Also in a collection that isn't the one for new items any more.
                        for (var item : items) change(item, value, arena);
                        return true;
                    } finally {
                        for (var item : items) glib.drop(item);
                        dropValue.invokeExact(value);
                    }
                });
    }

    private void create(
            MemorySegment service,
            Map<String, String> attributes,
            String label,
            MemorySegment value,
            Arena arena)
            throws Throwable {
        var collection = defaultCollection(service, arena);
        if (none(collection)) throw new IOException("it has no default collection");
        try (var table = glib.table(attributes, arena)) {
            var error = arena.allocate(ADDRESS);
            var item =
                    (MemorySegment)
                            create.invokeExact(
                                    collection,
                                    NULL,
                                    table.address(),
                                    arena.allocateFrom(label),
                                    value,
                                    REPLACE,
                                    NULL,
                                    error);
            glib.check(error);
            if (!none(item)) glib.drop(item);
        } finally {
            glib.drop(collection);
        }
    }

    private void change(MemorySegment item, MemorySegment value, Arena arena) throws Throwable {
        if ((int) itemLocked.invokeExact(item) != 0) throw new IOException("it is locked");
        var error = arena.allocate(ADDRESS);
        var _ = (int) change.invokeExact(item, value, NULL, error);
        glib.check(error);
    }

    @Override
    public void delete(Map<String, String> attributes) throws IOException {
        connected(
                (service, arena) -> {
                    var items = items(service, attributes, arena);
                    try {
                        for (var item : items) {
                            if ((int) itemLocked.invokeExact(item) != 0)
                                throw new IOException("it is locked");
                            var error = arena.allocate(ADDRESS);
                            var _ = (int) delete.invokeExact(item, NULL, error);
                            glib.check(error);
                        }
                        return true;
                    } finally {
                        for (var item : items) glib.drop(item);
                    }
                });
    }

    private boolean anyLocked(MemorySegment service, Arena arena) throws Throwable {
        var all = glib.list((MemorySegment) collections.invokeExact(service));
        boolean locked = false;
        for (var collection : all) {
            locked |= locked(collection);
            glib.drop(collection);
        }
        var first = defaultCollection(service, arena);
        if (none(first)) return true;
        glib.drop(first);
        return locked;
    }

    private boolean locked(MemorySegment collection) throws Throwable {
        return (int) collectionLocked.invokeExact(collection) != 0;
    }

    private MemorySegment defaultCollection(MemorySegment service, Arena arena) throws Throwable {
        var error = arena.allocate(ADDRESS);
        var collection =
                (MemorySegment)
                        byAlias.invokeExact(
                                service, arena.allocateFrom("default"), NO_FLAGS, NULL, error);
        glib.check(error);
        return collection;
    }

    private List<MemorySegment> items(
            MemorySegment service, Map<String, String> attributes, Arena arena) throws Throwable {
        try (var table = glib.table(attributes, arena)) {
            var error = arena.allocate(ADDRESS);
            var found =
                    (MemorySegment)
                            search.invokeExact(
                                    service, NULL, table.address(), ALL_LOAD_SECRETS, NULL, error);
            glib.check(error);
            return glib.list(found);
        }
    }

    private byte[] secret(MemorySegment item, Arena arena) throws Throwable {
        var value = (MemorySegment) secretOf.invokeExact(item);
        if (none(value)) throw new IOException("it doesn't give the secret");
        try {
            var length = arena.allocate(JAVA_LONG);
            var bytes = (MemorySegment) bytesOf.invokeExact(value, length);
            return bytes.reinterpret(length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        } finally {
            dropValue.invokeExact(value);
        }
    }

    private MemorySegment value(byte[] secret, Arena arena) throws Throwable {
        var bytes = arena.allocateFrom(JAVA_BYTE, secret);
        var type = arena.allocateFrom("application/json", UTF_8);
        return (MemorySegment) newValue.invokeExact(bytes, (long) secret.length, type);
    }

    private static boolean none(MemorySegment address) {
        return address.equals(NULL);
    }

    /// What is done with the service.
    private interface Request<T> {
        T make(MemorySegment service, Arena arena) throws Throwable;
    }

    private <T> T connected(Request<T> request) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var bus = glib.bus(SESSION_BUS, arena);
            try {
                var error = arena.allocate(ADDRESS);
                var service =
                        (MemorySegment)
                                open.invokeExact(
                                        (long) serviceType.invokeExact(),
                                        NULL,
                                        OPEN_SESSION_LOAD_COLLECTIONS,
                                        NULL,
                                        error);
                glib.check(error);
                try {
                    return request.make(service, arena);
                } finally {
                    glib.drop(service);
                }
            } finally {
                glib.drop(bus);
                glib.tidy();
            }
        } catch (IOException | RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a call of the system throws nothing", impossible);
        }
    }
}
