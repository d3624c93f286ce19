package dev.fusionhost.server.dispatch;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/// The ids of the calls of one device that ended last.
///
/// Bounded: an id that has fallen out costs one more delivery of its result, or of its cancel,
/// nothing else.
final class RecentCalls {
    private static final int KEPT = 1_000;

    private final LinkedHashSet<String> ids = new LinkedHashSet<>();

    synchronized void add(String callId) {
        ids.addLast(callId);
        if (ids.size() > KEPT) ids.removeFirst();
    }

    synchronized List<String> amongThem(Collection<String> callIds) {
        return callIds.stream().filter(ids::contains).toList();
    }
}
