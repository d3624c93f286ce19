package dev.fusionhost.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Everything of one kind that was seen so far, in order, and the waiting for more of it.
final class Sightings<T> {
    private static final int TOLD = 20;

    private final String kind;
    private final List<T> all = new ArrayList<>();
    private @Nullable String end;

    /// @param kind in the plural, for the message of a wait that failed
    Sightings(String kind) {
        this.kind = kind;
    }

    synchronized void add(T one) {
        all.add(one);
        notifyAll();
    }

    /// Nothing more will come: waiting for it fails at once.
    synchronized void end(String reason) {
        end = reason;
        notifyAll();
    }

    synchronized List<T> all() {
        return List.copyOf(all);
    }

    /// The first that is wanted, seen before or still to come.
    T await(String what, Duration patience, Predicate<? super T> wanted) {
        return await(what, patience, 0, wanted);
    }

    /// The one at this place in the order, from 0.
    T await(String what, Duration patience, int index) {
        return await(what, patience, index, _ -> true);
    }

    private synchronized T await(
            String what, Duration patience, int from, Predicate<? super T> wanted) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (int next = from; ; next++) {
            while (next >= all.size()) awaitMore(what, patience, deadline);
            if (wanted.test(all.get(next))) return all.get(next);
        }
    }

    private synchronized void awaitMore(String what, Duration patience, long deadline) {
        if (end != null) throw new AssertionError("no %s: %s; %s".formatted(what, end, told()));
        long left = deadline - System.nanoTime();
        if (left <= 0)
            throw new AssertionError("no %s within %s; %s".formatted(what, patience, told()));
        try {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, interrupted);
        }
    }

    private String told() {
        var last = all.subList(Math.max(0, all.size() - TOLD), all.size());
        var cut = last.size() < all.size() ? ", the last " + TOLD : "";
        return "%d %s so far%s: %s".formatted(all.size(), kind, cut, last);
    }
}
