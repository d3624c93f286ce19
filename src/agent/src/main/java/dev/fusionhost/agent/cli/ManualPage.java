package dev.fusionhost.agent.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// All that a program's `--help` says, as one page in the language of `man(7)`.
final class ManualPage {
    private static final ColorScheme PLAIN = CommandLine.Help.defaultColorScheme(Ansi.OFF);
    private final StringBuilder page = new StringBuilder();

    /// @param program the command that all others belong to
    ManualPage(CommandSpec program, String version) {
        var name = program.name();
        page.append(
                ".TH \"%s\" 1 \"\" \"%s %s\"\n"
                        .formatted(quoted(name.toUpperCase(Locale.ROOT)), quoted(name), version));
        page.append(".SH NAME\n%s \\- %s\n".formatted(text(name), lead(program)));
        page.append(".SH SYNOPSIS\n");
        synopsis(program);
        page.append(".SH DESCRIPTION\n");
        body(program);
        page.append(".SH COMMANDS\n");
        commands(program);
    }

    private void commands(CommandSpec parent) {
        for (var each : parent.subcommands().values()) {
            var command = each.getCommandSpec();
            page.append(".SS ").append(text(command.qualifiedName())).append('\n');
            synopsis(command);
            page.append(".PP\n");
            body(command);
            commands(command);
        }
    }

    private void synopsis(CommandSpec command) {
        var help = new CommandLine.Help(command, PLAIN);
        page.append(".nf\n").append(text(help.synopsis(0).stripTrailing())).append("\n.fi\n");
    }

    private void body(CommandSpec command) {
        paragraph(command.usageMessage().description());
        command.positionalParameters().forEach(parameter -> argument(label(parameter), parameter));
        command.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> argument(label(option), option));
        for (var line : command.usageMessage().footer()) {
            if (line.isBlank()) continue;
            page.append(".PP\n").append(text(filled(line, command))).append('\n');
        }
    }

    private void argument(String label, ArgSpec argument) {
        page.append(".TP\n\\fB").append(text(label)).append("\\fR\n");
        var usual = String.valueOf(argument.defaultValueString());
        for (var sentence : argument.description())
            paragraph(sentence.replace("${DEFAULT-VALUE}", usual));
    }

    private void paragraph(String... sentences) {
        for (var sentence : sentences)
            page.append(text(Ansi.OFF.string(sentence.replace("%n", " ")))).append('\n');
    }

    private static String label(ArgSpec argument) {
        if (!argument.isOption()) return argument.paramLabel();
        var names = String.join(", ", List.of(((CommandLine.Model.OptionSpec) argument).names()));
        return argument.arity().max() == 0 ? names : names + " " + argument.paramLabel();
    }

    private static String lead(CommandSpec command) {
        var description = String.join(" ", command.usageMessage().description());
        return text(description.split("\\. ", 2)[0].replaceFirst("\\.$", ""));
    }

    private static String filled(String line, CommandSpec command) {
        return line.replace("${ROOT-COMMAND-NAME}", command.root().name());
    }

    /// A backslash and a hyphen have a meaning there, and so has what begins a line.
    private static String text(String plain) {
        return plain.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
    }

    private static String quoted(String plain) {
        return plain.replace("\"", "");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
