package dev.fusionhost.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.regex.GraalJSRegularExpressionFactory;
import com.networknt.schema.regex.RegularExpression;
import java.util.HashMap;

/// Reads a schema as the rest of the world does: with a validator of JSON Schema that a server
/// might use, and the regular expressions of JavaScript that JSON Schema asks for.
final class SchemaJudge {
    private static final JsonSchemaFactory DRAFT_2020_12 =
            JsonSchemaFactory.getInstance(VersionFlag.V202012);

    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder()
                    // Java's own `$` would take "a\n" for "a".
                    .regularExpressionFactory(SchemaJudge::remembering)
                    .formatAssertionsEnabled(true)
                    .build();

    /// Longer texts seldom come twice.
    private static final int LONGEST_REMEMBERED = 50;

    private final JsonSchema schema;

    private SchemaJudge(JsonSchema schema) {
        this.schema = schema;
    }

    static SchemaJudge of(JsonNode schema) {
        return new SchemaJudge(DRAFT_2020_12.getSchema(schema, STRICT));
    }

    /// Judges schemas themselves.
    static SchemaJudge ofSchemas() {
        var dialect = SchemaLocation.of("https://json-schema.org/draft/2020-12/schema");
        return new SchemaJudge(DRAFT_2020_12.getSchema(dialect, STRICT));
    }

    /// JavaScript inside Java takes some 30 µs a text, and most texts come again.
    private static RegularExpression remembering(String pattern) {
        var expression =
                GraalJSRegularExpressionFactory.getInstance().getRegularExpression(pattern);
        var known = new HashMap<String, Boolean>();
        return text ->
                text.length() > LONGEST_REMEMBERED
                        ? expression.matches(text)
                        : known.computeIfAbsent(text, expression::matches);
    }

    boolean accepts(JsonNode value) {
        return schema.validate(value, OutputFormat.BOOLEAN);
    }

    /// What is wrong with a value, for a person.
    String complaints(JsonNode value) {
        return schema.validate(value).toString();
    }
}
