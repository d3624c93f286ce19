package dev.fusionhost.tools.undo;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of a record's file.
@RegisterForReflection
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Line.Begun.class, name = "begun"),
    @JsonSubTypes.Type(value = Line.NotMade.class, name = "not_made"),
    @JsonSubTypes.Type(value = Line.Kept.class, name = "kept"),
    @JsonSubTypes.Type(value = Step.Wrote.class, name = "wrote"),
    @JsonSubTypes.Type(value = Step.Removed.class, name = "removed"),
    @JsonSubTypes.Type(value = Step.MadeFolder.class, name = "made_folder"),
    @JsonSubTypes.Type(value = Step.RemovedFolder.class, name = "removed_folder"),
    @JsonSubTypes.Type(value = Step.Moved.class, name = "moved"),
    @JsonSubTypes.Type(value = Step.Copying.class, name = "copying"),
    @JsonSubTypes.Type(value = Step.Copied.class, name = "copied"),
    @JsonSubTypes.Type(value = Step.Trashed.class, name = "trashed"),
    @JsonSubTypes.Type(value = Step.Recovered.class, name = "recovered")
})
public sealed interface Line permits Line.Begun, Line.NotMade, Line.Kept, Step {
    @RegisterForReflection
    record Begun(String id, Instant at) implements Line {}

    /// The step before this line has failed before it changed anything.
    @RegisterForReflection
    record NotMade() implements Line {}

    /// The call succeeded: what was done stays until somebody takes it back.
    ///
    /// @param summary one sentence that says what was done
    /// @param undoes the record that this one took back, null for a change of its own
    @RegisterForReflection
    record Kept(Instant at, String summary, @Nullable String undoes) implements Line {}
}
