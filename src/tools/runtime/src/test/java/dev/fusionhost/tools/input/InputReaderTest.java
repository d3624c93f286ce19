package dev.fusionhost.tools.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.FileName;
import dev.fusionhost.tools.Validators;
import dev.fusionhost.tools.schema.SchemaGenerator;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    enum Order {
        NAME,
        SIZE
    }

    record Inner(int depth) {}

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
            Map<String, Inner> map) {}

    private static final String KINDS =
            """
            {"text": "t", "flag": true, "small": 1, "large": 9007199254740993, "ratio": 2, "order": "SIZE",
             "since": "2026-01-31T12:00:00+01:00", "inner": {"depth": 1}, "list": [{"depth": 2}], "set": ["a", "b"],
             "map": {"k": {"depth": 3}}}""";

    @Test
    void eachKindOfComponentIsBound() {
        assertThat(read(Kinds.class, KINDS))
                .isEqualTo(
                        new Kinds(
                                "t",
                                true,
                                1,
                                9007199254740993L,
                                2.0,
                                Order.SIZE,
                                Instant.parse("2026-01-31T11:00:00Z"),
                                new Inner(1),
                                List.of(new Inner(2)),
                                Set.of("a", "b"),
                                Map.of("k", new Inner(3))));
    }

    @Test
    void nothingIsGuessed() {
        assertThat(
                        faults(
                                Kinds.class,
                                """
                                {"text": 5, "flag": 1, "small": "5", "large": 9223372036854775808, "ratio": "NaN", "order": "name",
                                 "since": "yesterday", "inner": [], "list": {}, "set": ["a", "a"], "map": {"a/b~c": {"depth": null}}}"""))
                .containsExactly(
                        "/text must be a string",
                        "/flag must be true or false",
                        "/small must be an integer",
                        "/large must be at most 9223372036854775807",
                        "/ratio must be a number",
                        "/order must be one of NAME, SIZE",
                        "/since must be a time such as 2026-01-31T12:00:00Z",
                        "/inner must be an object",
                        "/list must be a list",
                        "/set must not repeat an item",
                        "/map/a~1b~0c/depth must be an integer");
    }

    @Test
    void whatIsMissingIsToldInOrderAndWhatIsUnknownAfterIt() {
        assertThat(faults(Inner.class, "{\"b\": 1, \"a\": 1}"))
                .containsExactly(
                        "/depth is missing",
                        "/b is unknown, there are depth",
                        "/a is unknown, there are depth");
    }

    @Test
    void theInputItselfMustBeAnObject() {
        assertThat(faults(Inner.class, "[]")).containsExactly("the input must be an object");
    }

    record Nothing() {}

    @Test
    void anAbsentInputIsAnEmptyObject() {
        var reader = reader(Nothing.class);
        assertThat(reader.read(null)).isEqualTo(new Nothing());
        assertThat(reader.read(JsonNodeFactory.instance.nullNode())).isEqualTo(new Nothing());
        assertThat(reader.read(json("{}"))).isEqualTo(new Nothing());
    }

    record Numbers(int small, long large, double ratio) {}

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e0", "10e-1", "1.00"})
    void aWholeNumberIsAnIntegerHoweverItIsSpelled(String one) {
        var numbers = "{\"small\": %1$s, \"large\": %1$s, \"ratio\": %1$s}".formatted(one);
        assertThat(read(Numbers.class, numbers)).isEqualTo(new Numbers(1, 1, 1));
        var exact = Map.of("small", new BigDecimal(one), "large", new BigDecimal(one), "ratio", 1);
        assertThat(reader(Numbers.class).read(JSON.valueToTree(exact)))
                .isEqualTo(new Numbers(1, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e400", "3000000000", "-3000000000", "1e30"})
    void whatNoIntHoldsIsRefused(String number) {
        assertThat(faults(Inner.class, "{\"depth\": %s}".formatted(number)))
                .singleElement()
                .asString()
                .startsWith("/depth must be ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T00:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T12:00Z",
                "2026-01-31T12:00:00",
                "2026-01-31 12:00:00Z",
                "2026-01-31T12:00:00+0100"
            })
    void aTimeIsSpelledInFull(String time) {
        record When(Instant at) {}
        assertThat(faults(When.class, "{\"at\": \"%s\"}".formatted(time))).hasSize(1);
    }

    record Absent(
            @Nullable String may,
            Optional<String> optional,
            @Nullable Inner inner,
            @Default("200") int limit,
            @Default("NAME") Order sort,
            @Default("[\"a\"]") List<@Nullable String> names,
            @Default("{\"deep\": {}}") Deeper deeper) {}

    record Deeper(Deepest deep) {}

    record Deepest(@Default("7") long number) {}

    @Test
    void defaultsAreFilledInAtEachDepth() {
        var all =
                new Absent(
                        null,
                        Optional.empty(),
                        null,
                        200,
                        Order.NAME,
                        List.of("a"),
                        new Deeper(new Deepest(7)));
        var reader = reader(Absent.class);
        assertThat(reader.read(null)).isEqualTo(all);
        assertThat(reader.read(json("{\"may\": null, \"optional\": null, \"inner\": null}")))
                .isEqualTo(all);
        var given = json("{\"limit\": 3, \"names\": [null], \"deeper\": {\"deep\": {}}}");
        var before = given.deepCopy();
        assertThat(reader.read(given).limit()).isEqualTo(3);
        assertThat(reader.read(given).names()).containsExactly((String) null);
        assertThat(given).isEqualTo(before);
    }

    @Test
    void nullIsNoWayToAskForTheDefault() {
        assertThat(faults(Absent.class, "{\"limit\": null}"))
                .containsExactly("/limit must be an integer");
    }

    record Constrained(
            @NotBlank String path,
            @FileName String name,
            @Min(1) @Max(5) int depth,
            @DecimalMin(value = "0.5", inclusive = false) double ratio,
            @Pattern(regexp = "[a-z]+") String pattern,
            @Size(max = 2, message = "must be short") String brief,
            @NotEmpty List<@NotBlank String> tags,
            @Size(max = 1) Map<String, @Min(1) Integer> counts,
            @Valid Part part) {}

    record Part(@Size(min = 2, max = 3) String code) {}

    record Named(@NotBlank String name) {}

    @Test
    void whatIsBlankToTheSchemaIsBlankToBeanValidation() {
        var schema = new SchemaGenerator(Validators.PLAIN).input(Named.class).json();
        var shape = Shape.of(schema.at("/properties/name"));
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            var text = Character.toString(c);
            var valid = Validators.PLAIN.validate(new Named(text)).isEmpty();
            if (shape.faults(TextNode.valueOf(text)).isEmpty() != valid)
                fail("U+%04X is blank to one of them only".formatted(c));
        }
    }

    @Test
    void constraintsAreToldWithTheRest() {
        assertThat(
                        faults(
                                Constrained.class,
                                """
                                {"path": " \\t", "name": "a/b", "depth": 6, "ratio": 0.5, "pattern": "a\\n", "brief": "long",
                                 "tags": ["a", " "], "counts": {"a": 0, "b": 1}, "part": {"code": "1"}, "extra": 1}"""))
                .containsExactly(
                        "/path must not be blank",
                        "/name must be the name of a file, without a path",
                        "/depth must be at most 5",
                        "/ratio must be more than 0.5",
                        "/pattern must match ^(?:[a-z]+)$",
                        "/brief must be short",
                        "/tags/1 must not be blank",
                        "/counts must have at most 1 property",
                        "/counts/a must be at least 1",
                        "/part/code must have at least 2 characters",
                        "/extra is unknown, there are path, name, depth, ratio, pattern, brief, tags,"
                                + " counts, part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a\\\\b", "/", "a\\u0000"})
    void notTheNameOfAFile(String name) {
        record Named(@FileName String name) {}
        assertThat(faults(Named.class, "{\"name\": \"%s\"}".formatted(name)))
                .containsExactly("/name must be the name of a file, without a path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a.", ".a", "...", "..a", "é", "😀", ".😀", "a\\nb", "..\\n", "%2e"})
    void theNameOfAFile(String name) {
        record Named(@FileName String name) {}
        assertThat(faults(Named.class, "{\"name\": \"%s\"}".formatted(name))).isEmpty();
    }

    @Test
    void lengthsCountCharactersAndNotTheirHalves() {
        assertThat(faults(Part.class, "{\"code\": \"😀😀😀\"}")).isEmpty();
        assertThat(faults(Part.class, "{\"code\": \"😀\"}"))
                .containsExactly("/code must have at least 2 characters");
        record Named(@FileName String name) {}
        assertThat(faults(Named.class, "{\"name\": \"%s\"}".formatted("😀".repeat(255)))).isEmpty();
        assertThat(faults(Named.class, "{\"name\": \"%s\"}".formatted("😀".repeat(256))))
                .hasSize(1);
    }

    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = InOrder.Check.class)
    @interface InOrder {
        String message() default "must not end before it begins";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        class Check implements ConstraintValidator<InOrder, Range> {
            @Override
            public boolean isValid(Range range, ConstraintValidatorContext context) {
                return range.from() <= range.to();
            }
        }
    }

    @InOrder
    record Range(int from, int to) {
        @AssertTrue(message = "must not be negative") boolean isPositive() {
            return from >= 0;
        }
    }

    record Ranges(
            List<@Valid Range> list, Map<String, @Valid Range> map, Optional<@Valid Range> one) {}

    @Test
    void whatSpansComponentsIsToldOfTheRecord() {
        assertThat(
                        faults(
                                Ranges.class,
                                """
                                {"list": [{"from": 1, "to": 2}, {"from": 2, "to": 1}], "map": {"a/b": {"from": -1, "to": -2}},
                                 "one": {"from": 3, "to": 0}}"""))
                .containsExactly(
                        "/list/1 must not end before it begins",
                        "/map/a~1b must not be negative",
                        "/map/a~1b must not end before it begins",
                        "/one must not end before it begins");
    }

    record Spoken(String name) {
        Spoken {
            if (name.equals("plain")) throw new IllegalArgumentException("must be another name");
            if (name.equals("library")) Integer.parseInt(name);
            if (name.equals("bug")) throw new IllegalStateException(name);
        }
    }

    record Speakers(List<Spoken> list) {}

    @Test
    void aRecordThatRefusesItsValuesIsAFaultToo() {
        assertThat(faults(Spoken.class, "{\"name\": \"plain\"}"))
                .containsExactly("the input must be another name");
        assertThat(faults(Speakers.class, "{\"list\": [{\"name\": \"a\"}, {\"name\": \"plain\"}]}"))
                .containsExactly("/list/1 must be another name");
        assertThat(faults(Spoken.class, "{\"name\": \"library\"}"))
                .containsExactly("the input is not valid");
        assertThat(faults(Spoken.class, "{\"name\": \"bug\"}"))
                .containsExactly("the input is not valid");
    }

    record Echo(@EchoFree @Size(max = 1) List<String> texts) {}

    @Target({ElementType.FIELD, ElementType.TYPE_USE, ElementType.METHOD, ElementType.PARAMETER})
    @Retention(RetentionPolicy.RUNTIME)
    @Size(max = 1) @Constraint(validatedBy = {})
    @interface EchoFree {
        String message() default "${validatedValue}";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    @Test
    void aFaultNeverRepeatsTheValue() {
        var fault = faults(Echo.class, "{\"texts\": [\"secret\", \"secret\"]}");
        assertThat(fault).isNotEmpty().noneMatch(one -> one.contains("secret"));
    }

    @Test
    void messagesAreEnglishInEveryCountry() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            record Kept(@NotNull @Valid Polite polite) {}
            assertThat(faults(Kept.class, "{\"polite\": {\"a\": 1}}"))
                    .containsExactly("/polite must be true");
        } finally {
            Locale.setDefault(before);
        }
    }

    record Polite(int a) {
        @AssertTrue boolean isWelcome() {
            return a == 0;
        }
    }

    @Test
    void aHostileInputGetsAnAnswerOfBoundedSize() {
        var many = JSON.createObjectNode();
        for (int i = 0; i < 10_000; i++) many.put("p" + i, i);
        assertThat(faults(Inner.class, many.toString())).hasSize(Shape.MOST_FAULTS);
    }

    @Test
    void theMessageTellsTheFirstFaults() {
        var invalid =
                catchThrowableOfType(
                        InvalidInputException.class,
                        () -> read(Numbers.class, "{\"a\": 1, \"b\": 2}"));
        assertThat(invalid)
                .hasMessage("/small is missing; /large is missing; /ratio is missing, and 2 more")
                .hasNoCause();
        assertThat(invalid.getStackTrace()).isEmpty();
    }

    record Reserved(String old, @Pattern(regexp = "[a-z]+") String new_) {}

    @Test
    void aWordThatJavaKeepsForItselfIsWrittenWithoutItsUnderscore() {
        assertThat(read(Reserved.class, "{\"old\": \"a\", \"new\": \"b\"}"))
                .isEqualTo(new Reserved("a", "b"));
        assertThat(faults(Reserved.class, "{\"old\": \"a\", \"new\": \"B\"}"))
                .singleElement()
                .asString()
                .startsWith("/new ");
        assertThat(faults(Reserved.class, "{\"old\": \"a\", \"new_\": \"b\"}"))
                .anyMatch(fault -> fault.startsWith("/new_ is unknown"));
    }

    private static <I extends Record> InputReader<I> reader(Class<I> type) {
        var schema = new SchemaGenerator(Validators.PLAIN).input(type);
        return new InputReader<>(type, schema.json(), Json.mapper(), Validators.PLAIN);
    }

    private static <I extends Record> I read(Class<I> type, String json) {
        return reader(type).read(json(json));
    }

    private static List<String> faults(Class<? extends Record> type, String json) {
        try {
            read(type, json);
            return List.of();
        } catch (InvalidInputException invalid) {
            return invalid.faults().stream().map(Fault::toString).toList();
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(text, wrong);
        }
    }
}
