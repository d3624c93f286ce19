package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.undo.Keeping;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The owner's roots, opened: what every path of a caller is resolved in.
///
/// One for the whole host, closed at its end; each call works with a view of its own
/// ([#changes]).
public final class Sandbox implements AutoCloseable {
    /// Linux's `PATH_MAX`; others have less or no use for more.
    private static final int LONGEST_PATH = 4_096;

    /// `NAME_MAX`; the systems that count bytes refuse shorter names by themselves.
    private static final int LONGEST_NAME = 255;

    private final OpenRoots roots;
    private final ProtectedPaths protectedPaths;
    private final Path home;
    private final @Nullable Safekeeping safekeeping;
    private final FolderHandle.Opener opener;
    private final BooleanSupplier mayWrite;
    private final @Nullable Keeping keeping;

    private Sandbox(
            OpenRoots roots,
            ProtectedPaths protectedPaths,
            Path home,
            @Nullable Safekeeping safekeeping,
            FolderHandle.Opener opener,
            BooleanSupplier mayWrite,
            @Nullable Keeping keeping) {
        this.roots = roots;
        this.protectedPaths = protectedPaths;
        this.home = home;
        this.safekeeping = safekeeping;
        this.opener = opener;
        this.mayWrite = mayWrite;
        this.keeping = keeping;
    }

    /// Opens the roots, for looking only.
    ///
    /// @param protectedPaths refused besides the built-in ones, inside any root: the host's own
    ///     state, and what the owner adds
    /// @throws IllegalArgumentException with one sentence for the owner: a root is missing, is no
    ///     folder, can't be opened, is protected or is given twice, or there is none
    public static Sandbox of(List<Root> roots, Collection<Path> protectedPaths) {
        return of(roots, protectedPaths, Path.of(System.getProperty("user.home")));
    }

    static Sandbox of(List<Root> roots, Collection<Path> protectedPaths, Path home) {
        return of(roots, protectedPaths, home, null, FolderHandle::open);
    }

    /// Opens the roots, in which calls may change something that can be taken back.
    ///
    /// @throws IllegalArgumentException with one sentence for the owner
    public static Sandbox of(
            List<Root> roots, Collection<Path> protectedPaths, Safekeeping safekeeping) {
        var home = Path.of(System.getProperty("user.home"));
        return of(roots, protectedPaths, home, safekeeping, FolderHandle::open);
    }

    static Sandbox of(
            List<Root> given,
            Collection<Path> protectedPaths,
            Path home,
            @Nullable Safekeeping safekeeping,
            FolderHandle.Opener opener) {
        var refused = ProtectedPaths.of(home, protectedPaths);
        var roots = OpenRoots.of(given, refused, opener);
        return new Sandbox(roots, refused, home, safekeeping, opener, () -> false, null);
    }

    /// The same roots for one call, which can change something only while it may.
    ///
    /// @param changes what it changes
    Sandbox guardedBy(BooleanSupplier mayWrite, Keeping changes) {
        return new Sandbox(roots, protectedPaths, home, safekeeping, opener, mayWrite, changes);
    }

    /// The changes of one call.
    public Changes changes(BooleanSupplier mayWrite) {
        return new Changes(this, mayWrite);
    }

    /// Takes back what calls had begun whose process died.
    public void recover() {
        if (safekeeping != null) new Recovery(this, safekeeping.journal()).run();
    }

    /// The roots in the owner's order, with canonical paths.
    public List<Root> roots() {
        return roots.list();
    }

    /// Where a path leads: absolute, `~/…`, or relative to the first root. The last name need not
    /// exist; all the folders before it must.
    ///
    /// @throws ToolException `invalid_input`, `outside_roots`, `symlink_escape`, `protected_path`,
    ///     `not_found`, `not_a_directory`, `permission`, `io`
    public Place place(String path) {
        var place = find(path, true);
        // `C:\x` and `\\server\x` are mere names here, and nobody means to create them.
        if (place.seen().isEmpty()) OneName.check(place.name(), path);
        return place;
    }

    /// Like [#place], for something that must be there.
    ///
    /// @throws ToolException `not_found` too
    public Place existing(String path) {
        var place = find(path, true);
        if (place.seen().isEmpty()) throw Refusal.notFound(path);
        return place;
    }

    /// Like [#existing], but what has the last name is meant itself where it is a link.
    ///
    /// @throws ToolException as [#existing]
    public Place entry(String path) {
        var place = find(path, false);
        if (place.seen().isEmpty()) throw Refusal.notFound(path);
        return place;
    }

    private Place find(String text, boolean lastToo) {
        try {
            var found = new Walk(roots, protectedPaths, text).find(absolute(text), lastToo);
            return new Place(this, found.located(), found.seen(), text);
        } catch (IOException e) {
            throw Refusal.of(text, e);
        }
    }

    private Path absolute(String text) {
        if (text.isBlank()) throw Refusal.invalid("The path", "is blank");
        if (text.length() > LONGEST_PATH) {
            throw Refusal.invalid("The path", "has more than 4096 characters");
        }
        if (Stream.of(text.split("[/\\\\]")).anyMatch(name -> name.length() > LONGEST_NAME)) {
            throw Refusal.invalid("The path", "has a name of more than 255 characters");
        }
        try {
            return roots.first().path().resolve(inHome(text)).normalize();
        } catch (InvalidPathException _) {
            throw Refusal.invalid(text, "is not a path on this system");
        }
    }

    private String inHome(String text) {
        boolean inHome =
                text.equals("~") || text.startsWith("~/") || text.startsWith("~" + File.separator);
        return inHome ? home + File.separator + text.substring(1) : text;
    }

    /// A place by its canonical path, something there or not; a link is meant itself.
    Place at(String path) {
        return find(path, false);
    }

    /// A place below or beside another one, by its canonical path; nothing has been looked at.
    Place unseen(Path path, String given) {
        var located = roots.locate(path).orElseThrow(() -> Refusal.outside(given));
        if (protectedPaths.cover(path)) throw Refusal.protectedPath(given);
        return new Place(this, located, null, given);
    }

    boolean mayBeProtectedBelow(Path folder) {
        return protectedPaths.anyBelow(folder);
    }

    boolean isProtected(Path path) {
        return protectedPaths.cover(path);
    }

    /// Whether a folder can't be moved because of what would go with it.
    boolean holdsMoreThanItself(Path folder) {
        return roots.anyBelow(folder) || protectedPaths.anyThereBelow(folder);
    }

    /// Whether a folder can't be copied because of what is in it.
    boolean protectsSomethingBelow(Path folder) {
        return protectedPaths.anyThereBelow(folder);
    }

    Safekeeping safekeeping() {
        return Objects.requireNonNull(safekeeping, "this sandbox is for looking only");
    }

    Keeping keeping() {
        return Objects.requireNonNull(keeping, "this sandbox is for looking only");
    }

    /// Makes the step that was noted last. Where something is in its way, the note is taken back: a
    /// rollback would take what is there for ours.
    void make(NotedStep step) throws IOException {
        try {
            step.make();
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | ToolException e) {
            try {
                keeping().notMade();
            } catch (IOException unable) {
                e.addSuppressed(unable);
            }
            throw e;
        }
    }

    @FunctionalInterface
    interface NotedStep {
        void make() throws IOException;
    }

    Trash trash() {
        return safekeeping().trash();
    }

    /// Opens a folder outside of the roots: the trash.
    FolderHandle open(Path folder) throws IOException {
        return opener.open(folder.toRealPath());
    }

    void mustBeAllowedToWrite() {
        if (!mayWrite.getAsBoolean()) {
            throw new IllegalStateException(
                    "A plan must not change anything: do it in the code given to apply.");
        }
    }

    @Override
    public void close() {
        try {
            roots.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
