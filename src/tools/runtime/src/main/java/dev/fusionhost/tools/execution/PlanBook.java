package dev.fusionhost.tools.execution;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The plans that were shown, by tool and input, for some minutes. A plan is taken out when it is
/// applied, so that it is applied once.
final class PlanBook {
    /// A person approves some; a flood of plans must not fill the memory.
    private static final int MOST_PLANS = 10_000;

    private final Map<Key, Shown> plans = new LinkedHashMap<>();
    private final Duration lifetime;
    private final LongSupplier nanoTime;

    /// @param lifetime how long a plan can be applied after it was shown
    /// @param nanoTime a monotonic clock in nanoseconds
    PlanBook(Duration lifetime, LongSupplier nanoTime) {
        this.lifetime = lifetime;
        this.nanoTime = nanoTime;
    }

    /// How long a plan that is shown now can be applied.
    Duration lifetime() {
        return lifetime;
    }

    synchronized void show(String tool, Record input, Proposal proposal) {
        var key = new Key(tool, input);
        plans.remove(key);
        var shown = new Shown(proposal.digest(), proposal.paths(), nanoTime.getAsLong());
        plans.put(key, shown);
        if (plans.size() > MOST_PLANS) plans.remove(plans.keySet().iterator().next());
    }

    /// Takes the plan that was shown for a tool and an input.
    ///
    /// @return null where none is live
    synchronized @Nullable Shown take(String tool, Record input) {
        var shown = plans.remove(new Key(tool, input));
        if (shown == null) return null;
        var age = Duration.ofNanos(nanoTime.getAsLong() - shown.at());
        return age.compareTo(lifetime) < 0 ? shown : null;
    }

    /// Two inputs are the same when their records are equal, however the JSON was spelt.
    private record Key(String tool, Record input) {}

    /// What is remembered of a plan.
    ///
    /// @param paths of what it changes
    record Shown(String digest, List<String> paths, long at) {}
}
