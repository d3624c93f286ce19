package dev.fusionhost.agent.credentials;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What libsecret takes and gives, by GLib: objects, lists, tables and errors.
final class Glib {
    /// `struct GError { guint32 domain; gint code; gchar *message; }`
    private static final MemoryLayout ERROR =
            MemoryLayout.structLayout(JAVA_INT, JAVA_INT, ADDRESS);

    private static final long MESSAGE = 8;

    /// `struct GList { gpointer data; GList *next; GList *prev; }`
    private static final MemoryLayout NODE = MemoryLayout.structLayout(ADDRESS, ADDRESS, ADDRESS);

    private static final int LONGEST_MESSAGE = 4096;
    private static final MemorySegment NULL = MemorySegment.NULL;

    private final MethodHandle newTable;
    private final MethodHandle insert;
    private final MethodHandle dropTable;
    private final MethodHandle dropObject;
    private final MethodHandle freeList;
    private final MethodHandle freeError;
    private final MethodHandle bus;
    private final MethodHandle exitOnClose;
    private final MethodHandle iterate;
    private final MemorySegment hash;
    private final MemorySegment equal;

    /// @param library one that is linked to GLib
    Glib(Foreign library) throws IOException {
        newTable = library.function("g_hash_table_new", ADDRESS, ADDRESS, ADDRESS);
        insert = library.function("g_hash_table_insert", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        dropTable = library.procedure("g_hash_table_unref", ADDRESS);
        dropObject = library.procedure("g_object_unref", ADDRESS);
        freeList = library.procedure("g_list_free", ADDRESS);
        freeError = library.procedure("g_error_free", ADDRESS);
        bus = library.function("g_bus_get_sync", ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        exitOnClose = library.procedure("g_dbus_connection_set_exit_on_close", ADDRESS, JAVA_INT);
        iterate = library.function("g_main_context_iteration", JAVA_INT, ADDRESS, JAVA_INT);
        hash = library.symbol("g_str_hash");
        equal = library.symbol("g_str_equal");
    }

    /// A `GHashTable` of texts.
    record Table(MemorySegment address, MethodHandle drop) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                drop.invokeExact(address);
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /// @param arena keeps the texts, longer than the table
    Table table(Map<String, String> texts, Arena arena) throws Throwable {
        var table = (MemorySegment) newTable.invokeExact(hash, equal);
        for (var text : texts.entrySet()) {
            var _ =
                    (int)
                            insert.invokeExact(
                                    table,
                                    arena.allocateFrom(text.getKey()),
                                    arena.allocateFrom(text.getValue()));
        }
        return new Table(table, dropTable);
    }

    /// The members of a `GList`, which is freed.
    List<MemorySegment> list(MemorySegment list) throws Throwable {
        var members = new ArrayList<MemorySegment>();
        for (var node = list; !node.equals(NULL); ) {
            var fields = node.reinterpret(NODE.byteSize());
            members.add(fields.getAtIndex(ADDRESS, 0));
            node = fields.getAtIndex(ADDRESS, 1);
        }
        freeList.invokeExact(list);
        return members;
    }

    void drop(MemorySegment object) throws Throwable {
        dropObject.invokeExact(object);
    }

    /// The bus that everything goes over, as our own object. Its end must not be ours, as it is by
    /// default.
    MemorySegment bus(int type, Arena arena) throws Throwable {
        var error = arena.allocate(ADDRESS);
        var connection = (MemorySegment) bus.invokeExact(type, NULL, error);
        check(error);
        exitOnClose.invokeExact(connection, 0);
        return connection;
    }

    /// Does what was put off until the main loop comes round, which nobody here has: until then the
    /// connection is held, and one that has ended would be found again by the next request.
    void tidy() throws Throwable {
        while ((int) iterate.invokeExact(NULL, 0) != 0) {}
    }

    /// @param error a `GError **`
    /// @throws IOException with its message, where there is an error
    void check(MemorySegment error) throws Throwable {
        var fault = error.get(ADDRESS, 0);
        if (fault.equals(NULL)) return;
        var message =
                fault.reinterpret(ERROR.byteSize())
                        .get(ADDRESS, MESSAGE)
                        .reinterpret(LONGEST_MESSAGE)
                        .getString(0);
        freeError.invokeExact(fault);
        throw new IOException(message.strip());
    }
}
