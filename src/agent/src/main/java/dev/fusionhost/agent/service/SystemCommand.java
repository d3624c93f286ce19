package dev.fusionhost.agent.service;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;

/// Runs the system's own commands.
@FunctionalInterface
interface SystemCommand {
    /// Runs one to its end.
    Outcome run(List<String> command);

    /// @param said what it has printed
    record Outcome(boolean ok, String said) {}

    /// As a process of this machine.
    static Outcome asProcess(List<String> command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            // A pairing code or a password among our settings is no business of theirs.
            builder.environment().keySet().removeIf(name -> name.startsWith("FUSION_HOST_"));
            var process = builder.start();
            process.getOutputStream().close();
            var said = process.getInputStream().readAllBytes();
            return new Outcome(
                    process.waitFor() == 0, new String(said, Charset.defaultCharset()).strip());
        } catch (IOException _) {
            return new Outcome(false, "there is no such program, or it can't be run");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome(false, "it was interrupted");
        }
    }
}
