package dev.fusionhost.tools.registry;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.fusionhost.tools.ActionTool;
import dev.fusionhost.tools.LocalTool;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolKind;
import dev.fusionhost.tools.schema.Schema;
import dev.fusionhost.tools.schema.SchemaGenerator;
import dev.fusionhost.tools.schema.UndescribableException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a tool's class says of the tool, before there is an instance. The same code judges it at
/// build time and at run time.
///
/// @param types the records and enums of input and output, sorted by name
public record ToolBlueprint(
        ToolDefinition definition, Class<? extends Record> input, List<Class<?>> types) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Map<Class<?>, ToolKind> KINDS =
            Map.of(
                    ReadTool.class, ToolKind.READ,
                    ActionTool.class, ToolKind.ACTION,
                    MutationTool.class, ToolKind.MUTATION);

    /// Looks at a class.
    ///
    /// @throws UnusableToolException with everything that is wrong with the class
    public static ToolBlueprint of(Class<?> tool, SchemaGenerator schemas) {
        var problems = new ArrayList<String>();
        checkClass(tool, problems);
        var annotation = tool.getAnnotation(Tool.class);
        if (annotation == null)
            problems.add("has no @Tool: add it, or @Vetoed to keep the class to itself");
        else checkWords(annotation, problems);
        var kinds = KINDS.keySet().stream().filter(kind -> kind.isAssignableFrom(tool)).toList();
        if (kinds.size() != 1) {
            problems.add(
                    "implements %s of ReadTool, ActionTool and MutationTool: implement exactly one"
                            .formatted(kinds.isEmpty() ? "none" : "several"));
        }
        var types = kinds.size() == 1 ? types(tool, problems) : List.<JavaType>of();
        var input = types.isEmpty() ? null : input(types.get(0), schemas, problems);
        var output = types.isEmpty() ? null : output(types.get(1), schemas, problems);
        if (!problems.isEmpty() || annotation == null || input == null) {
            throw new UnusableToolException(
                    problems.stream().map(problem -> tool.getName() + ": " + problem).toList());
        }
        return new ToolBlueprint(
                new ToolDefinition(
                        annotation.name(),
                        annotation.title().isBlank() ? null : annotation.title(),
                        annotation.description(),
                        Objects.requireNonNull(KINDS.get(kinds.getFirst())),
                        ToolLimits.of(annotation),
                        input.json(),
                        output == null ? null : output.json()),
                types.getFirst().getRawClass().asSubclass(Record.class),
                Stream.of(Optional.of(input), Optional.ofNullable(output))
                        .flatMap(Optional::stream)
                        .flatMap(schema -> schema.types().stream())
                        .distinct()
                        .toList());
    }

    private static void checkClass(Class<?> tool, List<String> problems) {
        if (tool.isInterface() || Modifier.isAbstract(tool.getModifiers())) {
            problems.add("is abstract: put @Tool on the class that can be made");
        }
        if (tool.isLocalClass()
                || tool.isAnonymousClass()
                || (tool.isMemberClass() && !Modifier.isStatic(tool.getModifiers()))) {
            problems.add("is an inner class: make it static or give it a file of its own");
        }
    }

    private static void checkWords(Tool tool, List<String> problems) {
        if (!NAME.matcher(tool.name()).matches()) {
            problems.add(
                    "@Tool name \"%s\" isn't one: use a lower-case letter, then at most 63 of a-z, 0-9 and _"
                            .formatted(tool.name()));
        }
        if (tool.description().isBlank()) {
            problems.add("@Tool description is blank: tell the model what the tool does");
        }
        if (!ToolLimits.of(tool).meaningful()) {
            problems.add("@Tool has a negative limit: leave it out for none");
        }
    }

    /// Input and output, as the class or its superclasses fill them in; empty when they don't.
    private static List<JavaType> types(Class<?> tool, List<String> problems) {
        var factory = TypeFactory.defaultInstance();
        var types = factory.findTypeParameters(factory.constructType(tool), LocalTool.class);
        if (types.length == 2 && types[0].getRawClass() != Record.class) return List.of(types);
        problems.add("doesn't say its input and output: name both, as in ReadTool<Input, Output>");
        return List.of();
    }

    private static @Nullable Schema input(
            JavaType type, SchemaGenerator schemas, List<String> problems) {
        if (type.containedTypeCount() > 0) {
            problems.add("has a generic input: write a record without type parameters");
            return null;
        }
        return described(
                () -> schemas.input(type.getRawClass().asSubclass(Record.class)), problems);
    }

    private static @Nullable Schema output(
            JavaType type, SchemaGenerator schemas, List<String> problems) {
        return described(() -> schemas.output(type), problems);
    }

    private static @Nullable Schema described(
            Supplier<@Nullable Schema> schema, List<String> problems) {
        try {
            return schema.get();
        } catch (UndescribableException wrong) {
            problems.addAll(wrong.problems());
            return null;
        }
    }
}
