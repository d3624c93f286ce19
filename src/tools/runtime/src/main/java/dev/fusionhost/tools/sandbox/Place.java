package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.Printable;
import dev.fusionhost.tools.ToolException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A place inside a root; something may be there or not.
///
/// Whatever is done with it starts at the root again, on handles, and stops at a link that wasn't
/// there when the path was resolved. Every method tells what is wrong with a [ToolException] that
/// is fit for the caller.
public final class Place {
    private final Sandbox sandbox;
    private final Located located;
    private final @Nullable BasicFileAttributes seen;
    private final String given;

    /// @param seen what was there when the path was resolved
    /// @param given the path as the caller wrote it
    Place(Sandbox sandbox, Located located, @Nullable BasicFileAttributes seen, String given) {
        this.sandbox = sandbox;
        this.located = located;
        this.seen = seen;
        this.given = given;
    }

    /// The last name; the whole path for the root of a file system.
    public String name() {
        return located.file().toString();
    }

    /// Absolute and canonical, for the wire. A person is shown [#toString].
    public String path() {
        return located.path().toString();
    }

    /// The canonical path, for a library that insists on one. Whoever opens it has lost the
    /// protection against links that are swapped in meanwhile.
    public Path toPath() {
        return located.path();
    }

    /// The root that decides over this place.
    public Root root() {
        return located.root().root();
    }

    /// What was there when the path was resolved; empty if nothing was, or nobody looked.
    public Optional<FileInfo> seen() {
        return seen == null ? Optional.empty() : Optional.of(FileInfo.of(seen, null));
    }

    /// Whether something is there now; a link counts, wherever it leads.
    public boolean exists() {
        return look().isPresent();
    }

    /// What is there now.
    ///
    /// @throws ToolException `not_found`
    public FileInfo info() {
        return look().orElseThrow(() -> Refusal.notFound(given));
    }

    /// What is there now, in a form that can be compared: a plan is stale once it differs.
    public String state() {
        return look().map(FileInfo::state).orElse("absent");
    }

    /// This place, where something is there.
    ///
    /// @throws ToolException `not_found`
    public Place mustExist() {
        info();
        return this;
    }

    /// This place, where nothing is there.
    ///
    /// @throws ToolException `exists`
    public Place mustNotExist() {
        if (exists()) throw Refusal.exists(given);
        return this;
    }

    /// The place with another name in the same folder.
    ///
    /// @throws ToolException `invalid_input` unless it is one name, `protected_path`,
    ///     `outside_roots` beside a root
    public Place sibling(String name) {
        OneName.check(name, name);
        return sandbox.unseen(located.path().resolveSibling(name), beside(name));
    }

    /// The place with a name in this folder.
    ///
    /// @throws ToolException `invalid_input` unless it is one name, `protected_path`
    public Place child(String name) {
        OneName.check(name, name);
        return sandbox.unseen(located.path().resolve(name), given + "/" + name);
    }

    /// Opens a regular file to read it.
    ///
    /// @throws ToolException `not_regular_file` for anything else, `not_found`, `permission`
    public SeekableByteChannel open() {
        if (located.isRoot()) throw Refusal.notRegular(given);
        try (var folder = located.openParent()) {
            return Opening.file(folder, located.file(), given);
        } catch (IOException e) {
            throw Refusal.of(given, e);
        }
    }

    /// Opens a regular file to read it as text in UTF-8; what isn't reads as U+FFFD.
    ///
    /// @throws ToolException as [#open]
    public BufferedReader reader() {
        var bytes = Channels.newInputStream(open());
        return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    }

    /// Opens a folder to look through it.
    ///
    /// @throws ToolException `not_a_directory`, `not_found`, `permission`
    public Folder openFolder() {
        try {
            return new Folder(sandbox, located.openFolder(), given);
        } catch (IOException e) {
            throw Refusal.of(given, e);
        }
    }

    /// Whether [#moveTo] can be expected to work; a plan asks this.
    ///
    /// @throws ToolException what `moveTo` would throw
    public Place mustMoveTo(Place target) {
        new Move(sandbox, this, target).check();
        return this;
    }

    /// Moves what is here, in one step, to a place where nothing is. A link is moved itself. To
    /// another file system it is copied, the copy is compared, and the original goes to the trash.
    ///
    /// @return the target
    /// @throws ToolException `exists` where something is, also something that differs from this in
    ///     case only, unless it is this; `read_only_root`; `protected_path` where a root or
    ///     something protected would go along; `stale` where another thing is here than was when
    ///     the path was resolved
    public Place moveTo(Place target) {
        sandbox.mustBeAllowedToWrite();
        return new Move(sandbox, this, target).run();
    }

    /// The whole content of a regular file.
    ///
    /// @throws ToolException `too_large` beyond `most` bytes, and as [#open]
    public byte[] content(long most) {
        try (var channel = open()) {
            if (channel.size() > most) throw Refusal.larger(given, most);
            // It may grow meanwhile.
            var bytes = Channels.newInputStream(channel).readNBytes((int) most + 1);
            if (bytes.length > most) throw Refusal.larger(given, most);
            return bytes;
        } catch (IOException e) {
            throw Refusal.of(given, e);
        }
    }

    /// Whether [#write] can be expected to work; a plan asks this.
    ///
    /// @throws ToolException what `write` would throw
    public Place mustBeWritable() {
        new Writing(sandbox, this).check();
        return this;
    }

    /// Gives the file its content, in one step: a reader sees the old one or the new one. Where
    /// something was when the path was resolved it is replaced, and keeps its mode; where nothing
    /// was, nothing may be now.
    ///
    /// @throws ToolException `exists`; `stale` where the file has changed since the path was
    ///     resolved; `too_large` to replace over 64 MiB; `not_regular_file`, `read_only_root`
    public void write(byte[] content) {
        sandbox.mustBeAllowedToWrite();
        new Writing(sandbox, this).run(content, null);
    }

    /// Writes a file as it was before, with its mode and time.
    void write(byte[] content, Dress dress) {
        sandbox.mustBeAllowedToWrite();
        new Writing(sandbox, this).run(content, dress);
    }

    /// Whether [#createFolder] can be expected to work; a plan asks this.
    ///
    /// @throws ToolException what `createFolder` would throw
    public Place mustCreateFolder() {
        new NewFolder(sandbox, this).check();
        return this;
    }

    /// Makes a folder where nothing is.
    ///
    /// @throws ToolException `exists`, `read_only_root`
    public void createFolder() {
        sandbox.mustBeAllowedToWrite();
        new NewFolder(sandbox, this).run();
    }

    /// Whether [#remove] can be expected to work; a plan asks this.
    ///
    /// @throws ToolException what `remove` would throw
    public Place mustBeRemovable() {
        new Removal(sandbox, this).check();
        return this;
    }

    /// Removes a file, whose content is kept for undo, or an empty folder.
    ///
    /// @throws ToolException `exists` where a folder isn't empty; `too_large` for a file over 64
    ///     MiB; `not_regular_file`, `read_only_root`, `protected_path`
    public void remove() {
        sandbox.mustBeAllowedToWrite();
        new Removal(sandbox, this).run();
    }

    /// Whether [#copyTo] can be expected to work; a plan asks this.
    ///
    /// @throws ToolException what `copyTo` would throw
    public Place mustCopyTo(Place target) {
        new Copy(sandbox, this, target).check();
        return this;
    }

    /// Copies what is here, a folder with all that is in it, to a place where nothing is. It comes
    /// there in one step.
    ///
    /// @return the target
    /// @throws ToolException `exists`, `read_only_root`; `protected_path` where something protected
    ///     is inside
    public Place copyTo(Place target) {
        sandbox.mustBeAllowedToWrite();
        new Copy(sandbox, this, target).run();
        return target;
    }

    /// Whether what is here can come to another place by a rename. Looked up by path, so that it is
    /// good for telling a person, and for nothing more.
    public boolean sharesFileSystemWith(Place other) {
        try {
            return Device.of(folder()).equals(Device.of(other.folder()));
        } catch (IOException e) {
            throw Refusal.of(other.given, e);
        }
    }

    private Path folder() {
        var parent = located.path().getParent();
        return parent == null ? located.path() : parent;
    }

    /// Whether [#trash] can be expected to work; a plan asks this.
    ///
    /// @throws ToolException what `trash` would throw
    public Place mustBeTrashable() {
        new Trashing(sandbox, this).check();
        return this;
    }

    /// Moves what is here to the system's trash; a link is moved itself.
    ///
    /// @throws ToolException `read_only_root`; `protected_path` where a root or something protected
    ///     would go along; `io` where the file system has no trash
    public void trash() {
        sandbox.mustBeAllowedToWrite();
        new Trashing(sandbox, this).run();
    }

    Optional<FileInfo> look() {
        try {
            return located.look();
        } catch (IOException e) {
            throw Refusal.of(given, e);
        }
    }

    Located located() {
        return located;
    }

    String given() {
        return given;
    }

    @Nullable BasicFileAttributes seenAttributes() {
        return seen;
    }

    /// Refuses what isn't what was seen when the path was resolved.
    void mustBe(BasicFileAttributes now) {
        if (seen != null && !FileInfo.same(seen, now)) throw Refusal.stale(given);
    }

    /// Refuses what has changed at all since then.
    void mustBeUnchanged(BasicFileAttributes now) {
        boolean unchanged =
                seen != null
                        && FileInfo.of(seen, null).state().equals(FileInfo.of(now, null).state());
        if (!unchanged) throw Refusal.stale(given);
    }

    /// Refuses what is there where nothing is to be.
    void mustBeFree(FolderHandle folder) throws IOException {
        if (folder.attributesIfThere(located.file()) != null) throw Refusal.exists(given);
    }

    private String beside(String name) {
        int end = Math.max(given.lastIndexOf('/'), given.lastIndexOf(File.separatorChar));
        return given.substring(0, end + 1) + name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Place that && located.path().equals(that.located.path());
    }

    @Override
    public int hashCode() {
        return located.path().hashCode();
    }

    /// The path for a person to read, with line breaks and the like made visible.
    @Override
    public String toString() {
        return Printable.of(path());
    }
}
