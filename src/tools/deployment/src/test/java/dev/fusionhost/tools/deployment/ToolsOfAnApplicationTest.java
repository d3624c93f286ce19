package dev.fusionhost.tools.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fusionhost.tools.ActionTool;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.input.Fault;
import dev.fusionhost.tools.input.InvalidInputException;
import dev.fusionhost.tools.registry.RegisteredTool;
import dev.fusionhost.tools.registry.ToolRegistry;
import io.quarkus.bootstrap.app.AdditionalDependency;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ToolsOfAnApplicationTest {
    private static final String HERE = "dev.fusionhost.tools.deployment";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addPackage(HERE + ".app"))
                    .addBootstrapCustomizer(ToolsOfAnApplicationTest::addLibrary)
                    .overrideConfigKey("quarkus.default-locale", "de")
                    .overrideConfigKey("quarkus.locales", "de");

    @Inject ToolRegistry registry;

    @Test
    void toolsOfAllJarsAreFoundAndSorted() {
        assertThat(registry.tools())
                .extracting(tool -> tool.definition().name())
                .containsExactly("proxied", "shout", "sweep");
    }

    @Test
    void theRecordedSchemasAreThoseOfTheRecords() throws Exception {
        var sweep = tool("sweep").definition();
        assertThat(sweep.inputSchema().at("/properties/depth"))
                .isEqualTo(json("{\"type\": \"string\", \"enum\": [\"SHALLOW\", \"DEEP\"]}"));
        assertThat(sweep.outputSchema())
                .isEqualTo(
                        json(
                                """
                                {"$schema": "https://json-schema.org/draft/2020-12/schema",
                                 "type": "array", "items": {"type": "string"}}"""));
        var shout = tool("shout").definition();
        assertThat(shout.title()).isEqualTo("Shout");
        assertThat(shout.inputSchema().at("/properties/times/default").intValue()).isEqualTo(1);
        assertThat(tool("proxied").definition().outputSchema()).isNull();
    }

    @Test
    void aCallIsReadDoneAndWritten() throws Exception {
        assertThat(call(tool("shout"), "{\"text\": \"ah\", \"times\": 2}"))
                .isEqualTo(json("{\"said\": \"AHAH\", \"at\": \"1970-01-01T00:00:00Z\"}"));
        assertThat(call(tool("sweep"), "{\"name\": \"a\", \"depth\": \"DEEP\"}"))
                .isEqualTo(json("[\"a\"]"));
    }

    @Test
    void anInputWithFaultsNeverReachesTheTool() {
        assertThat(faults("shout", "{\"text\": \" \", \"times\": 4, \"a\": 1}"))
                .containsExactly(
                        new Fault("/text", "must not be blank"),
                        new Fault("/times", "must be at most 3"),
                        new Fault("/a", "is unknown, there are text, times, listeners"));
        assertThat(faults("sweep", "{\"name\": \"..\", \"depth\": \"DEEP\"}"))
                .containsExactly(new Fault("/name", "must be the name of a file, without a path"));
    }

    @Test
    void beanValidationSpeaksEnglishWhateverTheApplicationSpeaks() {
        assertThat(
                        faults(
                                "shout",
                                """
                                {"text": "a", "listeners": [{"name": "b", "awake": false}]}"""))
                .containsExactly(new Fault("/listeners/0", "must be true"));
    }

    /// An indexed jar with nothing in it that makes it a bean archive but its @Tool classes.
    private static void addLibrary(QuarkusBootstrap.Builder application) {
        var jar = Path.of("target", "library.jar").toAbsolutePath();
        ShrinkWrap.create(JavaArchive.class)
                .addPackage(HERE + ".library")
                .as(ZipExporter.class)
                .exportTo(jar.toFile(), true);
        application.addAdditionalApplicationArchive(new AdditionalDependency(jar, true, true));
    }

    private RegisteredTool<?, ?> tool(String name) {
        return registry.find(name).orElseThrow();
    }

    private static <I extends Record, O> JsonNode call(RegisteredTool<I, O> tool, String json)
            throws Exception {
        var input = tool.read(json(json));
        return tool.write(
                switch (tool.tool()) {
                    case ReadTool<I, O> read -> read.execute(input, null);
                    case ActionTool<I, O> action -> action.execute(input, null);
                    case MutationTool<I, O> mutation -> mutation.plan(input, null).apply();
                });
    }

    private List<Fault> faults(String name, String json) {
        return catchThrowableOfType(InvalidInputException.class, () -> tool(name).read(json(json)))
                .faults();
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
