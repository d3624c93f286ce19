package dev.fusionhost.tools.execution;

import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// Lets one change at a time at a path, and at what is above and below it: from its last look to
/// its last step a plan is alone with what it changes.
final class PathLocks {
    private final Set<String> held = new HashSet<>();

    /// Waits until all of the paths are free, and takes them at once.
    synchronized Held take(List<String> paths) throws InterruptedException {
        var mine = Set.copyOf(paths);
        while (touches(mine)) wait();
        held.addAll(mine);
        return new Held(mine);
    }

    private boolean touches(Set<String> paths) {
        if (held.isEmpty()) return false;
        var sorted = new TreeSet<>(held);
        return paths.stream().anyMatch(path -> touches(path, sorted));
    }

    private static boolean touches(String path, NavigableSet<String> held) {
        if (held.contains(path)) return true;
        for (int end = path.length(); end > 0; end = separator(path, end - 1)) {
            if (held.contains(path.substring(0, end))) return true;
        }
        var below = held.higher(path);
        while (below != null && below.startsWith(path)) {
            if (isSeparator(below.charAt(path.length()))) return true;
            below = held.higher(below);
        }
        return false;
    }

    private static int separator(String path, int from) {
        int at = from;
        while (at > 0 && !isSeparator(path.charAt(at))) at--;
        return at;
    }

    private static boolean isSeparator(char c) {
        return c == '/' || c == '\\';
    }

    private synchronized void free(Set<String> paths) {
        held.removeAll(paths);
        notifyAll();
    }

    /// Paths that nobody else changes until they are closed.
    final class Held implements AutoCloseable {
        private final Set<String> paths;

        private Held(Set<String> paths) {
            this.paths = paths;
        }

        @Override
        public void close() {
            free(paths);
        }
    }
}
