package dev.fusionhost.system;

import dev.fusionhost.tools.BadSettingException;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.Printable;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A command that the operator declared.
///
/// @param executable absolute
/// @param folder inside a root
/// @param environment all that it has
/// @param outputLimit bytes of the end of its output that are given
record DeclaredCommand(
        String id,
        @Nullable String description,
        Path executable,
        List<Argument> arguments,
        List<Parameter> parameters,
        String folder,
        Map<String, String> environment,
        Duration timeout,
        int outputLimit) {

    /// What the command is started with, the program first. An argument with a name for which the
    /// caller has no value is left out.
    ///
    /// @throws ToolException `invalid_input` for values that may not be
    List<String> line(Map<String, String> given, ToolContext context) {
        var values = checked(given, context);
        var line = new ArrayList<String>();
        line.add(executable.toString());
        arguments.stream()
                .map(argument -> argument.with(values))
                .flatMap(Optional::stream)
                .forEach(line::add);
        return line;
    }

    /// A folder that isn't there yet may come.
    ///
    /// @throws BadSettingException where its folder isn't inside a root
    void mustRunInside(Sandbox roots) {
        try {
            roots.place(folder);
        } catch (ToolException refused) {
            if (refused.code().equals(ErrorCode.NOT_FOUND)) return;
            throw new BadSettingException(
                    "fusion.host.commands.%s.folder can't be used: %s"
                            .formatted(id, refused.sentence()));
        }
    }

    private Map<String, String> checked(Map<String, String> given, ToolContext context) {
        var unknown = new TreeMap<>(given);
        var values = new TreeMap<String, String>();
        for (var parameter : parameters) {
            var value = unknown.remove(parameter.name());
            if (value != null) values.put(parameter.name(), parameter.checked(value, context));
            else if (parameter.required()) throw parameter.refused("is missing");
        }
        if (unknown.isEmpty()) return values;
        throw new ToolException(
                ErrorCode.INVALID_INPUT,
                "%s has no argument %s; it takes %s."
                        .formatted(
                                id,
                                Printable.of(unknown.firstKey()),
                                parameters.isEmpty() ? "none" : Parameter.told(parameters)));
    }

    /// For the model: `id: what it is. Arguments: …`.
    String told() {
        var words = new StringBuilder(id);
        if (description != null) words.append(": ").append(description);
        if (!parameters.isEmpty())
            words.append(" [").append(Parameter.told(parameters)).append("]");
        return words.toString();
    }
}
