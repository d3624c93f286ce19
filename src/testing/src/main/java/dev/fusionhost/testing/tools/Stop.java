package dev.fusionhost.testing.tools;

/// What ends a call before its tool does, at the tool's n-th look at whether it should stop.
sealed interface Stop {
    record Never() implements Stop {}

    record Cancelled(int look) implements Stop {}

    record TimedOut(int look) implements Stop {}
}
