package dev.fusionhost.agent.credentials;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// The functions of a library of the system's, which is loaded when the program runs.
///
/// The executable holds the calls whose types are in `reachability-metadata.json`; a call of
/// another type has to be named there too.
final class Foreign {
    private final SymbolLookup library;

    /// @throws IOException where there is no such library
    Foreign(String library) throws IOException {
        try {
            this.library = SymbolLookup.libraryLookup(library, Arena.global());
        } catch (IllegalArgumentException missing) {
            throw new IOException(library + " is not installed", missing);
        }
    }

    /// A function with a result.
    MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters)
            throws IOException {
        return handle(name, FunctionDescriptor.of(result, parameters));
    }

    /// A function without one.
    MethodHandle procedure(String name, MemoryLayout... parameters) throws IOException {
        return handle(name, FunctionDescriptor.ofVoid(parameters));
    }

    MethodHandle handle(String name, FunctionDescriptor types, Linker.Option... options)
            throws IOException {
        return Linker.nativeLinker().downcallHandle(symbol(name), types, options);
    }

    /// The address of a function or a constant.
    MemorySegment symbol(String name) throws IOException {
        return library.find(name).orElseThrow(() -> new IOException("it has no " + name));
    }
}
