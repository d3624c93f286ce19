package dev.fusionhost.git;

import dev.fusionhost.tools.ToolContext;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// Ends JGit's work when the call is to stop.
final class Watch extends EmptyProgressMonitor {
    private final ToolContext context;

    Watch(ToolContext context) {
        this.context = context;
    }

    /// @throws dev.fusionhost.tools.ToolException `cancelled` or `timeout`
    void check() {
        context.checkCancelled();
    }

    @Override
    public boolean isCancelled() {
        return context.cancelled();
    }

    /// Lets everything through, as long as the call may go on.
    TreeFilter filter() {
        return new Gate(this);
    }

    private static final class Gate extends TreeFilter {
        private final Watch watch;

        Gate(Watch watch) {
            this.watch = watch;
        }

        @Override
        public boolean include(TreeWalk walk) {
            watch.check();
            return true;
        }

        @Override
        public boolean shouldBeRecursive() {
            return false;
        }

        @Override
        public TreeFilter clone() {
            return new Gate(watch);
        }
    }
}
