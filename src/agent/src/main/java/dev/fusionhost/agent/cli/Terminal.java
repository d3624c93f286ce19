package dev.fusionhost.agent.cli;

import picocli.CommandLine.Help.Ansi;

/// Whether a person reads what is printed.
final class Terminal {
    private Terminal() {}

    /// Both ends are a terminal, and nobody asked for no colours (<https://no-color.org>).
    static Ansi colours() {
        var console = System.console();
        var wanted = console != null && console.isTerminal() && System.getenv("NO_COLOR") == null;
        return wanted && !"dumb".equals(System.getenv("TERM")) ? Ansi.ON : Ansi.OFF;
    }

    /// @param style as picocli's markup has it
    static String coloured(String style, String text) {
        return colours().string("@|%s %s|@".formatted(style, text));
    }
}
