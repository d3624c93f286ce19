package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// How many light hosts are there, and in which second how many of them have tried to be.
final class Tally {
    private final Set<LightHost> present = new HashSet<>();
    private List<Integer> attemptsASecond = new ArrayList<>();
    private long since = System.nanoTime();

    synchronized void attempted() {
        var second = (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
        while (attemptsASecond.size() <= second) attemptsASecond.add(0);
        attemptsASecond.set(second, attemptsASecond.get(second) + 1);
    }

    synchronized void arrived(LightHost host) {
        present.add(host);
        notifyAll();
    }

    /// @return whether it had been there
    synchronized boolean left(LightHost host) {
        var wasThere = present.remove(host);
        notifyAll();
        return wasThere;
    }

    /// Begins to count the attempts anew.
    synchronized void restart() {
        attemptsASecond = new ArrayList<>();
        since = System.nanoTime();
    }

    /// Waits until so many are there, and tells how long that took since the last restart.
    synchronized Duration await(int hosts, Duration patience) throws InterruptedException {
        var until = System.nanoTime() + patience.toNanos();
        while (present.size() != hosts) {
            var left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            assertThat(left).as("%d of %d hosts are there", present.size(), hosts).isPositive();
            wait(left);
        }
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /// The attempts of each second from the first one in which there were any.
    synchronized List<Integer> attempts() {
        return attemptsASecond.stream().dropWhile(none -> none == 0).toList();
    }
}
