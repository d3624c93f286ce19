package dev.fusionhost.tools;

/// What a call of a tool does at once.
public enum ToolKind {
    /// Looks, changes nothing.
    READ,
    /// Acts on arrival.
    ACTION,
    /// Shows a plan first, and changes only what was shown.
    MUTATION;

    /// The kind that a tool's interface gives it.
    public static ToolKind of(LocalTool<?, ?> tool) {
        return switch (tool) {
            case ReadTool<?, ?> _ -> READ;
            case ActionTool<?, ?> _ -> ACTION;
            case MutationTool<?, ?> _ -> MUTATION;
        };
    }
}
