package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.Printable;
import dev.fusionhost.tools.ToolException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import org.jspecify.annotations.Nullable;

/// Why a path isn't reached, in a code and one sentence that names the path as the caller gave it
/// and nothing else of the machine.
final class Refusal {
    private static final int LONGEST_SHOWN = 300;

    private Refusal() {}

    static ToolException invalid(String given, String why) {
        return refusal(ErrorCode.INVALID_INPUT, "%s " + why + ".", given, null);
    }

    static ToolException outside(String given) {
        return refusal(
                ErrorCode.OUTSIDE_ROOTS,
                "%s is outside the folders that the owner allowed.",
                given,
                null);
    }

    static ToolException escape(String given) {
        return refusal(
                ErrorCode.SYMLINK_ESCAPE,
                "%s leads by a link out of the folders that the owner allowed.",
                given,
                null);
    }

    static ToolException protectedPath(String given) {
        return refusal(
                ErrorCode.PROTECTED_PATH, "%s is protected: no tool may touch it.", given, null);
    }

    static ToolException readOnly(String given) {
        return refusal(
                ErrorCode.READ_ONLY_ROOT,
                "%s is in a folder that the owner allowed to be read only.",
                given,
                null);
    }

    static ToolException notRegular(String given) {
        return refusal(ErrorCode.NOT_REGULAR_FILE, "%s is not a regular file.", given, null);
    }

    static ToolException notFound(String given) {
        return refusal(ErrorCode.NOT_FOUND, "%s does not exist.", given, null);
    }

    static ToolException circle(String given) {
        return refusal(ErrorCode.NOT_FOUND, "%s leads in a circle of links.", given, null);
    }

    static ToolException notAFolder(String given) {
        return refusal(
                ErrorCode.NOT_A_DIRECTORY,
                "%s is not a folder, or leads through something that is none.",
                given,
                null);
    }

    static ToolException exists(String given) {
        return refusal(ErrorCode.EXISTS, "%s exists already.", given, null);
    }

    static ToolException stale(String given) {
        return refusal(ErrorCode.STALE, "%s was replaced meanwhile.", given, null);
    }

    static ToolException tooLarge(String given) {
        return refusal(
                ErrorCode.TOO_LARGE,
                "%s is larger than 64 MiB, too large to be kept for undo; move it to the trash instead.",
                given,
                null);
    }

    static ToolException larger(String given, long most) {
        return refusal(ErrorCode.TOO_LARGE, "%s is larger than " + most + " bytes.", given, null);
    }

    static ToolException noTrash(String given, IOException fault) {
        return refusal(ErrorCode.IO, "There is no trash on the file system of %s.", given, fault);
    }

    /// What is to be taken back has been changed by somebody else.
    static ToolException notAsLeft(String path) {
        return refusal(ErrorCode.STALE, "%s is no longer as the change left it.", path, null);
    }

    static ToolException of(String given, IOException fault) {
        return switch (fault) {
            case LinkInTheWayException _ -> linkInTheWay(given, fault);
            case FileSystemException e when metALink(e) -> linkInTheWay(given, fault);
            case NotLinkException _ -> stale(given);
            case NoSuchFileException _ ->
                    refusal(ErrorCode.NOT_FOUND, "%s does not exist.", given, fault);
            case NotDirectoryException _ -> notAFolder(given);
            case FileAlreadyExistsException _ -> exists(given);
            case DirectoryNotEmptyException _ -> exists(given);
            case AccessDeniedException _ ->
                    refusal(
                            ErrorCode.PERMISSION,
                            "The user that the host runs as has no permission for %s.",
                            given,
                            fault);
            case ClosedByInterruptException _ ->
                    refusal(ErrorCode.CANCELLED, "The work on %s was stopped.", given, fault);
            case AtomicMoveNotSupportedException _ ->
                    refusal(
                            ErrorCode.IO,
                            "%s can't be moved to another file system in one step.",
                            given,
                            fault);
            case IOException e when noRoom(e) ->
                    refusal(ErrorCode.IO, "There is no room left on the disk for %s.", given, e);
            case FileSystemException e when e.getReason() != null ->
                    refusal(ErrorCode.IO, "%s: " + e.getReason() + ".", given, fault);
            default -> refusal(ErrorCode.IO, "%s could not be read or written.", given, fault);
        };
    }

    private static ToolException linkInTheWay(String given, IOException fault) {
        return refusal(
                ErrorCode.SYMLINK_ESCAPE,
                "A link has taken the place of a part of %s.",
                given,
                fault);
    }

    // What the JDK adds to the system's words where a name that was not to be followed is a link.
    private static boolean metALink(FileSystemException fault) {
        return String.valueOf(fault.getReason()).contains("attributes of symbolic link");
    }

    // The system's own words: a channel that writes throws nothing more telling.
    private static boolean noRoom(IOException fault) {
        var message = String.valueOf(fault.getMessage());
        return message.contains("No space left on device")
                || message.contains("Disk quota exceeded")
                || message.contains("not enough space on the disk");
    }

    private static ToolException refusal(
            String code, String sentence, String given, @Nullable Throwable cause) {
        var shown = Printable.of(given);
        if (shown.length() > LONGEST_SHOWN) shown = shown.substring(0, LONGEST_SHOWN) + "…";
        return new ToolException(code, sentence.replace("%s", shown), cause);
    }
}
