package dev.fusionhost.system;

import dev.fusionhost.tools.BadSettingException;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The environment variables that declare commands. The configuration takes from the environment
/// what it looks for and doesn't look at the rest, so nobody would notice one that is misspelt.
///
/// `ENVIRONMENT_NAME` is none of them: whether the name was in lower case nobody can tell from it.
final class CommandVariables {
    private static final String PREFIX = "FUSION_HOST_COMMANDS_";
    private static final String OF_A_COMMAND =
            "_(DESCRIPTION|EXECUTABLE|ARGUMENTS(_[0-9]+_)?|FOLDER|TIMEOUT|OUTPUT_LIMIT)";
    private static final String OF_A_PARAMETER =
            "_(DESCRIPTION|TYPE|PATTERN|ONE_OF(_[0-9]+_)?|MAX_LENGTH|REQUIRED)";

    private CommandVariables() {}

    /// @param names of all variables
    /// @param settings what was read from them, and from other sources
    /// @throws BadSettingException naming the first that is no setting
    static void mustBeSettings(Collection<String> names, CommandSettings settings) {
        var known =
                settings.byId().entrySet().stream()
                        .flatMap(one -> of(one.getKey(), one.getValue()))
                        .map(Pattern::asMatchPredicate)
                        .reduce(_ -> false, Predicate::or);
        names.stream()
                .filter(name -> name.startsWith(PREFIX) && !known.test(name))
                .min(String::compareTo)
                .ifPresent(
                        name -> {
                            throw new BadSettingException(
                                    "%s is no setting of a command: check its spelling, or write it as a property."
                                            .formatted(name));
                        });
    }

    private static Stream<Pattern> of(String id, CommandSettings.OneCommand command) {
        var at = PREFIX + spelt(id);
        var own = Pattern.compile(at + OF_A_COMMAND);
        var parameters =
                command.parameters().keySet().stream()
                        .map(name -> at + "_PARAMETERS_" + spelt(name) + OF_A_PARAMETER)
                        .map(Pattern::compile);
        return Stream.concat(Stream.of(own), parameters);
    }

    /// As MicroProfile Config spells a name in a variable.
    private static String spelt(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
