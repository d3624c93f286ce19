package dev.fusionhost.tools;

import dev.fusionhost.tools.sandbox.Place;
import dev.fusionhost.tools.sandbox.Reversal;
import dev.fusionhost.tools.sandbox.Root;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a tool has of the machine, for the length of one call.
public interface ToolContext {
    /// The id that the server gave the call.
    String callId();

    /// The folders that the owner allowed. Relative paths start at the first.
    List<Root> roots();

    /// The canonical place of an absolute path, of `~/…`, or of a path relative to the first root.
    /// The last name need not exist.
    ///
    /// @throws ToolException `outside_roots`, `symlink_escape`, `protected_path`, `invalid_input`
    Place place(String path);

    /// Like [#place], for something that must be there.
    ///
    /// @throws ToolException `not_found` too
    Place existing(String path);

    /// Like [#existing], but what has the last name is meant itself where it is a link: for tools
    /// that move, rename or remove it.
    ///
    /// @throws ToolException as [#existing]
    Place entry(String path);

    /// The canonical path, for a library that insists on one. Whoever opens it later has lost the
    /// protection against links that are swapped in between: prefer [Place]'s own methods.
    ///
    /// @throws ToolException as [#place]
    default Path resolve(String path) {
        return place(path).toPath();
    }

    /// Under which what this call has changed through its [Place]s can be taken back later. Where
    /// the call fails after all, everything is taken back at once.
    ///
    /// @throws IllegalStateException where nothing was changed yet
    String undoId();

    /// A change of the past, to be taken back by this call.
    ///
    /// @throws ToolException `not_found`
    Reversal reversal(String undoId);

    /// How long the call may still take, on the monotonic clock; zero when its time is up.
    Duration remaining();

    /// Whether somebody asked for the call to stop, or its time is up.
    boolean cancelled();

    /// Ends the tool when the call is to stop. Call it in every loop that may be long.
    ///
    /// @throws ToolException `cancelled` or `timeout`
    void checkCancelled();

    /// Tells the server how far the call has come. Cheap: what comes too often is left out.
    ///
    /// @param total null where it isn't known
    void progress(long done, @Nullable Long total, @Nullable String message);
}
