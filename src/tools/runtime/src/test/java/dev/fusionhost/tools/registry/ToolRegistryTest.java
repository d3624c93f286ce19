package dev.fusionhost.tools.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fusionhost.tools.ActionTool;
import dev.fusionhost.tools.BadSettingException;
import dev.fusionhost.tools.Configurable;
import dev.fusionhost.tools.LocalTool;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolKind;
import dev.fusionhost.tools.Validators;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToolRegistryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    record Input(String path) {}

    record Output(String path, @Nullable String note, Optional<Instant> modified) {}

    @Tool(name = "look", title = "Look at it", description = "Looks.")
    static class Look implements ReadTool<Input, Output> {
        @Override
        public Output execute(Input input, ToolContext context) {
            return new Output(input.path(), null, Optional.empty());
        }
    }

    abstract static class Acting<O> implements ActionTool<Input, List<O>> {}

    @Tool(name = "act", description = "Acts.")
    static class Act extends Acting<Output> {
        @Override
        public List<Output> execute(Input input, ToolContext context) {
            return List.of();
        }
    }

    @Tool(name = "change", description = "Changes.")
    static class Change implements MutationTool<Input, Object> {
        @Override
        public Plan<Object> plan(Input input, ToolContext context) {
            return Plan.of("Change").apply(Object::new);
        }
    }

    @Test
    void theToolsAreSortedByName() {
        var registry = registry(new Look(), new Change(), new Act());
        assertThat(registry.tools())
                .extracting(tool -> tool.definition().name())
                .containsExactly("act", "change", "look");
        assertThat(registry.find("look")).isPresent();
        assertThat(registry.find("Look")).isEmpty();
    }

    @Test
    void aToolCanBeAddedLaterAndIsSeenThroughAPolicyToo() {
        var registry = registry(new Look());
        var policy = registry.only(tool -> !tool.name().equals("act"));
        registry.add(new Change());
        registry.add(new Act());
        assertThat(registry.find("act")).isPresent();
        assertThat(policy.find("act")).isEmpty();
        assertThat(policy.tools())
                .extracting(tool -> tool.definition().name())
                .containsExactly("change", "look");
    }

    @Test
    void aNameIsAddedOnce() {
        var registry = registry(new Look());
        assertThatExceptionOfType(UnusableToolException.class)
                .isThrownBy(() -> registry.add(new Look()))
                .withMessageContaining("are all called \"look\"");
    }

    @Test
    void aDefinitionIsWhatTheClassSays() {
        var registry = registry(new Look(), new Change(), new Act());
        var look = registry.find("look").orElseThrow().definition();
        assertThat(look.title()).isEqualTo("Look at it");
        assertThat(look.description()).isEqualTo("Looks.");
        assertThat(look.kind()).isEqualTo(ToolKind.READ);
        assertThat(look.inputSchema().at("/properties/path/type").asText()).isEqualTo("string");
        assertThat(look.outputSchema().path("required").size()).isEqualTo(1);
        var act = registry.find("act").orElseThrow().definition();
        assertThat(act.title()).isNull();
        assertThat(act.kind()).isEqualTo(ToolKind.ACTION);
        assertThat(act.outputSchema().at("/items/type").asText()).isEqualTo("object");
        var change = registry.find("change").orElseThrow().definition();
        assertThat(change.kind()).isEqualTo(ToolKind.MUTATION);
        assertThat(change.outputSchema()).isNull();
    }

    @Test
    void outputsAreWrittenWithoutWhatIsAbsent() throws Exception {
        var look = registry(new Look()).find("look").orElseThrow();
        var modified = Instant.parse("2026-01-31T12:00:00Z");
        assertThat(look.write(new Output("a", null, Optional.of(modified))))
                .isEqualTo(json("{\"path\": \"a\", \"modified\": \"2026-01-31T12:00:00Z\"}"));
        assertThat(look.write(new Output("a", null, Optional.empty())))
                .isEqualTo(json("{\"path\": \"a\"}"));
        assertThat(look.write(List.of("a"))).isEqualTo(json("[\"a\"]"));
        assertThat(look.write(json("{\"a\": null}"))).isEqualTo(json("{\"a\": null}"));
        assertThat(look.write(null)).isEqualTo(json("{}"));
        assertThat(look.write(Optional.empty())).isEqualTo(json("{}"));
    }

    @Tool(name = "Bad-Name", description = " ")
    static class Misnamed implements ReadTool<Input, Output> {
        @Override
        public Output execute(Input input, ToolContext context) {
            throw new UnsupportedOperationException();
        }
    }

    static class Untold extends Look {}

    @Tool(name = "look", description = "Looks too.")
    static class LookToo extends Look {}

    @Tool(name = "raw", description = "Says nothing of its types.")
    @SuppressWarnings("rawtypes") // that is what is wrong with it
    static class Raw implements ReadTool {
        @Override
        public Object execute(Record input, ToolContext context) {
            return input;
        }
    }

    @Tool(name = "open", description = "Leaves its input open.")
    static class Open<I extends Record> implements ReadTool<I, Object> {
        @Override
        public Object execute(I input, ToolContext context) {
            return input;
        }
    }

    record Generic<T>(T value) {}

    @Tool(name = "generic", description = "Has a generic input.")
    static class WithGeneric implements ReadTool<Generic<String>, Object> {
        @Override
        public Object execute(Generic<String> input, ToolContext context) {
            return input;
        }
    }

    record OnDisk(Path path) {}

    @Tool(name = "on_disk", description = "Takes and gives what no schema describes.")
    static class Disk implements ReadTool<OnDisk, OnDisk> {
        @Override
        public OnDisk execute(OnDisk input, ToolContext context) {
            return input;
        }
    }

    @Tool(name = "both", description = "Looks and acts.")
    static class Both implements ReadTool<Input, Object>, ActionTool<Input, Object> {
        @Override
        public Object execute(Input input, ToolContext context) {
            return input;
        }
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        var here = ToolRegistryTest.class.getName() + "$";
        assertThatExceptionOfType(UnusableToolException.class)
                .isThrownBy(
                        () ->
                                registry(
                                        new Misnamed(),
                                        new Untold(),
                                        new Look(),
                                        new LookToo(),
                                        new Raw(),
                                        new Open<Input>(),
                                        new WithGeneric(),
                                        new Disk(),
                                        new Both()))
                .satisfies(
                        all ->
                                assertThat(all.problems())
                                        .extracting(one -> one.replace(here, ""))
                                        .satisfiesExactly(
                                                one ->
                                                        assertThat(one)
                                                                .startsWith(
                                                                        "Misnamed: @Tool name \"Bad-Name\""),
                                                one ->
                                                        assertThat(one)
                                                                .startsWith(
                                                                        "Misnamed: @Tool description"),
                                                one ->
                                                        assertThat(one)
                                                                .startsWith(
                                                                        "Untold: has no @Tool: add it"),
                                                one ->
                                                        assertThat(one)
                                                                .startsWith("Raw: doesn't say"),
                                                one ->
                                                        assertThat(one)
                                                                .startsWith("Open: doesn't say"),
                                                one ->
                                                        assertThat(one)
                                                                .startsWith(
                                                                        "WithGeneric: has a generic input"),
                                                one ->
                                                        assertThat(one)
                                                                .startsWith(
                                                                        "Disk: OnDisk.path: java.nio.file.Path can't"),
                                                one ->
                                                        assertThat(one)
                                                                .startsWith(
                                                                        "Disk: OnDisk.path: java.nio.file.Path can't"),
                                                one ->
                                                        assertThat(one)
                                                                .startsWith(
                                                                        "Both: implements several of"),
                                                one ->
                                                        assertThat(one)
                                                                .startsWith(
                                                                        "Look, LookToo: are all called \"look\"")));
    }

    @Tool(name = "set", description = "Is set by the operator.")
    static class SetByOperator implements ReadTool<Input, Object>, Configurable {
        private final Supplier<Optional<String>> words;

        SetByOperator(Supplier<Optional<String>> words) {
            this.words = words;
        }

        @Override
        public Optional<String> configured() {
            return words.get();
        }

        @Override
        public Object execute(Input input, ToolContext context) {
            return input;
        }
    }

    @Test
    void whatTheOperatorHasSetDecidesWhetherAToolIsOfferedAndWhatIsSaidOfIt() {
        var set = registry(new SetByOperator(() -> Optional.of("There are two.")));
        var unset = registry(new SetByOperator(Optional::empty));
        var wrong =
                registry(
                        new SetByOperator(
                                () -> {
                                    throw new BadSettingException("Two is no number.");
                                }));

        assertThat(set.tools()).hasSize(1);
        assertThat(set.find("set").orElseThrow().definition().description())
                .isEqualTo("Is set by the operator. There are two.");
        assertThat(unset.tools()).isEmpty();
        assertThat(unset.find("set")).isEmpty();
        assertThatExceptionOfType(BadSettingException.class).isThrownBy(wrong::tools);
    }

    private static ToolRegistry registry(LocalTool<?, ?>... tools) {
        return ToolRegistry.of(List.of(tools), Validators.PLAIN);
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text);
    }
}
