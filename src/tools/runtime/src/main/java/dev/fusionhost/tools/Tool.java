package dev.fusionhost.tools;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a class a tool of the device. The class is a CDI bean (one instance, where it names no
/// scope of its own) and implements exactly one of [ReadTool], [ActionTool] and [MutationTool].
///
/// ```java
/// @Tool(name = "rename_in_place", description = "Rename a file within its folder.")
/// class RenameInPlace implements MutationTool<RenameInPlace.Input, Renamed> { … }
/// ```
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Tool {
    /// What the server calls it by: `[a-z][a-z0-9_]{0,63}`, which every model provider accepts.
    String name();

    /// What a person reads; the name, where empty.
    String title() default "";

    /// What the model reads when it decides whether to call the tool.
    String description();

    /// Longest that a call may take, in seconds, however long the server would wait. 0 for no limit
    /// but the server's.
    int timeoutSeconds() default 0;

    /// How many calls may be at work at once; one more is answered `busy`. 0 for as many as the
    /// host takes.
    int maxConcurrent() default 0;

    /// Largest output, in bytes of its JSON; a larger one is answered `too_large`. 0 for no limit
    /// but the wire's.
    int maxOutputBytes() default 0;
}
