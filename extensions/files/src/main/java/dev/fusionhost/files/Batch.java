package dev.fusionhost.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.MutationTool;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "batch",
        title = "Batch",
        description =
                "Many changes as one: shown together, and made all or not at all. Each operation sees"
                        + " what those before it leave. Operations: write (path, content, overwrite),"
                        + " edit (path, edits), append (path, content), create_folder (path), copy"
                        + " and move (path, to, overwrite), trash (path).")
class Batch implements MutationTool<Batch.Input, Batch.Made> {
    record Input(
            @NotEmpty @Size(max = 500) @Description("What to do, in this order.")
                    List<@Valid Item> operations) {}

    /// One operation; what it doesn't need is left out.
    record Item(
            @Description("What to do.") Op op,
            @NotBlank @Size(max = 4096) @Description("What to change: absolute, ~/…, or relative to the first root.")
                    String path,
            @Nullable @Size(min = 1, max = 4096) @Description("The new path, for copy and move.")
                    String to,
            @Nullable @Size(max = 8 << 20) @Description("The text, for write and append.")
                    String content,
            @Nullable @Size(min = 1, max = 100) @Description("What to replace, for edit.")
                    List<@Valid TextEdit> edits,
            @Default("false") @Description("Replace what is there, for write, copy and move.")
                    boolean overwrite) {}

    enum Op {
        @JsonProperty("write")
        WRITE,
        @JsonProperty("edit")
        EDIT,
        @JsonProperty("append")
        APPEND,
        @JsonProperty("create_folder")
        CREATE_FOLDER,
        @JsonProperty("copy")
        COPY,
        @JsonProperty("move")
        MOVE,
        @JsonProperty("trash")
        TRASH
    }

    record Made(List<Operation.Done> operations, String undoId) {}

    @Override
    public Plan<Made> plan(Input input, ToolContext context) {
        var scene = new Scene(context);
        var done = new ArrayList<Operation.Done>();
        for (int i = 0; i < input.operations().size(); i++) {
            context.checkCancelled();
            done.add(draft(i + 1, input.operations().get(i), scene));
        }
        return scene.plan(
                "Make %d changes at once.".formatted(done.size()),
                () -> new Made(done, context.undoId()));
    }

    private static Operation.Done draft(int number, Item item, Scene scene) {
        try {
            return operation(item).draft(scene);
        } catch (ToolException refused) {
            throw new ToolException(
                    refused.code(),
                    "Operation %d: %s".formatted(number, refused.sentence()),
                    refused);
        }
    }

    private static Operation operation(Item item) {
        return switch (item.op()) {
            case WRITE ->
                    new Writing.Write(
                            item.path(),
                            needed(item.content(), "content"),
                            item.overwrite(),
                            LineEnding.KEEP);
            case EDIT -> new Writing.Edit(item.path(), needed(item.edits(), "edits"));
            case APPEND -> new Writing.Append(item.path(), needed(item.content(), "content"));
            case CREATE_FOLDER -> new Arranging.CreateFolder(item.path(), false);
            case COPY -> new Arranging.Copy(item.path(), needed(item.to(), "to"), item.overwrite());
            case MOVE -> new Arranging.Move(item.path(), needed(item.to(), "to"), item.overwrite());
            case TRASH -> new Arranging.Trash(item.path());
        };
    }

    private static <T> T needed(@Nullable T value, String name) {
        if (value != null) return value;
        throw new ToolException(ErrorCode.INVALID_INPUT, "It needs `%s`.".formatted(name));
    }
}
