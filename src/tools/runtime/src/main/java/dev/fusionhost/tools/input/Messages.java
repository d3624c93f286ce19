package dev.fusionhost.tools.input;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.ValidationException;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/// Phrases constraints in English. The validator itself would speak the language of the machine,
/// and repeat the value where a message asks for it.
public final class Messages {
    // The root is where bundles keep their English. Locale.ENGLISH would end in the machine's
    // language wherever a bundle has no file of that name.
    private static final Locale ROOT = Locale.ROOT;
    private static final MessageInterpolator PARAMETERS_ONLY =
            new ParameterMessageInterpolator(Set.of(ROOT), ROOT, false);

    private Messages() {}

    public static String of(ConstraintDescriptor<?> constraint) {
        return phrase(constraint.getMessageTemplate(), constraint);
    }

    static String of(ConstraintViolation<?> violation) {
        return phrase(violation.getMessageTemplate(), violation.getConstraintDescriptor());
    }

    private static String phrase(String template, ConstraintDescriptor<?> constraint) {
        // An expression could hold the value: `${validatedValue}`.
        if (template.contains("${")) return "is not valid";
        return PARAMETERS_ONLY.interpolate(template, new Context(constraint), ROOT);
    }

    private record Context(ConstraintDescriptor<?> getConstraintDescriptor)
            implements MessageInterpolator.Context {
        @Override
        public @Nullable Object getValidatedValue() {
            return null;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new ValidationException("not a " + type);
        }
    }
}
