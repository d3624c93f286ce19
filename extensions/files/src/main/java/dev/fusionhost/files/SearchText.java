package dev.fusionhost.files;

import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "search_text",
        title = "Search text",
        description =
                "Search the text files below a folder, or one file, for a regular expression (RE2"
                        + " syntax) or a literal text, line by line. Binary files, links and .git"
                        + " folders are left out, and what .gitignore files say. Files come in the"
                        + " order of their names.")
class SearchText implements ReadTool<SearchText.Input, SearchText.Found> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("Folder or file: absolute, ~/…, or relative to the first root.")
                    String path,
            @NotEmpty @Size(max = 1000) @Description("What to look for; it never matches across lines.")
                    String pattern,
            @Default("false") @Description("Take the pattern as plain text, not as an expression.")
                    boolean literal,
            @Default("false") boolean ignoreCase,
            @Nullable @Size(min = 1, max = 200) @Description("Only files with such names (*.java) or paths (src/**/*.java).")
                    String glob,
            @Nullable @Size(min = 1, max = 200) @Description(
                            "Not files and folders with such names or paths ({node_modules,target}).")
                    String exclude,
            @Default("true") @Description("Leave out what the .gitignore files of the folders say.")
                    boolean gitignore,
            @Default("2") @Min(0) @Max(10) @Description("Lines to show before and after a match.")
                    int context,
            @Default("0") @Min(0) @Max(100_000) @Description("How many matches to skip.")
                    int offset,
            @Default("200") @Min(1) @Max(2_000) int limit) {}

    /// @param files how many were searched
    /// @param unreadable how many files and folders could not be opened or read
    /// @param ignored how many files and folders `exclude` and `gitignore` left out
    /// @param stopped why there may be more: `limit`, `size` or `time`; null if everything was
    ///     searched
    /// @param next the offset of the next page, where the next call would get further
    record Found(
            List<Match> matches,
            int files,
            int binaryFiles,
            int unreadable,
            int ignored,
            boolean truncated,
            @Nullable String stopped,
            @Nullable Integer next) {}

    /// A line that matches.
    ///
    /// @param column of its first match, from 1 on
    /// @param text long lines are cut around the match
    record Match(
            String path,
            long line,
            int column,
            String text,
            List<String> before,
            List<String> after) {}

    @Override
    public Found execute(Input input, ToolContext context) throws Exception {
        try (var search = new FolderSearch(input, context)) {
            return search.run(context.existing(input.path()));
        }
    }
}
