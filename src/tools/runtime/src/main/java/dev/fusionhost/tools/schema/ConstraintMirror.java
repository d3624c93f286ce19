package dev.fusionhost.tools.schema;

import com.fasterxml.jackson.databind.JavaType;
import dev.fusionhost.tools.input.Messages;
import dev.fusionhost.tools.input.Shape;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
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
import jakarta.validation.groups.Default;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ValidateUnwrappedValue;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraints.CodePointLength;
import org.hibernate.validator.constraints.CodePointLength.NormalizationStrategy;
import org.hibernate.validator.constraints.CompositionType;
import org.hibernate.validator.constraints.ConstraintComposition;

/// Says in the words of JSON Schema what a constraint of Bean Validation accepts, exactly.
///
/// The words of a constraint join those of its component. One with a sentence of its own (a
/// message, or a composed constraint such as `@FileName`) becomes a part of `allOf` with the
/// sentence as its `$comment`, which is what the caller is told when it doesn't hold.
final class ConstraintMirror {
    private final JavaType type;
    private final Words component;
    private boolean refusesNull;

    private ConstraintMirror(JavaType type, Words component) {
        this.type = type;
        this.component = component;
    }

    /// Adds constraints to the words of what they are on.
    ///
    /// @return whether null is refused
    /// @throws IllegalArgumentException with what is wrong with them, and what to do
    static boolean write(
            Collection<ConstraintDescriptor<?>> constraints, JavaType type, Words component) {
        var mirror = new ConstraintMirror(type, component);
        inOrder(constraints).forEach(mirror::write);
        return mirror.refusesNull;
    }

    private void write(ConstraintDescriptor<?> constraint) {
        if (isComposed(constraint) && !constraint.isReportAsSingleViolation()) {
            inOrder(constraint.getComposingConstraints()).forEach(this::write);
        } else if (isComposed(constraint) || hasOwnMessage(constraint)) {
            var part = new Words();
            collect(constraint, part);
            if (part.json().isEmpty()) return;
            part.json().put("$comment", Messages.of(constraint));
            component.part(part);
        } else {
            component.join(words(constraint));
        }
    }

    private void collect(ConstraintDescriptor<?> constraint, Words part) {
        if (!isComposed(constraint)) {
            part.join(words(constraint));
            return;
        }
        for (var one : inOrder(constraint.getComposingConstraints())) {
            if (one.getAnnotation() instanceof Size && isText()) {
                // Its violation could not be told from that of the others.
                throw refuse(one, "counts the halves of an emoji: compose it of @CodePointLength");
            }
            collect(one, part);
        }
    }

    private Words words(ConstraintDescriptor<?> constraint) {
        if (!constraint.getGroups().equals(Set.of(Default.class))) {
            throw refuse(constraint, "has groups, which a call doesn't: remove them");
        }
        if (constraint.getValueUnwrapping() != ValidateUnwrappedValue.DEFAULT) {
            throw refuse(constraint, "unwraps its value: put it on the type argument");
        }
        return switch (constraint.getAnnotation()) {
            case NotNull _ -> notNull(new Words());
            case NotBlank _ when isText() -> notNull(new Words().pattern(Shape.NOT_BLANK));
            case NotEmpty _ when isSized() -> notNull(size(1, Integer.MAX_VALUE));
            case Size size when isSized() -> size(size.min(), size.max());
            case CodePointLength length when isText() && isExact(length) ->
                    size(length.min(), length.max());
            case Pattern pattern when isText() -> new Words().pattern(ecma(constraint, pattern));
            case Min min when isNumber() -> least(BigDecimal.valueOf(min.value()), true);
            case Max max when isNumber() -> most(BigDecimal.valueOf(max.value()), true);
            case Positive _ when isNumber() -> least(BigDecimal.ZERO, false);
            case PositiveOrZero _ when isNumber() -> least(BigDecimal.ZERO, true);
            case Negative _ when isNumber() -> most(BigDecimal.ZERO, false);
            case NegativeOrZero _ when isNumber() -> most(BigDecimal.ZERO, true);
            case DecimalMin min when isNumber() ->
                    least(new BigDecimal(min.value()), min.inclusive());
            case DecimalMax max when isNumber() ->
                    most(new BigDecimal(max.value()), max.inclusive());
            default ->
                    throw refuse(
                            constraint,
                            "can't be said in a schema for %s: use @Pattern, @Size, @Min or @Max, or"
                                            .formatted(type.getRawClass().getSimpleName())
                                    + " check it in the record's constructor and throw an"
                                    + " IllegalArgumentException");
        };
    }

    private Words notNull(Words words) {
        refusesNull = true;
        return words;
    }

    private Words size(int min, int max) {
        var noun = isText() ? "Length" : type.isMapLikeType() ? "Properties" : "Items";
        return new Words().size(noun, min, max);
    }

    private Words least(BigDecimal bound, boolean inclusive) {
        return new Words().least(bound, inclusive, Scalars.isWhole(type));
    }

    private Words most(BigDecimal bound, boolean inclusive) {
        return new Words().most(bound, inclusive, Scalars.isWhole(type));
    }

    private static String ecma(ConstraintDescriptor<?> constraint, Pattern pattern) {
        if (pattern.flags().length > 0) {
            throw refuse(constraint, "has flags, which a schema doesn't: spell them out");
        }
        try {
            return PortablePattern.ecma(pattern.regexp());
        } catch (IllegalArgumentException reason) {
            throw refuse(
                    constraint,
                    "can't be said in a schema (%s): use plain classes, groups and quantifiers"
                            .formatted(reason.getMessage()));
        }
    }

    private boolean isText() {
        return type.hasRawClass(String.class);
    }

    private boolean isSized() {
        return isText() || type.isCollectionLikeType() || type.isMapLikeType();
    }

    private boolean isNumber() {
        return Scalars.isWhole(type) || Scalars.isDouble(type);
    }

    private static boolean isExact(CodePointLength length) {
        return length.normalizationStrategy() == NormalizationStrategy.NONE;
    }

    /// Made of other constraints, all of which must hold, and of nothing else.
    private static boolean isComposed(ConstraintDescriptor<?> constraint) {
        var composition =
                constraint
                        .getAnnotation()
                        .annotationType()
                        .getAnnotation(ConstraintComposition.class);
        return !constraint.getComposingConstraints().isEmpty()
                && constraint.getConstraintValidatorClasses().isEmpty()
                && (composition == null || composition.value() == CompositionType.AND);
    }

    private static boolean hasOwnMessage(ConstraintDescriptor<?> constraint) {
        try {
            var message = constraint.getAnnotation().annotationType().getMethod("message");
            return !constraint.getMessageTemplate().equals(message.getDefaultValue());
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("a constraint without a message", impossible);
        }
    }

    /// Bean Validation keeps them in sets; a schema is the same for each build.
    private static List<ConstraintDescriptor<?>> inOrder(Collection<ConstraintDescriptor<?>> all) {
        return all.stream()
                .sorted(Comparator.comparing(constraint -> constraint.getAnnotation().toString()))
                .toList();
    }

    private static IllegalArgumentException refuse(ConstraintDescriptor<?> constraint, String why) {
        var name = constraint.getAnnotation().annotationType().getSimpleName();
        return new IllegalArgumentException("@" + name + " " + why);
    }
}
