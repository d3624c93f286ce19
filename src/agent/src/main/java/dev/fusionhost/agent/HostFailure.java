package dev.fusionhost.agent;

import org.jspecify.annotations.Nullable;

/// Why the host can't start or go on: one sentence for its operator that says what is wrong and
/// what to do, and the exit code that goes with it. Never holds a code or a token.
public final class HostFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String sentence;

    public HostFailure(ExitCode exitCode, String sentence) {
        this(exitCode, sentence, null);
    }

    public HostFailure(ExitCode exitCode, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
