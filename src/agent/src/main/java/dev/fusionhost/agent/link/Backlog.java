package dev.fusionhost.agent.link;

/// The sends that are under way, and when they last moved: that tells whether the peer still reads,
/// however long a message takes on a slow line. One look a second replaces a timer a send.
final class Backlog {
    private int sends;
    private long characters;
    private long movedAt;
    private boolean over;

    synchronized void begin(long now, int length) {
        if (sends++ == 0) movedAt = now;
        characters += length;
    }

    /// A part of the oldest send is written.
    synchronized void move(long now) {
        movedAt = now;
    }

    synchronized void end(long now, int length) {
        movedAt = now;
        sends--;
        characters -= length;
        notifyAll();
    }

    /// Nothing will be sent any more, and nobody needs to wait.
    synchronized void close() {
        over = true;
        notifyAll();
    }

    /// Since when nothing of what is under way has been written; now where nothing is.
    synchronized long stuckSince(long now) {
        return sends == 0 ? now : movedAt;
    }

    synchronized int size() {
        return sends;
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
