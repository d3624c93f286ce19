package dev.fusionhost.files;

import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "read_files",
        title = "Read files",
        description =
                "Read several text files at once, up to 1 MiB together. Each comes with its text or"
                        + " with its own error; one that is cut tells the line to go on with"
                        + " (read_file).")
class ReadFiles implements ReadTool<ReadFiles.Input, ReadFiles.Texts> {
    private static final int MOST_BYTES = 1 << 20;

    record Input(
            @Size(min = 1, max = 50) @Description("The files: absolute, ~/…, or relative to the first root.")
                    List<@NotBlank @Size(max = 4096) String> paths) {}

    /// @param truncated a text was cut, or there was no room for it
    record Texts(List<One> files, boolean truncated) {}

    /// @param path as it was asked for
    /// @param file null where there is an error
    record One(String path, ReadFile.@Nullable FileText file, @Nullable Fault error) {}

    record Fault(String code, String message) {}

    @Override
    public Texts execute(Input input, ToolContext context) {
        var files = new ArrayList<One>();
        long left = MOST_BYTES;
        boolean truncated = false;
        for (var path : input.paths()) {
            context.checkCancelled();
            var one = read(path, (int) left, context);
            files.add(one);
            if (one.file() != null) left = Math.max(0, left - one.file().inUtf8());
            truncated |= one.file() == null ? left == 0 : one.file().truncated();
        }
        return new Texts(files, truncated);
    }

    private static One read(String path, int most, ToolContext context) {
        if (most == 0) return failed(path, ErrorCode.TOO_LARGE, "There is no room left for it.");
        try {
            var whole = new ReadFile.Input(path, 1, ReadFile.MOST_LINES, null, most);
            return new One(path, ReadFile.read(whole, context), null);
        } catch (ToolException refused) {
            context.checkCancelled();
            return failed(path, refused.code(), refused.sentence());
        } catch (IOException _) {
            return failed(path, ErrorCode.IO, "Reading failed on the device.");
        }
    }

    private static One failed(String path, String code, String message) {
        return new One(path, null, new Fault(code, message));
    }
}
