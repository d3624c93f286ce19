package dev.fusionhost.tools.deployment.app;

import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Tool(name = "shout", title = "Shout", description = "Says it louder.")
class Shout implements ReadTool<Shout.Input, Shout.Output> {
    private final Voice voice;

    Shout(Voice voice) {
        this.voice = voice;
    }

    record Input(
            @NotBlank String text,
            @Default("1") @Max(3) int times,
            @Nullable List<@Valid Listener> listeners) {}

    record Listener(@NotBlank String name, boolean awake) {
        @AssertTrue boolean isListening() {
            return awake;
        }
    }

    record Output(String said, @Nullable String answer, Instant at) {}

    @Override
    public Output execute(Input input, ToolContext context) {
        return new Output(voice.loud(input.text()).repeat(input.times()), null, Instant.EPOCH);
    }
}
