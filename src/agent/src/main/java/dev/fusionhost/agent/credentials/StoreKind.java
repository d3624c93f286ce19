package dev.fusionhost.agent.credentials;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where a credential may be kept, by the words that people and notes use.
public enum StoreKind {
    FILE("file", ""),
    SECRET_SERVICE("secret-service", "linux"),
    SYSTEMD("systemd", "linux"),
    KEYCHAIN("keychain", "macos"),
    DPAPI("dpapi", "windows");

    private static final String AUTO = "auto";

    private final String word;
    private final String system;

    StoreKind(String word, String system) {
        this.word = word;
        this.system = system;
    }

    /// Its word on the command line, in settings and in notes.
    public String word() {
        return word;
    }

    /// Whether a system has it.
    ///
    /// @param os in the protocol's words
    boolean isOf(String os) {
        return system.isEmpty() || system.equals(os);
    }

    static Optional<StoreKind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /// What an operator asks for.
    ///
    /// @return empty for `auto`
    public static Optional<StoreKind> chosen(String word) {
        if (word.equals(AUTO)) return Optional.empty();
        var kind = named(word);
        if (kind.isEmpty())
            throw new HostFailure(
                    ExitCode.CONFIG,
                    "There is no credential store \"%s\"; set --store or FUSION_HOST_STORE to %s or %s."
                            .formatted(
                                    word,
                                    AUTO,
                                    Arrays.stream(values())
                                            .map(StoreKind::word)
                                            .collect(Collectors.joining(", "))));
        return kind;
    }
}
