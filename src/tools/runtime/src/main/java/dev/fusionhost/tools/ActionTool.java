package dev.fusionhost.tools;

/// A tool that acts on arrival, without showing a plan first. It never runs twice for one call.
public non-sealed interface ActionTool<I extends Record, O> extends LocalTool<I, O> {
    /// Does the work, on a thread of its own: blocking is fine.
    ///
    /// @throws ToolException with a code and a sentence for the caller; anything else becomes an
    ///     error result too, but one that tells the caller little
    O execute(I input, ToolContext context) throws Exception;
}
