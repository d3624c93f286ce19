package dev.fusionhost.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.tools.input.InvalidInputException;
import dev.fusionhost.tools.registry.RegisteredTool;
import dev.fusionhost.tools.registry.ToolRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// What the advertised schema of a tool refuses, the host refuses, and the reverse; for every
/// tool of this application.
@QuarkusTest
class SchemaAgreementTest {
    private static final int INPUTS = 10_000;
    private static final int MOST_TOLD = 5;
    private static final int LONGEST_TOLD = 500;

    /// `-Dinputs.seed=…` makes up others.
    private static final long SEED = Long.getLong("inputs.seed", 20_260_101);

    /// Reads as the stream does.
    private static final JsonMapper WIRE = FrameCodec.mapper(Limits.MAX_MESSAGE_BYTES);

    @Inject ToolRegistry tools;

    @Test
    void theHostTakesWhatItsSchemasSay(TestReporter reporter) throws Exception {
        reporter.publishEntry("inputs.seed", Long.toString(SEED));
        assertThat(tools.tools()).isNotEmpty();
        var disagreements = new ArrayList<String>();
        for (var tool : tools.tools()) disagreements.addAll(disagreements(tool));
        assertThat(disagreements).as("inputs.seed=%d", SEED).isEmpty();
    }

    @Test
    void whatIsAdvertisedIsASchema() {
        var schemas = SchemaJudge.ofSchemas();
        for (var tool : tools.tools()) {
            var definition = tool.definition();
            assertThat(schemas.complaints(definition.inputSchema())).isEqualTo("[]");
            if (definition.outputSchema() != null)
                assertThat(schemas.complaints(definition.outputSchema())).isEqualTo("[]");
        }
    }

    private static List<String> disagreements(RegisteredTool<?, ?> tool)
            throws JsonProcessingException {
        var name = tool.definition().name();
        var schema = tool.definition().inputSchema();
        var judge = SchemaJudge.of(schema);
        var inputs = new Inputs(schema, new Random(SEED + name.hashCode()));
        var found = new ArrayList<String>();
        int accepted = 0;
        for (int i = 0; i < INPUTS && found.size() < MOST_TOLD; i++) {
            var text = WIRE.writeValueAsString(inputs.next());
            var input = WIRE.readTree(text);
            var judged = judge.accepts(input);
            if (judged) accepted++;
            var host = refusal(tool, input);
            if (judged != host.isEmpty())
                found.add(
                        "%s %s%n the schema: %s%n the host:   %s"
                                .formatted(name, begin(text), judge.complaints(input), host));
        }
        // A generator that always misses, or never does, would prove nothing.
        if (found.isEmpty())
            assertThat(accepted).as("accepted by " + name).isBetween(INPUTS / 10, INPUTS * 9 / 10);
        return found;
    }

    private static String begin(String text) {
        return text.length() <= LONGEST_TOLD ? text : text.substring(0, LONGEST_TOLD) + "…";
    }

    private static List<?> refusal(RegisteredTool<?, ?> tool, JsonNode input) {
        try {
            var _ = tool.read(input);
            return List.of();
        } catch (InvalidInputException refused) {
            return refused.faults();
        }
    }
}
