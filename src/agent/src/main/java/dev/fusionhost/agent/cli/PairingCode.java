package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.enrol.Identity;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the pairing code of a first start comes from: the command line, a file or standard input,
/// the environment, and last, where a person sits at a terminal, that person.
@Singleton
class PairingCode {
    /// Codes are some ten characters; whatever is longer than this isn't one.
    private static final int MAX_BYTES = 1024;

    private final HostSettings settings;
    private final Identity identity;

    PairingCode(HostSettings settings, Identity identity) {
        this.settings = settings;
        this.identity = identity;
    }

    /// The code for a server. Nothing is read where this device is enrolled there, and nobody is
    /// asked unless it is certain that it isn't.
    ///
    /// @return null where there is none
    /// @throws HostFailure where the file can't be read or holds no code
    @Nullable String of(DeviceOptions given, Origin origin) {
        if (given.code != null) return given.code;
        if (identity.present(origin)) return null;
        if (given.codeFile != null) return read(given.codeFile);
        return settings.code().orElseGet(() -> asked(origin));
    }

    private @Nullable String asked(Origin origin) {
        var terminal = System.console();
        if (terminal == null || !terminal.isTerminal() || !identity.absent(origin)) return null;
        return terminal.readLine("Pairing code for %s: ", origin);
    }

    private static String read(String file) {
        try (var in = file.equals("-") ? System.in : open(file)) {
            var code = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
            if (!code.isEmpty() && code.lines().count() == 1) return code;
        } catch (IOException | InvalidPathException failed) {
            throw new HostFailure(
                    ExitCode.NO_INPUT,
                    "The pairing code can't be read from %s; give another --code-file."
                            .formatted(file),
                    failed);
        }
        throw new HostFailure(
                ExitCode.DATA,
                "There is no pairing code in %s: it has to hold the code alone, on one line."
                        .formatted(file.equals("-") ? "standard input" : file));
    }

    private static InputStream open(String file) throws IOException {
        return Files.newInputStream(Path.of(file));
    }
}
