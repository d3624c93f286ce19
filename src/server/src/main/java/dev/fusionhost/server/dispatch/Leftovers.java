package dev.fusionhost.server.dispatch;

import java.util.Collection;
import java.util.Set;

/// What a device still has in hand from before, by call id; the last two lists of its hello.
///
/// @param running still at work: not to be sent again
/// @param unsettled done: the device is about to send the results by itself
public record Leftovers(Set<String> running, Set<String> unsettled) {
    public static final Leftovers NONE = new Leftovers(Set.of(), Set.of());

    public Leftovers {
        running = Set.copyOf(running);
        unsettled = Set.copyOf(unsettled);
    }

    public static Leftovers of(Collection<String> running, Collection<String> unsettled) {
        return new Leftovers(Set.copyOf(running), Set.copyOf(unsettled));
    }
}
