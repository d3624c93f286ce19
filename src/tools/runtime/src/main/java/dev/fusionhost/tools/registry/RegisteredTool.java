package dev.fusionhost.tools.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fusionhost.tools.Configurable;
import dev.fusionhost.tools.LocalTool;
import dev.fusionhost.tools.input.InputReader;
import dev.fusionhost.tools.input.InvalidInputException;
import jakarta.validation.Validator;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// A tool, and the JSON on both sides of it. Safe for use by many threads.
public final class RegisteredTool<I extends Record, O> {
    private final ToolDefinition definition;
    private final LocalTool<I, O> tool;
    private final InputReader<I> reader;
    private final ObjectMapper mapper;
    private final @Nullable Semaphore turns;

    RegisteredTool(
            ToolDefinition definition,
            LocalTool<I, O> tool,
            Class<I> input,
            ObjectMapper mapper,
            Validator validator) {
        this.definition = definition;
        this.tool = tool;
        this.reader = new InputReader<>(input, definition.inputSchema(), mapper, validator);
        this.mapper = mapper;
        var most = definition.limits().maxConcurrent();
        turns = most == 0 ? null : new Semaphore(most);
    }

    String name() {
        return definition.name();
    }

    /// What a caller knows of it, with what the operator's settings add.
    public ToolDefinition definition() {
        return tool instanceof Configurable configurable
                ? configurable.configured().map(definition::saying).orElse(definition)
                : definition;
    }

    /// Whether the operator has set what it needs.
    boolean usable() {
        return !(tool instanceof Configurable configurable)
                || configurable.configured().isPresent();
    }

    /// The bean itself, or CDI's proxy of it.
    public LocalTool<I, O> tool() {
        return tool;
    }

    /// Reads an input, strictly.
    ///
    /// @param input null for an empty object
    /// @throws InvalidInputException with everything that is wrong
    public I read(@Nullable JsonNode input) {
        return reader.read(input);
    }

    /// Begins a call, where the tool's limit lets it. Every `true` needs a [#leave].
    public boolean enter() {
        return turns == null || turns.tryAcquire();
    }

    /// Ends a call that has entered.
    public void leave() {
        if (turns != null) turns.release();
    }

    /// Writes an output: nulls left out, times as ISO-8601, an empty object for null.
    ///
    /// @throws dev.fusionhost.tools.ToolException `too_large`
    public JsonNode write(@Nullable Object output) {
        var json = output instanceof JsonNode node ? node : mapper.<JsonNode>valueToTree(output);
        return json.isNull() || json.isMissingNode()
                ? mapper.createObjectNode()
                : definition.limits().checked(json, mapper);
    }
}
