package ${package};

import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import jakarta.validation.constraints.NotBlank;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

@Tool(name = "file_hash", description = "Compute the SHA-256 of a file.")
class FileHash implements ReadTool<FileHash.Input, FileHash.Output> {
    record Input(@NotBlank @Description("Absolute, or relative to the first root.") String path) {}

    record Output(@Description("Hexadecimal.") String sha256) {}

    @Override
    public Output execute(Input input, ToolContext context) throws Exception {
        var sha256 = MessageDigest.getInstance("SHA-256");
        try (var file = Channels.newInputStream(context.existing(input.path()).open())) {
            new DigestInputStream(file, sha256).transferTo(OutputStream.nullOutputStream());
        }
        return new Output(HexFormat.of().formatHex(sha256.digest()));
    }
}
