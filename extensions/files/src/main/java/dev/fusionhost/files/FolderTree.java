package dev.fusionhost.files;

import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.sandbox.FileType;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "folder_tree",
        title = "Folder tree",
        description =
                "Show a folder and the folders below it, level by level, so that a cut leaves out what"
                        + " is deepest. Each folder tells how many of its entries aren't shown. Links"
                        + " are shown and never entered.")
class FolderTree implements ReadTool<FolderTree.Input, FolderTree.Tree> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("The folder: absolute, ~/…, or relative to the first root.")
                    String path,
            @Default("3") @Min(1) @Max(10) @Description("How many levels to show.") int depth,
            @Default("1000") @Min(1) @Max(10_000) @Description("How many entries to show at most.")
                    int limit,
            @Nullable @Size(min = 1, max = 200) @Description("Leave out such names or paths ({node_modules,target}).")
                    String exclude,
            @Default("true")
                    @Description(
                            "Leave out .git, and what the .gitignore files of the folders say.")
                    boolean gitignore) {}

    /// @param notShown entries of this folder that were cut
    /// @param cut entries that were cut in all folders that were looked into
    /// @param ignored entries that `exclude` and `gitignore` left out
    /// @param unreadable folders that could not be opened
    /// @param truncated whether something was cut
    record Tree(
            String path,
            List<Node> entries,
            @Nullable Long notShown,
            long cut,
            long ignored,
            int unreadable,
            boolean truncated) {}

    /// @param path from the tree's own path on, with `/` between the names
    /// @param size of a file
    /// @param notShown entries of a folder that were cut; null where all are shown, and where
    ///     nobody looked
    record Node(
            String path,
            FileType type,
            @Nullable Long size,
            @Nullable String linkTarget,
            @Nullable Long notShown) {}

    @Override
    public Tree execute(Input input, ToolContext context) {
        return new LevelWalk(input, context).run(context.existing(input.path()));
    }
}
