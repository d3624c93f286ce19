package dev.fusionhost.tools.sandbox;

import dev.fusionhost.tools.undo.Step;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// Gives one thing another name, without ever replacing anything.
final class Move {
    private final Sandbox sandbox;
    private final Place from;
    private final Place to;

    Move(Sandbox sandbox, Place from, Place to) {
        this.sandbox = sandbox;
        this.from = from;
        this.to = to;
    }

    /// What can be known before.
    void check() {
        if (from.located().isRoot()) throw Refusal.outside(from.given());
        if (to.located().isRoot() || from.equals(to)) throw Refusal.exists(to.given());
        if (from.root().readOnly()) throw Refusal.readOnly(from.given());
        if (to.root().readOnly()) throw Refusal.readOnly(to.given());
        if (to.toPath().startsWith(from.toPath())) {
            throw Refusal.invalid(from.given(), "can't be moved into itself");
        }
        if (sandbox.holdsMoreThanItself(from.toPath())) throw Refusal.protectedPath(from.given());
        try (var source = from.located().openParent();
                var target = to.located().openParent()) {
            respelled(source, target, present(source));
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    Place run() {
        check();
        try (var source = from.located().openParent();
                var target = to.located().openParent()) {
            var seen = present(source);
            boolean respelled = respelled(source, target, seen);
            if (!Device.of(source.path()).equals(Device.of(target.path()))) return across();
            var print = FileInfo.of(seen, null).print();
            sandbox.keeping().intend(new Step.Moved(from.path(), to.path(), print));
            sandbox.make(
                    () -> {
                        if (respelled) source.respell(from.located().file(), to.located().file());
                        else source.moveNew(from.located().file(), target, to.located().file());
                        verify(source, target, seen);
                    });
            target.sync();
            source.sync();
            return to;
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    private Place across() throws IOException {
        new Copy(sandbox, from, to).run();
        try (var source = from.located().openParent();
                var target = to.located().openParent()) {
            var original = TreePrint.ofContents(source, from.located().file());
            if (!original.equals(TreePrint.ofContents(target, to.located().file()))) {
                throw Refusal.stale(from.given());
            }
        }
        new Trashing(sandbox, from).run();
        return to;
    }

    private BasicFileAttributes present(FolderHandle source) throws IOException {
        var now = source.attributes(from.located().file());
        from.mustBe(now);
        return now;
    }

    /// Whether the new name is but another spelling of the old one, on a file system that takes
    /// both for one. Two hard links to one file in a folder look the same, but there both names are
    /// listed.
    ///
    /// @throws FileAlreadyExistsException if something else has the new name
    private boolean respelled(FolderHandle source, FolderHandle target, BasicFileAttributes seen)
            throws IOException {
        try {
            var there = target.attributes(to.located().file());
            if (source.path().equals(target.path())
                    && FileInfo.same(seen, there)
                    && !lists(target, to.located().file())) {
                return true;
            }
        } catch (NoSuchFileException _) {
            return false;
        }
        throw new FileAlreadyExistsException(to.name());
    }

    private static boolean lists(FolderHandle folder, Path name) throws IOException {
        try (var listing = folder.again()) {
            for (var names = listing.names(); names.hasNext(); ) {
                if (name.equals(names.next().getFileName())) return true;
            }
            return false;
        }
    }

    // The system moves whatever has the name at that moment. Whoever swapped it in between gets it
    // back.
    private void verify(FolderHandle source, FolderHandle target, BasicFileAttributes seen)
            throws IOException {
        if (FileInfo.same(seen, target.attributes(to.located().file()))) return;
        target.moveNew(to.located().file(), source, from.located().file());
        throw Refusal.stale(from.given());
    }

    private RuntimeException refusal(IOException e) {
        boolean inTheWay = e instanceof FileAlreadyExistsException;
        return Refusal.of(inTheWay ? to.given() : from.given(), e);
    }
}
