package dev.fusionhost.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "find_files",
        title = "Find files",
        description =
                "Find files and folders below a folder by name or path, type, size and time of the"
                        + " last change. Links are found themselves and never entered. Paths come in"
                        + " the order of the names.")
class FindFiles implements ReadTool<FindFiles.Input, FindFiles.Found> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("Where to begin: absolute, ~/…, or relative to the first root.")
                    String path,
            @Nullable @Size(min = 1, max = 200) @Description("Such names (*.java) or paths (src/**/*.java).")
                    String glob,
            @Nullable @Size(min = 1, max = 200) @Description(
                            "Not such names or paths, nor what is in such folders"
                                    + " ({node_modules,target,.git}).")
                    String exclude,
            @Nullable Type type,
            @Nullable @Min(0) @Max(ReadBytes.MOST_EXACT) @Description("Files of this many bytes or more.")
                    Long minSize,
            @Nullable @Min(0) @Max(ReadBytes.MOST_EXACT) @Description("Files of this many bytes or fewer.")
                    Long maxSize,
            @Nullable Instant modifiedAfter,
            @Nullable Instant modifiedBefore,
            @Default("0") @Min(0) @Max(1_000_000) @Description("How many to skip.") int offset,
            @Default("200") @Min(1) @Max(5_000) int limit) {}

    enum Type {
        @JsonProperty("file")
        FILE,
        @JsonProperty("folder")
        FOLDER,
        @JsonProperty("link")
        LINK
    }

    /// @param paths absolute
    /// @param unreadable how many folders could not be opened
    /// @param stopped why there may be more: `limit`, `size` or `time`; null if everything was
    ///     looked at
    /// @param next the offset of the next page, where the next call would get further
    record Found(
            List<String> paths,
            int unreadable,
            boolean truncated,
            @Nullable String stopped,
            @Nullable Integer next) {}

    @Override
    public Found execute(Input input, ToolContext context) {
        var place = context.existing(input.path());
        try (var folder = place.openFolder()) {
            return new FolderFind(input, context).run(place, folder);
        }
    }
}
