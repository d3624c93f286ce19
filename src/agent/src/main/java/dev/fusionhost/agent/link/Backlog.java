package dev.fusionhost.agent.link;

import java.util.ArrayDeque;
import java.util.Queue;

/// The sends that are under way, by the time at which they began. They end in the order in which
/// they began, so the oldest tells whether the peer still reads: one look a second replaces a timer
/// a send.
final class Backlog {
    private final Queue<Long> begun = new ArrayDeque<>();
    private long characters;
    private boolean over;

    synchronized void begin(long now, int length) {
        begun.add(now);
        characters += length;
    }

    synchronized void end(int length) {
        if (begun.poll() != null) characters -= length;
        notifyAll();
    }

    /// Nothing will be sent any more, and nobody needs to wait.
    synchronized void close() {
        over = true;
        notifyAll();
    }

    /// When the oldest send that hasn't ended began; now where there is none.
    synchronized long oldest(long now) {
        var oldest = begun.peek();
        return oldest == null ? now : oldest;
    }

    synchronized int size() {
        return begun.size();
    }

    synchronized long characters() {
        return characters;
    }

    /// Waits until no more than this is under way. An interrupt is for the tool whose result is to
    /// be sent, and not for the sending.
    synchronized void awaitBelow(long most) {
        var interrupted = false;
        while (!over && characters > most) {
            try {
                wait();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
