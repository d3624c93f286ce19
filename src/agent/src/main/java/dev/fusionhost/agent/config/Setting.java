package dev.fusionhost.agent.config;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;

/// Reads a setting more strictly than most converters do: a typo must not pass for a word.
public final class Setting {
    private Setting() {}

    /// Reads `true` or `false`.
    ///
    /// @param variable what the operator is told to mend
    public static boolean yes(String variable, String value) {
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new HostFailure(
                            ExitCode.CONFIG,
                            "%s is neither true nor false; set it to one of them."
                                    .formatted(variable));
        };
    }
}
