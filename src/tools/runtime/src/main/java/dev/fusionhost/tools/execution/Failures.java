package dev.fusionhost.tools.execution;

import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.input.InvalidInputException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jboss.logging.Logger;

/// Words whatever a tool throws: to the caller a code and a sentence that gives nothing of the
/// machine away, to us the exception, untouched.
final class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);

    private Failures() {}

    static Failure of(String callId, Throwable thrown) {
        return switch (thrown) {
            case InvalidInputException invalid -> invalid(invalid);
            case ToolException said -> new Failure(said.code(), said.sentence());
            case InterruptedException _, ClosedByInterruptException _ ->
                    new Failure(ErrorCode.CANCELLED, "The call was cancelled.");
            // The messages of these hold paths that the caller may not know.
            case NoSuchFileException _ ->
                    new Failure(ErrorCode.NOT_FOUND, "A file or folder is not there.");
            case FileAlreadyExistsException _ ->
                    new Failure(ErrorCode.EXISTS, "A file or folder is there already.");
            case NotDirectoryException _ ->
                    new Failure(ErrorCode.NOT_A_DIRECTORY, "It is not a folder.");
            case AccessDeniedException _ ->
                    new Failure(ErrorCode.PERMISSION, "The system denies access.");
            case IOException failed -> {
                LOG.warnf(failed, "Call %s failed on a file", callId);
                yield new Failure(ErrorCode.IO, "Reading or writing failed on the device.");
            }
            default -> {
                LOG.errorf(thrown, "Call %s failed with a defect of its tool", callId);
                yield new Failure(
                        ErrorCode.INTERNAL,
                        "The tool failed (%s); the device's log has the details under this call's id."
                                .formatted(thrown.getClass().getSimpleName()));
            }
        };
    }

    private static Failure invalid(InvalidInputException invalid) {
        return new Failure(
                ErrorCode.INVALID_INPUT,
                "The input does not fit the tool's schema.",
                invalid.faults());
    }
}
