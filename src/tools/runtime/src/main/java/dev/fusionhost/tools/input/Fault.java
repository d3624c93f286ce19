package dev.fusionhost.tools.input;

/// One thing that is wrong with an input.
///
/// @param pointer where, as RFC 6901 spells it; empty for the input itself
/// @param message what should be there, in a few words that go on from the pointer: `is
///     missing`, `must be at least 1`. Never the value that was found.
public record Fault(String pointer, String message) {
    @Override
    public String toString() {
        return (pointer.isEmpty() ? "the input" : pointer) + " " + message;
    }
}
