package dev.fusionhost.tools;

/// A tool that looks and changes nothing. It runs on arrival, and may run again after a crash.
public non-sealed interface ReadTool<I extends Record, O> extends LocalTool<I, O> {
    /// Does the work, on a thread of its own: blocking is fine.
    ///
    /// @throws ToolException with a code and a sentence for the caller; anything else becomes an
    ///     error result too, but one that tells the caller little
    O execute(I input, ToolContext context) throws Exception;
}
