package dev.fusionhost.tools.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fusionhost.tools.BadSettingException;
import dev.fusionhost.tools.Configurable;
import dev.fusionhost.tools.LocalTool;
import dev.fusionhost.tools.input.Json;
import dev.fusionhost.tools.sandbox.Sandbox;
import dev.fusionhost.tools.schema.SchemaGenerator;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/// The tools of this device. Inject it for those that were found at build time, and [#add] what is
/// only known at run time. Safe for use by many threads.
public final class ToolRegistry {
    private final ConcurrentNavigableMap<String, RegisteredTool<?, ?>> tools;
    private final Predicate<ToolDefinition> offered;
    private final Validator validator;

    private ToolRegistry(
            ConcurrentNavigableMap<String, RegisteredTool<?, ?>> tools,
            Predicate<ToolDefinition> offered,
            Validator validator) {
        this.tools = tools;
        this.offered = offered;
        this.validator = validator;
    }

    /// A registry of plain instances, checked as the build checks beans.
    ///
    /// @param validator knows the constraints of the tools' input records
    /// @throws UnusableToolException with everything that is wrong with any of them
    public static ToolRegistry of(
            Collection<? extends LocalTool<?, ?>> tools, Validator validator) {
        var registry = new ToolRegistry(new ConcurrentSkipListMap<>(), _ -> true, validator);
        registry.addAll(tools);
        return registry;
    }

    /// A registry of what the build has checked and described.
    ///
    /// @param beans by the name of their class; one that isn't among them is switched off
    static ToolRegistry of(
            List<RecordedTool> recorded, Map<String, LocalTool<?, ?>> beans, Validator validator) {
        var registry = new ToolRegistry(new ConcurrentSkipListMap<>(), _ -> true, validator);
        var mapper = Json.mapper();
        for (var tool : recorded) {
            var bean = beans.get(tool.toolClass());
            if (bean == null) continue;
            registry.put(register(tool.definition(mapper), bean, tool.input(), mapper, validator));
        }
        return registry;
    }

    /// Adds a tool whose like was not there when the application was built. It can be called at
    /// once; servers hear of it when the next stream opens.
    ///
    /// @throws UnusableToolException with everything that is wrong with it
    public void add(LocalTool<?, ?> tool) {
        addAll(List.of(tool));
    }

    /// This registry, seen through a policy: what isn't offered is neither listed nor found.
    public ToolRegistry only(Predicate<ToolDefinition> policy) {
        return new ToolRegistry(tools, offered.and(policy), validator);
    }

    /// What is offered, sorted by name.
    ///
    /// @throws BadSettingException where the operator's settings for any tool are wrong
    public List<RegisteredTool<?, ?>> tools() {
        return tools.values().stream().filter(this::offers).toList();
    }

    /// The tool of this name, if it is there and offered.
    public Optional<RegisteredTool<?, ?>> find(String name) {
        RegisteredTool<?, ?> tool = tools.get(name);
        return tool == null || !offers(tool) ? Optional.empty() : Optional.of(tool);
    }

    /// Has each tool look whether its settings fit the folders.
    ///
    /// @throws BadSettingException where those of any tool don't
    public void mustFit(Sandbox roots) {
        for (var tool : tools()) {
            if (tool.tool() instanceof Configurable configurable) configurable.mustFit(roots);
        }
    }

    private boolean offers(RegisteredTool<?, ?> tool) {
        return tool.usable() && offered.test(tool.definition());
    }

    private synchronized void addAll(Collection<? extends LocalTool<?, ?>> added) {
        var schemas = new SchemaGenerator(validator);
        var mapper = Json.mapper();
        var names = new ToolNames();
        tools.forEach((name, there) -> names.add(name, there.tool().getClass().getName()));
        var registered = new ArrayList<RegisteredTool<?, ?>>();
        var problems = new ArrayList<String>();
        for (var tool : added) {
            try {
                var blueprint = ToolBlueprint.of(tool.getClass(), schemas);
                names.add(blueprint.definition().name(), tool.getClass().getName());
                registered.add(
                        register(
                                blueprint.definition(),
                                tool,
                                blueprint.input(),
                                mapper,
                                validator));
            } catch (UnusableToolException unusable) {
                problems.addAll(unusable.problems());
            }
        }
        problems.addAll(names.problems());
        if (!problems.isEmpty()) throw new UnusableToolException(problems);
        registered.forEach(this::put);
    }

    private void put(RegisteredTool<?, ?> tool) {
        tools.put(tool.name(), tool);
    }

    // The input's class was found in the tool's own type arguments.
    @SuppressWarnings("unchecked")
    private static <I extends Record, O> RegisteredTool<I, O> register(
            ToolDefinition definition,
            LocalTool<I, O> tool,
            Class<?> input,
            ObjectMapper mapper,
            Validator validator) {
        return new RegisteredTool<>(definition, tool, (Class<I>) input, mapper, validator);
    }
}
