package dev.fusionhost.tools;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The value of an input's component where the caller gives none; the component is optional
/// then, and the schema tells the value.
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Default {
    /// As JSON spells it (`200`, `true`); the plain text for a string, an enum or a time.
    String value();
}
