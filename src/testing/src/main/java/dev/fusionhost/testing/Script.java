package dev.fusionhost.testing;

import java.util.ArrayDeque;
import java.util.Deque;

/// What to do next time, and the times after it.
final class Script<T> {
    private final Deque<T> next = new ArrayDeque<>();
    private T always;

    Script(T always) {
        this.always = always;
    }

    /// From now on, whatever was scripted before.
    synchronized void always(T step) {
        next.clear();
        always = step;
    }

    /// This often, after what is scripted already and before what is done always.
    synchronized void next(int times, T step) {
        for (int time = 0; time < times; time++) next.add(step);
    }

    synchronized T take() {
        var step = next.poll();
        return step == null ? always : step;
    }
}
