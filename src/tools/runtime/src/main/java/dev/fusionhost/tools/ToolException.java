package dev.fusionhost.tools;

import org.jspecify.annotations.Nullable;

/// Tells the caller why a call has no output.
///
/// The message is one sentence for the caller: it names the caller's own path, never another
/// root, a link's target or anything else of the machine. The cause stays on this side.
public final class ToolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String sentence;

    /// @param code a word from [ErrorCode], or the tool's own in the same spelling
    public ToolException(String code, String message) {
        this(code, message, null);
    }

    public ToolException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.sentence = message;
    }

    /// What the caller reads.
    public String sentence() {
        return sentence;
    }

    public String code() {
        return code;
    }
}
