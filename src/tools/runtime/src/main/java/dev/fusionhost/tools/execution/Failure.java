package dev.fusionhost.tools.execution;

import dev.fusionhost.tools.input.Fault;
import java.util.List;

/// Why a call has no output.
///
/// @param code a word from [ErrorCode], or the tool's own
/// @param message one sentence for the caller; it gives nothing of the machine away
/// @param faults everything that is wrong with the input, where the code is `invalid_input`
public record Failure(String code, String message, List<Fault> faults) {
    public Failure {
        faults = List.copyOf(faults);
    }

    public Failure(String code, String message) {
        this(code, message, List.of());
    }
}
