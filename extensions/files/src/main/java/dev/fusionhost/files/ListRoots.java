package dev.fusionhost.files;

import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.sandbox.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "list_roots",
        title = "List roots",
        description =
                "List the folders on this device that its owner allowed. Every path of the other"
                        + " tools is inside one of them; relative paths begin at the first.")
class ListRoots implements ReadTool<ListRoots.Input, ListRoots.Roots> {
    record Input() {}

    record Roots(List<AllowedFolder> roots) {}

    record AllowedFolder(
            String path,
            String label,
            @Description("Nothing in it can be changed.") boolean readOnly,
            @Description("Space left for new files, in bytes.") @Nullable Long freeBytes) {}

    @Override
    public Roots execute(Input input, ToolContext context) {
        return new Roots(context.roots().stream().map(ListRoots::describe).toList());
    }

    private static AllowedFolder describe(Root root) {
        return new AllowedFolder(
                root.path().toString(), root.label(), root.readOnly(), freeBytes(root));
    }

    private static @Nullable Long freeBytes(Root root) {
        try {
            return Files.getFileStore(root.path()).getUsableSpace();
        } catch (IOException _) {
            return null;
        }
    }
}
