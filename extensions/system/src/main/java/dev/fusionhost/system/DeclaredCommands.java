package dev.fusionhost.system;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.fusionhost.system.CommandSettings.OneCommand;
import dev.fusionhost.system.CommandSettings.OneParameter;
import dev.fusionhost.tools.BadSettingException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The commands that the operator declared, read strictly: what isn't understood ends the start.
///
/// @param byId sorted
record DeclaredCommands(Map<String, DeclaredCommand> byId) {
    private static final String PREFIX = "fusion.host.commands.";
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final int LONGEST_SECONDS = 600;
    private static final int MOST_OUTPUT = 1 << 20;
    private static final int LONGEST_VALUE = 8_192;

    /// @throws BadSettingException naming the property that is wrong
    static DeclaredCommands of(CommandSettings settings) {
        var commands = new TreeMap<String, DeclaredCommand>();
        settings.byId().forEach((id, command) -> commands.put(id, command(id, command)));
        return new DeclaredCommands(commands);
    }

    Optional<DeclaredCommand> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    String told() {
        return byId.values().stream()
                .map(DeclaredCommand::told)
                .collect(Collectors.joining("; ", "The commands: ", "."));
    }

    private static DeclaredCommand command(String id, OneCommand settings) {
        var at = PREFIX + id;
        if (!ID.matches(id)) {
            throw bad(
                    at, "is no id: use a lower-case letter, then at most 63 of a-z, 0-9, _ and -");
        }
        var parameters = new ArrayList<Parameter>();
        new TreeMap<>(settings.parameters())
                .forEach((name, one) -> parameters.add(parameter(at, name, one)));
        var arguments = arguments(at, settings.arguments().orElse(List.of()));
        mustBelongTogether(at, arguments, parameters);
        return new DeclaredCommand(
                id,
                settings.description().orElse(null),
                executable(at, settings.executable().orElse("")),
                arguments,
                List.copyOf(parameters),
                settings.folder().orElse("."),
                environment(settings.environment()),
                Duration.ofSeconds(
                        number(at + ".timeout", settings.timeout(), 60, LONGEST_SECONDS)),
                number(at + ".output-limit", settings.outputLimit(), 64 << 10, MOST_OUTPUT));
    }

    private static Path executable(String at, String text) {
        try {
            var path = Path.of(text);
            // Windows hands these to its shell, which reads more into an argument than it says.
            if (text.toLowerCase(Locale.ROOT).matches(".*\\.(bat|cmd)[. ]*")) {
                throw bad(at + ".executable", "is a batch file, which only a shell can run");
            }
            if (path.isAbsolute() && Files.isRegularFile(path) && Files.isExecutable(path)) {
                return path;
            }
        } catch (InvalidPathException _) {
            // Said below.
        }
        throw bad(at + ".executable", "is not the absolute path of a program that can be run");
    }

    private static List<Argument> arguments(String at, List<String> templates) {
        var arguments = new ArrayList<Argument>();
        for (var template : templates) {
            try {
                arguments.add(Argument.of(template));
            } catch (IllegalArgumentException wrong) {
                throw bad(at + ".arguments", "holds " + template + ", where " + wrong.getMessage());
            }
        }
        return arguments;
    }

    private static void mustBelongTogether(
            String at, List<Argument> arguments, List<Parameter> parameters) {
        var used = new TreeSet<String>();
        arguments.forEach(argument -> used.addAll(argument.names()));
        for (var parameter : parameters) {
            if (used.remove(parameter.name())) continue;
            throw bad(at + ".parameters." + parameter.name(), "is in none of the arguments");
        }
        if (used.isEmpty()) return;
        throw bad(at + ".arguments", "uses {" + used.first() + "}, which is no parameter");
    }

    private static Parameter parameter(String command, String name, OneParameter settings) {
        var at = command + ".parameters." + name;
        return new Parameter(
                name,
                type(at, settings.type().orElse("text")),
                pattern(at, settings.pattern().orElse(null)),
                settings.oneOf().orElse(List.of()),
                number(at + ".max-length", settings.maxLength(), 1_000, LONGEST_VALUE),
                required(at, settings.required().orElse("true")),
                settings.description().orElse(null));
    }

    private static Parameter.Type type(String at, String word) {
        return switch (word) {
            case "text" -> Parameter.Type.TEXT;
            case "integer" -> Parameter.Type.INTEGER;
            case "path" -> Parameter.Type.PATH;
            default -> throw bad(at + ".type", "is neither text, integer nor path");
        };
    }

    private static @Nullable Pattern pattern(String at, @Nullable String expression) {
        try {
            return expression == null ? null : Pattern.compile(expression);
        } catch (PatternSyntaxException wrong) {
            throw bad(at + ".pattern", "is not in RE2 syntax: " + wrong.getDescription());
        }
    }

    private static boolean required(String at, String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(at + ".required", "is neither true nor false");
        };
    }

    private static int number(String at, Optional<String> text, int otherwise, int most) {
        if (text.isEmpty()) return otherwise;
        try {
            int number = Integer.parseInt(text.get().strip());
            if (number >= 1 && number <= most) return number;
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw bad(at, "is no number from 1 to " + most);
    }

    /// Nothing of the host's own: that has the pairing code in it, and whatever a shell has set.
    private static Map<String, String> environment(Map<String, String> declared) {
        var environment = new HashMap<String, String>();
        environment.put("HOME", System.getProperty("user.home"));
        environment.put("LANG", "C.UTF-8");
        if (File.separatorChar == '/') {
            environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        } else {
            // Programs there don't start without these.
            for (var name : List.of("SystemRoot", "Path", "TEMP", "USERPROFILE")) {
                var value = System.getenv(name);
                if (value != null) environment.put(name, value);
            }
        }
        environment.putAll(declared);
        return environment;
    }

    private static BadSettingException bad(String property, String why) {
        return new BadSettingException("%s %s.".formatted(property, why));
    }
}
