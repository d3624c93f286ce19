package dev.fusionhost.server.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Time that stands still until a test moves it.
final class HandMovedAlarms implements Alarms {
    private final List<Entry> set = new ArrayList<>();
    private Duration now = Duration.ZERO;

    @Override
    public Alarm after(Duration delay, Runnable task) {
        var entry = new Entry(now.plus(delay), task);
        set.add(entry);
        return () -> set.remove(entry);
    }

    void pass(Duration time) {
        var end = now.plus(time);
        while (true) {
            var next =
                    set.stream()
                            .filter(entry -> entry.at().compareTo(end) <= 0)
                            .min(Comparator.comparing(Entry::at));
            if (next.isEmpty()) break;
            now = next.get().at();
            set.remove(next.get());
            next.get().task().run();
        }
        now = end;
    }

    int count() {
        return set.size();
    }

    private record Entry(Duration at, Runnable task) {}
}
