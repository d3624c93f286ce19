package dev.fusionhost.git;

import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.Printable;
import dev.fusionhost.tools.ToolException;
import org.jspecify.annotations.Nullable;

/// What a caller is told. The codes of this module's own are `not_a_repository`,
/// `unsupported_repository`, `repository_busy`, `unknown_revision`, `nothing_to_do` and
/// `would_overwrite`.
final class Refusals {
    private Refusals() {}

    static ToolException notARepository(String path) {
        return new ToolException(
                "not_a_repository",
                "%s is not in a git repository that lies inside the roots."
                        .formatted(Printable.of(path)));
    }

    static ToolException unsupported(String why, @Nullable Throwable cause) {
        return new ToolException(
                "unsupported_repository", "The repository can't be opened here. " + why, cause);
    }

    static ToolException busy(String why) {
        return new ToolException("repository_busy", why);
    }

    static ToolException unknownRevision(String revision) {
        return new ToolException(
                "unknown_revision",
                "The repository has no commit %s.".formatted(Printable.of(revision)));
    }

    static ToolException nothingToDo(String why) {
        return new ToolException("nothing_to_do", why);
    }

    static ToolException wouldOverwrite(String why) {
        return new ToolException("would_overwrite", why);
    }

    static ToolException notFound(String path) {
        return new ToolException(
                ErrorCode.NOT_FOUND,
                "%s is not in that state of the repository.".formatted(Printable.of(path)));
    }

    static ToolException invalid(String sentence) {
        return new ToolException(ErrorCode.INVALID_INPUT, sentence);
    }

    static ToolException readOnly() {
        return new ToolException(
                ErrorCode.READ_ONLY_ROOT, "The repository, or a part of it, may only be read.");
    }
}
