package dev.fusionhost.tools.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/// Where the system keeps what a person has thrown away.
public sealed interface Trash permits FreedesktopTrash, MacTrash, RecycleBin {
    /// The one of the user that runs this.
    static Trash ofUser() {
        var home = Path.of(System.getProperty("user.home"));
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) return new RecycleBin();
        if (os.startsWith("mac")) return new MacTrash(home.resolve(".Trash"));
        var data = System.getenv("XDG_DATA_HOME");
        boolean set = data != null && data.startsWith("/");
        var share = set ? Path.of(data) : home.resolve(".local/share");
        return new FreedesktopTrash(share.resolve("Trash"));
    }

    /// One in a folder of one's own, in the layout of freedesktop.org.
    static Trash in(Path folder) {
        return new FreedesktopTrash(folder);
    }

    /// The bin for what is in a folder: on the same file system, so that throwing away is one
    /// step.
    ///
    /// @throws IOException where there is none and none can be made
    Bin binFor(Path folder) throws IOException;

    /// The bin that has this folder.
    Bin bin(Path folder);

    /// One folder of a trash.
    interface Bin {
        /// By which it is found again.
        Path folder();

        /// Where the things themselves are.
        Path files();

        /// A name that nothing there has, for something that is called so.
        String freeName(String name) throws IOException;

        /// Notes where a thing came from. Before it is put there.
        void note(String name, Path from, long size, Instant when) throws IOException;

        /// Removes the note. After the thing was taken out.
        void forget(String name) throws IOException;
    }
}
