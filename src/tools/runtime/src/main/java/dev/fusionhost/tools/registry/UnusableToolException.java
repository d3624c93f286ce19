package dev.fusionhost.tools.registry;

import java.util.List;

/// Tools that can't be offered as they are written.
public final class UnusableToolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    UnusableToolException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /// One sentence each for the author: class, member, what is wrong, what to do.
    public List<String> problems() {
        return problems;
    }
}
