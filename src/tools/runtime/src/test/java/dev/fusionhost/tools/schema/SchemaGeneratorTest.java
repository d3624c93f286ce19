package dev.fusionhost.tools.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.FileName;
import dev.fusionhost.tools.Validators;
import dev.fusionhost.tools.input.Shape;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemaGeneratorTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SchemaGenerator schemas = new SchemaGenerator(Validators.PLAIN);

    record Rename(
            @NotBlank @Description("Path of the file.") String path,
            @NotBlank @FileName String newName) {}

    @Test
    void theExampleOfTheStylePage() {
        assertThat(schemas.input(Rename.class).json().toPrettyString())
                .isEqualToNormalizingNewlines(
                        """
                        {
                          "$schema" : "https://json-schema.org/draft/2020-12/schema",
                          "type" : "object",
                          "properties" : {
                            "path" : {
                              "type" : "string",
                              "pattern" : "[^\\\\t-\\\\r\\\\u001C-\\\\u0020\\\\u1680\\\\u2000-\\\\u2006\\\\u2008-\\\\u200A\\\\u2028\\\\u2029\\\\u205F\\\\u3000]",
                              "description" : "Path of the file."
                            },
                            "newName" : {
                              "type" : "string",
                              "allOf" : [ {
                                "pattern" : "^(?:[^/\\\\\\\\\\\\u0000]{3,}|[^./\\\\\\\\\\\\u0000][^/\\\\\\\\\\\\u0000]?|\\\\.[^./\\\\\\\\\\\\u0000])$",
                                "minLength" : 1,
                                "maxLength" : 255,
                                "$comment" : "must be the name of a file, without a path"
                              } ],
                              "pattern" : "[^\\\\t-\\\\r\\\\u001C-\\\\u0020\\\\u1680\\\\u2000-\\\\u2006\\\\u2008-\\\\u200A\\\\u2028\\\\u2029\\\\u205F\\\\u3000]"
                            }
                          },
                          "required" : [ "path", "newName" ],
                          "additionalProperties" : false
                        }""");
    }

    enum Order {
        NAME,
        @JsonProperty("size-first")
        SIZE
    }

    record Inner(int depth) {}

    @SuppressWarnings("ArrayRecordComponent") // arrays are one of the kinds
    record Kinds(
            String text,
            boolean flag,
            int small,
            Long large,
            double ratio,
            Order order,
            Instant since,
            Inner inner,
            List<Inner> list,
            Set<String> set,
            int[] array,
            Map<String, Inner> map) {}

    @Test
    void eachKindOfComponent() {
        assertThat(properties(Kinds.class))
                .isEqualTo(
                        json(
                                """
                                {"text": {"type": "string"},
                                 "flag": {"type": "boolean"},
                                 "small": {"type": "integer", "minimum": -2147483648, "maximum": 2147483647},
                                 "large": {"type": "integer", "minimum": -9223372036854775808, "maximum": 9223372036854775807},
                                 "ratio": {"type": "number"},
                                 "order": {"type": "string", "enum": ["NAME", "size-first"]},
                                 "since": {"type": "string", "format": "date-time"},
                                 "inner": %1$s,
                                 "list": {"type": "array", "items": %1$s},
                                 "set": {"type": "array", "items": {"type": "string"}, "uniqueItems": true},
                                 "array": {"type": "array", "items": {"type": "integer", "minimum": -2147483648, "maximum": 2147483647}},
                                 "map": {"type": "object", "additionalProperties": %1$s}}"""
                                        .formatted(
                                                """
                                                {"type": "object",
                                                 "properties": {"depth": {"type": "integer", "minimum": -2147483648, "maximum": 2147483647}},
                                                 "required": ["depth"],
                                                 "additionalProperties": false}""")));
    }

    @Test
    void theTypesThatJacksonWillSeeAreNamedInOrder() {
        assertThat(schemas.input(Kinds.class).types())
                .containsExactly(Inner.class, Kinds.class, Order.class);
    }

    record Absent(
            String must,
            @Nullable String may,
            Optional<Integer> optional,
            @Nullable Order order,
            @Nullable Inner inner,
            @Default("200") int limit,
            @Default("NAME") Order sort,
            @Default("[\"a\"]") List<@Nullable String> names) {}

    @Test
    void whatMayBeAbsentIsNotRequired() {
        var schema = schemas.input(Absent.class).json();
        var properties = schema.path("properties");
        assertThat(schema.path("required")).isEqualTo(json("[\"must\"]"));
        assertThat(properties.at("/may/type")).isEqualTo(json("[\"string\", \"null\"]"));
        assertThat(properties.at("/optional/type")).isEqualTo(json("[\"integer\", \"null\"]"));
        assertThat(properties.at("/order/enum"))
                .isEqualTo(json("[\"NAME\", \"size-first\", null]"));
        assertThat(properties.at("/inner/type")).isEqualTo(json("[\"object\", \"null\"]"));
        assertThat(properties.at("/limit/default")).isEqualTo(json("200"));
        assertThat(properties.at("/sort/default")).isEqualTo(json("\"NAME\""));
        assertThat(properties.at("/names/default")).isEqualTo(json("[\"a\"]"));
        assertThat(properties.at("/names/items/type")).isEqualTo(json("[\"string\", \"null\"]"));
    }

    record Constrained(
            @NotNull String notNull,
            @NotEmpty String notEmpty,
            @NotEmpty List<@NotBlank String> notEmptyList,
            @Size(min = 1, max = 3) Map<String, @Min(1) Integer> map,
            @Size(max = 9) String size,
            @Min(1) @Max(5) int range,
            @Positive int positive,
            @PositiveOrZero long positiveOrZero,
            @Negative int negative,
            @NegativeOrZero double negativeOrZero,
            @DecimalMin(value = "0.5", inclusive = false) double more,
            @DecimalMax("1.5") int most,
            @DecimalMax("1e100") double huge,
            @Range(min = 2, max = 4) int composed,
            @Pattern(regexp = "[a-z]+") @NotBlank String pattern,
            @Size(max = 3, message = "must be short") String own,
            Optional<@Size(max = 2) String> inOptional,
            @Valid Inner valid) {}

    @Test
    void eachConstraint() {
        var properties = properties(Constrained.class);
        assertThat(properties.path("notNull")).isEqualTo(json("{\"type\": \"string\"}"));
        assertThat(properties.at("/notEmpty/minLength")).isEqualTo(json("1"));
        assertThat(properties.at("/notEmptyList/minItems")).isEqualTo(json("1"));
        assertThat(properties.at("/notEmptyList/items/pattern").asText())
                .isEqualTo(Shape.NOT_BLANK);
        assertThat(properties.at("/map/minProperties")).isEqualTo(json("1"));
        assertThat(properties.at("/map/maxProperties")).isEqualTo(json("3"));
        assertThat(properties.at("/map/additionalProperties/minimum")).isEqualTo(json("1"));
        assertThat(properties.path("size"))
                .isEqualTo(json("{\"type\": \"string\", \"maxLength\": 9}"));
        assertThat(properties.path("range"))
                .isEqualTo(json("{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 5}"));
        assertThat(properties.at("/positive/minimum")).isEqualTo(json("1"));
        assertThat(properties.at("/positiveOrZero/minimum")).isEqualTo(json("0"));
        assertThat(properties.at("/negative/maximum")).isEqualTo(json("-1"));
        assertThat(properties.path("negativeOrZero"))
                .isEqualTo(json("{\"type\": \"number\", \"maximum\": 0}"));
        assertThat(properties.at("/more/exclusiveMinimum").decimalValue()).isEqualTo("0.5");
        assertThat(properties.at("/most/maximum")).isEqualTo(json("1"));
        assertThat(properties.at("/huge/maximum").decimalValue()).isEqualByComparingTo("1e100");
        assertThat(properties.at("/composed/allOf"))
                .isEqualTo(
                        json(
                                """
                                [{"maximum": 4, "minimum": 2, "$comment": "must be between 2 and 4"}]"""));
        assertThat(properties.path("pattern"))
                .isEqualTo(
                        json(
                                """
                                {"type": "string",
                                 "pattern": "[^\\\\t-\\\\r\\\\u001C-\\\\u0020\\\\u1680\\\\u2000-\\\\u2006\\\\u2008-\\\\u200A\\\\u2028\\\\u2029\\\\u205F\\\\u3000]",
                                 "allOf": [{"pattern": "^(?:[a-z]+)$"}]}"""));
        assertThat(properties.at("/own/allOf"))
                .isEqualTo(json("[{\"maxLength\": 3, \"$comment\": \"must be short\"}]"));
        assertThat(properties.at("/inOptional/maxLength")).isEqualTo(json("2"));
    }

    record Page<T>(List<T> items, @Nullable String next, JsonNode more) {}

    record Entry(@JsonProperty("default") boolean isDefault, Optional<Instant> modified) {}

    @Test
    void anOutputIsOpenAndMayHoldAnything() {
        var schema = schemas.output(new TypeReference<Page<Entry>>() {}.getType());
        assertThat(schema.json())
                .isEqualTo(
                        json(
                                """
                                {"$schema": "https://json-schema.org/draft/2020-12/schema",
                                 "type": "object",
                                 "properties": {
                                   "items": {"type": "array", "items": {
                                     "type": "object",
                                     "properties": {
                                       "default": {"type": "boolean"},
                                       "modified": {"type": ["string", "null"], "format": "date-time"}},
                                     "required": ["default"]}},
                                   "next": {"type": ["string", "null"]},
                                   "more": {}},
                                 "required": ["items", "more"]}"""));
        assertThat(schema.types()).containsExactly(Entry.class, Page.class);
    }

    @Test
    void anOutputThatIsAnythingHasNoSchema() {
        assertThat(schemas.output(JsonNode.class)).isNull();
        assertThat(schemas.output(Object.class)).isNull();
        assertThat(schemas.output(Void.class)).isNull();
    }

    record Node(String name, List<Node> children) {}

    @SuppressWarnings("ArrayRecordComponent") // likewise
    record Impossible(
            Path path,
            File file,
            JsonNode anything,
            List<Object> anythings,
            Node node,
            Map<Integer, String> byNumber,
            Set<Inner> set,
            @Email String email,
            @Min(1) String text,
            @Pattern(regexp = "a", flags = Pattern.Flag.CASE_INSENSITIVE) String flags,
            @Pattern(regexp = "\\bword") String boundary,
            @NotBlank @Nullable String contradiction,
            Optional<@NotBlank String> another,
            @Size(max = 3) Optional<String> outside,
            @NotNull(groups = Impossible.class) String groups,
            @Size(max = 2) String[] array,
            @Default("x") int notJson,
            @Default("9") @Max(5) int refused,
            @Default("x") @Nullable String never,
            @JsonProperty("other") String renamed) {}

    @Test
    void whatCannotBeDescribedIsToldAllAtOnce() {
        assertThatExceptionOfType(UndescribableException.class)
                .isThrownBy(() -> schemas.input(Impossible.class))
                .satisfies(
                        all -> {
                            var impossible = Impossible.class.getName() + ".";
                            assertThat(all.problems())
                                    .allSatisfy(one -> assertThat(one).contains(": "));
                            assertThat(
                                            all.problems().stream()
                                                    .map(
                                                            one ->
                                                                    one.substring(
                                                                            0, one.indexOf(": "))))
                                    .containsExactly(
                                            impossible + "renamed",
                                            impossible + "path",
                                            impossible + "file",
                                            impossible + "anything",
                                            impossible + "anythings[]",
                                            Node.class.getName() + ".children[]",
                                            impossible + "byNumber",
                                            impossible + "set",
                                            impossible + "email",
                                            impossible + "text",
                                            impossible + "flags",
                                            impossible + "boundary",
                                            impossible + "contradiction",
                                            impossible + "another[]",
                                            impossible + "outside",
                                            impossible + "groups",
                                            impossible + "array",
                                            impossible + "notJson",
                                            impossible + "refused",
                                            impossible + "never");
                        });
    }

    private JsonNode properties(Class<? extends Record> input) {
        return json(schemas.input(input).json().path("properties").toString());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(text, wrong);
        }
    }
}
