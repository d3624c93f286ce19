package dev.fusionhost.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// Why a call has no output.
///
/// @param code a word from the protocol's list, or a tool's own
/// @param message one sentence for the caller; it names the caller's own path and nothing else of
///     the machine
/// @param details one entry a fault of the input, where the code is `invalid_input`
public record CallError(
        String code,
        String message,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> details) {
    public CallError {
        Wire.required("code", code);
        Wire.required("message", message);
        details = Wire.list(details);
    }

    public CallError(String code, String message) {
        this(code, message, List.of());
    }

    /// One thing that is wrong with an input.
    ///
    /// @param pointer where in the input, as a JSON Pointer (RFC 6901); empty for the input itself
    public record Fault(String pointer, String message) {
        public Fault {
            Wire.required("pointer", pointer);
            Wire.required("message", message);
        }
    }
}
