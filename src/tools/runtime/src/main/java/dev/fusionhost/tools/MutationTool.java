package dev.fusionhost.tools;

/// A tool that changes something, and shows what before it does.
///
/// In mode `auto` the host calls [#plan] and shows the proposal. In mode `apply` it plans again,
/// compares the new plan with the one that was shown, and only when they are equal runs its change:
/// preview and change can't drift apart, because the same code makes them.
public non-sealed interface MutationTool<I extends Record, O> extends LocalTool<I, O> {
    /// Looks at what is there and says what would be done. Touches nothing: its context refuses to
    /// write until the plan is applied.
    ///
    /// @throws ToolException with a code and a sentence for the caller
    Plan<O> plan(I input, ToolContext context) throws Exception;
}
