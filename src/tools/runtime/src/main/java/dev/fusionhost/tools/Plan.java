package dev.fusionhost.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// What a mutation would do, and the change that does it.
///
/// ```java
/// return Plan.of("Rename %s to %s".formatted(file.name(), target.name()))
///         .change(Change.move(file, target))
///         .apply(() -> new Renamed(file.moveTo(target).path()));
/// ```
///
/// Two plans are the same when summary, changes and what they depend on are. What a change depends
/// on is recorded by [Change] itself for files; a tool that depends on something else (a commit, a
/// row, a version) says so with [Draft#dependsOn].
public final class Plan<O> {
    private static final int MOST_SHOWN = 512 << 10;

    private final Draft draft;
    private final Callable<O> change;

    private Plan(Draft draft, Callable<O> change) {
        this.draft = draft;
        this.change = change;
    }

    /// Begins a plan with one sentence that says what would be done.
    public static Draft of(String summary) {
        return new Draft(Printable.of(summary));
    }

    public String summary() {
        return draft.summary;
    }

    public List<Change> changes() {
        return List.copyOf(draft.changes);
    }

    /// Facts that must still hold when the plan is applied, besides those of its changes.
    public List<String> dependencies() {
        return List.copyOf(draft.dependencies);
    }

    /// Something is lost that can't be had back.
    public boolean destructive() {
        return draft.destructive;
    }

    /// The change can be undone afterwards.
    public boolean reversible() {
        return draft.reversible;
    }

    /// Carries the plan out. The host calls it, once, and only for a plan that was shown.
    public O apply() throws Exception {
        return change.call();
    }

    /// A plan in the making.
    public static final class Draft {
        private final String summary;
        private final List<Change> changes = new ArrayList<>();
        private final List<String> dependencies = new ArrayList<>();
        private boolean destructive;
        private boolean reversible;
        private int shown;

        private Draft(String summary) {
            if (summary.isBlank()) throw new IllegalArgumentException("a plan needs a summary");
            this.summary = summary;
        }

        /// Adds one step, in the order in which the steps are done. Once half a mebibyte of diffs
        /// is shown, further ones are left out and their figures stay.
        public Draft change(Change change) {
            int length = change.diff() == null ? 0 : change.diff().length();
            boolean fits = shown + length <= MOST_SHOWN;
            if (fits) shown += length;
            changes.add(fits ? change : change.withoutDiff());
            return this;
        }

        /// Adds a fact that must still hold when the plan is applied, for example `HEAD=4f1c…`.
        public Draft dependsOn(String fact) {
            dependencies.add(fact);
            return this;
        }

        public Draft destructive() {
            destructive = true;
            return this;
        }

        public Draft reversible() {
            reversible = true;
            return this;
        }

        /// Ends the plan with the code that carries it out.
        public <O> Plan<O> apply(Callable<O> change) {
            return new Plan<>(this, change);
        }
    }
}
