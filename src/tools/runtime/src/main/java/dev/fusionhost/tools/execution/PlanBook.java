package dev.fusionhost.tools.execution;

import dev.fusionhost.tools.Sha256;
import java.nio.charset.StandardCharsets;
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

    /// Of the paths of all plans: some 16 MiB.
    private static final int MOST_CHARACTERS = 8 << 20;

    private final Map<Key, Shown> plans = new LinkedHashMap<>();
    private final Duration lifetime;
    private final LongSupplier nanoTime;
    private int characters;

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
        var key = Key.of(tool, input);
        forget(key);
        var shown = new Shown(proposal.digest(), proposal.paths(), nanoTime.getAsLong());
        plans.put(key, shown);
        characters += shown.characters();
        while (plans.size() > MOST_PLANS || (characters > MOST_CHARACTERS && plans.size() > 1)) {
            forget(plans.keySet().iterator().next());
        }
    }

    private @Nullable Shown forget(Key key) {
        var shown = plans.remove(key);
        if (shown != null) characters -= shown.characters();
        return shown;
    }

    /// Takes the plan that was shown for a tool and an input.
    ///
    /// @return null where none is live
    synchronized @Nullable Shown take(String tool, Record input) {
        var shown = forget(Key.of(tool, input));
        if (shown == null) return null;
        var age = Duration.ofNanos(nanoTime.getAsLong() - shown.at());
        return age.compareTo(lifetime) < 0 ? shown : null;
    }

    /// Stands for a tool and an input, which can be megabytes of text. Should two inputs ever read
    /// the same, an apply of the other one is `stale`: the plans are compared as well.
    private record Key(String tool, String input) {
        static Key of(String tool, Record input) {
            return new Key(tool, Sha256.of(input.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }

    /// What is remembered of a plan.
    ///
    /// @param paths of what it changes
    record Shown(String digest, List<String> paths, long at) {
        int characters() {
            return paths.stream().mapToInt(String::length).sum();
        }
    }
}
