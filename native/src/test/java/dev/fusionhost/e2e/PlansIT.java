package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.protocol.ToolDescription;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;

/// The plan of every tool there is that changes something, one that comes to the application later
/// included, leaves everything below the root as it is.
class PlansIT extends HostInFolders {
    @Test
    void noPlanOfAnyToolChangesAnything() throws Exception {
        file("a.txt", "one two");
        file("b/c.txt", "c");
        repository();
        var undoId =
                change("write_file", Map.of("path", "new.txt", "content", "new"))
                        .get("undoId")
                        .asText();

        var inputs = inputs(undoId);
        var tools =
                session.hello().tools().stream()
                        .filter(tool -> tool.kind() == ToolDescription.Kind.MUTATION)
                        .map(ToolDescription::name)
                        .collect(Collectors.toSet());

        assertThat(inputs.keySet()).isEqualTo(tools);
        inputs.forEach(
                (tool, input) -> {
                    var shown = plan(tool, input);
                    assertThat(shown.changes()).as(tool).isNotEmpty();
                    assertThat(plan(tool, input).digest()).as(tool).isEqualTo(shown.digest());
                });
    }

    private static Map<String, Map<String, ?>> inputs(String undoId) {
        var inputs = new HashMap<String, Map<String, ?>>();
        inputs.put("write_file", Map.of("path", "a.txt", "content", "x", "overwrite", true));
        inputs.put("edit_file", Map.of("path", "a.txt", "edits", List.of(edit("two", "2"))));
        inputs.put("append_file", Map.of("path", "a.txt", "content", "three"));
        inputs.put("create_folder", Map.of("path", "x/y/z", "parents", true));
        inputs.put("copy", Map.of("from", "b", "to", "copied"));
        inputs.put("move", Map.of("from", "b/c.txt", "to", "a.txt", "overwrite", true));
        inputs.put("rename_in_place", Map.of("path", "b", "newName", "renamed"));
        inputs.put("trash", Map.of("paths", List.of("a.txt", "b")));
        inputs.put("undo", Map.of("undoId", undoId));
        inputs.put(
                "batch",
                Map.of(
                        "operations",
                        List.of(
                                Map.of("op", "create_folder", "path", "made"),
                                Map.of("op", "copy", "path", "a.txt", "to", "made/a.txt"),
                                Map.of("op", "append", "path", "made/a.txt", "content", "x"),
                                Map.of("op", "trash", "path", "b"))));
        var ada = Map.of("name", "Ada", "email", "ada@example.org");
        inputs.put(
                "git_commit",
                Map.of("path", "repo", "message", "m", "paths", List.of("."), "author", ada));
        inputs.put("git_create_branch", Map.of("path", "repo", "name", "feature"));
        inputs.put("git_switch", Map.of("path", "repo", "branch", "other"));
        inputs.put("git_restore", Map.of("path", "repo", "paths", List.of("same.txt")));
        return inputs;
    }

    /// With a second branch, and a file that is changed.
    private void repository() throws Exception {
        var folder = Files.createDirectory(root.resolve("repo"));
        try (var git = Git.init().setInitialBranch("main").setDirectory(folder.toFile()).call()) {
            file("repo/same.txt", "same");
            for (var content : List.of("one", "two")) {
                file("repo/other.txt", content);
                git.add().addFilepattern(".").call();
                git.commit()
                        .setMessage(content)
                        .setAuthor("Ada", "ada@example.org")
                        .setCommitter("Ada", "ada@example.org")
                        .setSign(false)
                        .call();
                if (content.equals("one")) git.branchCreate().setName("other").call();
            }
        }
        file("repo/same.txt", "no longer");
    }
}
