package dev.fusionhost.tools;

/// What the three kinds of tools have in common: a record that comes in, and a value that goes out.
/// Implement one of the kinds.
///
/// @param <I> the input; its schema, binding and validation all come from this record
/// @param <O> the output; a record, a list and the like, or `JsonNode` for anything at all
public sealed interface LocalTool<I extends Record, O> permits ReadTool, ActionTool, MutationTool {}
