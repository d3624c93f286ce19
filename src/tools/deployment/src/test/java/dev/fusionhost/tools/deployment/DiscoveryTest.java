package dev.fusionhost.tools.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fusionhost.tools.ActionTool;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.registry.RecordedTool;
import dev.fusionhost.tools.schema.SchemaGenerator;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.inject.Inject;
import jakarta.validation.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexView;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    record Input(Part part) {}

    record Part(Size size) {}

    enum Size {
        SMALL,
        LARGE
    }

    record Output(List<Row> rows) {}

    record Row(int number) {}

    abstract static class Answering implements ReadTool<Input, Output> {
        @Override
        public Output execute(Input input, ToolContext context) {
            return new Output(List.of());
        }
    }

    @Tool(name = "b", description = "Second.")
    static class Second extends Answering {}

    @Tool(name = "a", description = "First.")
    static class First extends Answering {
        final String name;

        First() {
            this("");
        }

        First(String name) {
            this.name = name;
        }
    }

    @Test
    void whatIsFoundDoesNotDependOnTheOrderOfTheIndex() throws IOException {
        var one = discover(First.class, Second.class, Answering.class);
        var other = discover(Answering.class, Second.class, First.class);
        assertThat(one.tools()).isEqualTo(other.tools());
        assertThat(one.tools()).extracting(RecordedTool::name).containsExactly("a", "b");
        assertThat(one.types()).isEqualTo(other.types()).isSorted();
    }

    @Test
    void exactlyTheTypesOfInputsAndOutputsAreForReflection() throws IOException {
        assertThat(discover(First.class, Answering.class).types())
                .containsExactlyInAnyOrder(
                        Input.class.getName(),
                        Part.class.getName(),
                        Size.class.getName(),
                        Output.class.getName(),
                        Row.class.getName());
    }

    @Test
    void instancesWithoutANameAreNobodysTools() throws IOException {
        class Local extends Answering {}
        var anonymous = new Answering() {};
        assertThat(discover(Local.class, anonymous.getClass(), Answering.class).tools()).isEmpty();
    }

    @Tool(name = "b", description = "Claims a name.")
    static class Claiming extends Answering {}

    @Tool(name = "Shout", description = "")
    static class Misnamed extends Answering {}

    @Tool(name = "abstract", description = "Can't be made.")
    abstract static class Abstract extends Answering {}

    @Tool(name = "face", description = "Can't be made either.")
    interface Face extends ReadTool<Input, Output> {}

    @Tool(name = "inner", description = "Needs another instance.")
    class Inner extends Answering {
        String around() {
            return DiscoveryTest.this.toString();
        }
    }

    @Tool(name = "choice", description = "Offers two constructors.")
    static class Choice extends Answering {
        final String name;

        Choice(String name) {
            this.name = name;
        }

        Choice(int number) {
            this(Integer.toString(number));
        }
    }

    @Tool(name = "injected", description = "Says which constructor.")
    static class Injected extends Choice {
        @Inject
        Injected(String name) {
            super(name);
        }

        Injected(int number) {
            super(number);
        }
    }

    @Tool(name = "none", description = "Is no tool.")
    static class None {}

    @Tool(name = "both", description = "Is two.")
    static class Both extends Answering implements ActionTool<Input, Output> {}

    static class Forgotten extends Answering {}

    @Tool(name = "raw", description = "Says nothing of its types.")
    @SuppressWarnings("rawtypes") // that is what is wrong with it
    static class Raw implements ReadTool {
        @Override
        public Object execute(Record input, ToolContext context) {
            return input;
        }
    }

    @Tool(name = "variable", description = "Leaves its input open.")
    static class Variable<I extends Record> implements ReadTool<I, JsonNode> {
        @Override
        public JsonNode execute(I input, ToolContext context) {
            throw new UnsupportedOperationException();
        }
    }

    record OnDisk(Path path) {}

    @Tool(name = "disk", description = "Takes what no schema describes.")
    static class Disk implements ReadTool<OnDisk, JsonNode> {
        @Override
        public JsonNode execute(OnDisk input, ToolContext context) {
            throw new UnsupportedOperationException();
        }
    }

    @RequestScoped
    @Tool(name = "request", description = "Lives as long as a request.")
    static class Request extends Answering {}

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(
                        () ->
                                discover(
                                        Answering.class,
                                        Second.class,
                                        Claiming.class,
                                        Misnamed.class,
                                        Abstract.class,
                                        Face.class,
                                        Inner.class,
                                        Choice.class,
                                        Injected.class,
                                        None.class,
                                        Both.class,
                                        Forgotten.class,
                                        Raw.class,
                                        Variable.class,
                                        Disk.class,
                                        Request.class))
                .satisfies(
                        all ->
                                assertThat(
                                                all.getMessage()
                                                        .replace(getClass().getName() + "$", "")
                                                        .replace(
                                                                "dev.fusionhost.tools.deployment.",
                                                                ""))
                                        .isEqualToNormalizingNewlines(
                                                """
                                                Tools that can't be offered as they are written:
                                                - Abstract: is abstract: put @Tool on the class that can be made
                                                - Both: implements several of ReadTool, ActionTool and MutationTool: implement exactly one
                                                - Choice: has several constructors: put @Inject on the one to use
                                                - Disk: OnDisk.path: java.nio.file.Path can't be described by a schema: use a String, boolean, int, long, double, enum, Instant, record, List, Set, array or Map of those, or an Optional
                                                - Face: is abstract: put @Tool on the class that can be made
                                                - Forgotten: has no @Tool: add it, or @Vetoed to keep the class to itself
                                                - Inner: is an inner class: make it static or give it a file of its own
                                                - Misnamed: @Tool name "Shout" isn't one: use a lower-case letter, then at most 63 of a-z, 0-9 and _
                                                - Misnamed: @Tool description is blank: tell the model what the tool does
                                                - None: implements none of ReadTool, ActionTool and MutationTool: implement exactly one
                                                - Raw: doesn't say its input and output: name both, as in ReadTool<Input, Output>
                                                - Request: is @RequestScoped, and a call has no such scope: use @Singleton or @ApplicationScoped
                                                - Variable: doesn't say its input and output: name both, as in ReadTool<Input, Output>
                                                - Claiming, Second: are all called "b": give each @Tool a name of its own"""));
    }

    private static ToolsBuildItem discover(Class<?>... classes) throws IOException {
        IndexView index = Index.of(classes);
        try (var validators =
                Validation.byDefaultProvider()
                        .configure()
                        .messageInterpolator(new ParameterMessageInterpolator())
                        .buildValidatorFactory()) {
            return new Discovery(
                            index,
                            new SchemaGenerator(validators.getValidator()),
                            DiscoveryTest.class.getClassLoader())
                    .find();
        }
    }
}
