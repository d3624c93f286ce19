package dev.fusionhost.tools.schema;

import java.util.List;

/// A type that no schema can describe exactly.
public final class UndescribableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    UndescribableException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /// One sentence each for the author of the tool: class, component, what is wrong, what to
    /// do.
    public List<String> problems() {
        return problems;
    }
}
