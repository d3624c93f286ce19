package dev.fusionhost.tools.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the input of one tool, strictly. Prepared once, safe for use by many threads.
public final class InputReader<I extends Record> {
    private final Shape shape;
    private final ObjectReader binding;
    private final Validator validator;

    /// Prepares for the inputs of one tool.
    ///
    /// @param schema the one that is advertised for the record
    public InputReader(Class<I> type, JsonNode schema, ObjectMapper mapper, Validator validator) {
        this.shape = Shape.of(schema);
        this.binding = mapper.readerFor(type);
        this.validator = validator;
    }

    /// Reads one input.
    ///
    /// @param input null, absent or JSON's null for an empty object
    /// @throws InvalidInputException with everything that is wrong
    public I read(@Nullable JsonNode input) {
        var given =
                input == null || input.isNull() || input.isMissingNode()
                        ? JsonNodeFactory.instance.objectNode()
                        : input;
        refuse(shape.faults(given));
        var bound = bind(shape.filled(given));
        refuse(faults(validator.validate(bound)));
        return bound;
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) throw new InvalidInputException(faults);
    }

    private I bind(JsonNode input) {
        try {
            return binding.readValue(input);
        } catch (JsonProcessingException refused) {
            throw new InvalidInputException(List.of(fault(refused)));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The shape has been accepted: it is the record's own constructor that refuses.
    private static Fault fault(JsonProcessingException refused) {
        var at = Pointer.ROOT;
        if (refused instanceof JsonMappingException mapping) {
            for (var step : mapping.getPath()) {
                var name = step.getFieldName();
                at = name != null ? at.child(name) : at.child(step.getIndex());
            }
        }
        return new Fault(at.toString(), sentence(refused.getCause()));
    }

    /// A plain [IllegalArgumentException] is the author's sentence for the caller. Messages of
    /// other exceptions are a library's, and tend to repeat the value.
    private static String sentence(@Nullable Throwable cause) {
        return cause != null
                        && cause.getClass() == IllegalArgumentException.class
                        && cause.getMessage() != null
                ? cause.getMessage()
                : "is not valid";
    }

    private List<Fault> faults(Set<ConstraintViolation<I>> violations) {
        if (violations.isEmpty()) return List.of();
        return violations.stream()
                .filter(violation -> !isLength(violation))
                .map(violation -> new Fault(pointer(violation), Messages.of(violation)))
                .sorted(Comparator.comparing(Fault::pointer).thenComparing(Fault::message))
                .toList();
    }

    /// Bean Validation counts the two halves of an emoji, the schema counts characters. The
    /// schema is what the caller was told, and has been checked.
    private static boolean isLength(ConstraintViolation<?> violation) {
        return violation.getInvalidValue() instanceof CharSequence
                && violation.getConstraintDescriptor().getAnnotation() instanceof Size;
    }

    /// What is no property of the input, for example a method with a constraint, is told of the
    /// object around it.
    private String pointer(ConstraintViolation<I> violation) {
        var at = Pointer.ROOT;
        @Nullable Shape here = shape;
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) at = at.child(node.getIndex());
            else if (node.getKey() != null) at = at.child(node.getKey().toString());
            if (node.isInIterable() && here != null) here = here.element();
            if (node.getKind() != ElementKind.PROPERTY) continue;
            var name = Json.spelled(node.getName());
            here = here == null ? null : here.property(name);
            if (here == null) break;
            at = at.child(name);
        }
        return at.toString();
    }
}
