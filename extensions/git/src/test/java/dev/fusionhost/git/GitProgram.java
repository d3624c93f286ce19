package dev.fusionhost.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The `git` command, where it is installed; without the settings of whoever runs the test.
final class GitProgram {
    private final Path folder;

    GitProgram(Path folder) {
        this.folder = folder;
    }

    static boolean installed() {
        try {
            var process = new ProcessBuilder("git", "--version").start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException | InterruptedException _) {
            return false;
        }
    }

    String run(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git", "-c", "core.quotePath=true"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException("git failed: " + command);
        return text;
    }

    List<String> fields(String... arguments) throws Exception {
        var text = run(arguments);
        return text.isEmpty() ? List.of() : List.of(text.split("\0"));
    }

    List<String> lines(String... arguments) throws Exception {
        return run(arguments).lines().toList();
    }
}
