package dev.fusionhost.agent.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The program that runs here, so that it can be started again.
///
/// @param executable the executable, or the `java` that runs the jar
/// @param jar null where it's an executable
record Program(Path executable, @Nullable Path jar) {
    static Program thatRuns() {
        var executable = Path.of(ProcessHandle.current().info().command().orElseThrow());
        // GraalVM says in this property that it has made an executable of us.
        if (System.getProperty("org.graalvm.nativeimage.imagecode") != null)
            return new Program(executable, null);
        return new Program(
                executable, Path.of(System.getProperty("java.class.path")).toAbsolutePath());
    }

    /// The command line.
    ///
    /// @param options system properties: an executable of GraalVM's takes them as `java` does
    List<String> with(List<String> options, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(executable.toString());
        command.addAll(options);
        if (jar != null) command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return List.copyOf(command);
    }
}
