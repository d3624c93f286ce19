package dev.fusionhost.agent.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fusionhost.agent.ExitCode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// What one step has shown.
///
/// @param step what was looked at
/// @param verdict what the host would end with because of this; [ExitCode#OK] where nothing is
///     wrong
/// @param sentence what was seen
/// @param advice what to do about it; null where there is nothing to do
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(String step, ExitCode verdict, String sentence, @Nullable String advice) {
    static Finding fine(String step, String sentence) {
        return new Finding(step, ExitCode.OK, sentence, null);
    }

    /// Nothing is wrong yet.
    static Finding note(String step, String sentence, String advice) {
        return new Finding(step, ExitCode.OK, sentence, advice);
    }

    static Finding wrong(String step, ExitCode verdict, String sentence, String advice) {
        return new Finding(step, verdict, sentence, advice);
    }

    /// Whether the host can't do its work because of this.
    @JsonProperty
    public boolean wrong() {
        return verdict != ExitCode.OK;
    }
}
