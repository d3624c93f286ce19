package dev.fusionhost.agent.link;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// The sends that are under way, by the time at which they began. They end in the order in which
/// they began, so the oldest tells whether the peer still reads: one look a second replaces a timer
/// a send.
final class Backlog {
    private final ConcurrentLinkedQueue<Long> begun = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    void begin(long now) {
        begun.add(now);
        size.incrementAndGet();
    }

    void end() {
        if (begun.poll() != null) size.decrementAndGet();
    }

    /// When the oldest send that hasn't ended began; now where there is none.
    long oldest(long now) {
        var oldest = begun.peek();
        return oldest == null ? now : oldest;
    }

    int size() {
        return size.get();
    }
}
