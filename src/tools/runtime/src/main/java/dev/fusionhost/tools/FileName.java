package dev.fusionhost.tools;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.validator.constraints.CodePointLength;

/// One name, not a path: no separator of any system, no NUL, and neither `.` nor `..`.
@Documented
@CodePointLength(min = 1, max = 255)
@Pattern(
        // Three characters and more, or one or two that aren't only dots.
        regexp = "[^/\\\\\\x00]{3,}" + "|[^./\\\\\\x00][^/\\\\\\x00]?" + "|\\.[^./\\\\\\x00]")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({
    ElementType.FIELD,
    ElementType.METHOD,
    ElementType.PARAMETER,
    ElementType.ANNOTATION_TYPE,
    ElementType.TYPE_USE
})
@Retention(RetentionPolicy.RUNTIME)
public @interface FileName {
    String message() default "must be the name of a file, without a path";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
