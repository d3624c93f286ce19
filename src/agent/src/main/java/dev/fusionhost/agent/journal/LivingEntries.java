package dev.fusionhost.agent.journal;

import dev.fusionhost.protocol.Limits;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// The one entry that counts of each call, by its place in the log; oldest call first.
final class LivingEntries {
    private final Map<String, Place> places = new LinkedHashMap<>();

    /// Where an entry is, and what has to be known of it without reading it.
    record Place(String callId, int stage, Instant at, long offset, int length) {
        boolean isOver() {
            return stage > 1;
        }

        Place movedTo(long offset) {
            return new Place(callId, stage, at, offset, length);
        }
    }

    void add(Entry entry, long offset, int length) {
        add(new Place(entry.callId(), entry.stage(), entry.at(), offset, length));
    }

    void add(Place place) {
        var known = places.get(place.callId());
        if (known == null || known.stage() < place.stage()) places.put(place.callId(), place);
    }

    Collection<Place> all() {
        return places.values();
    }

    /// In bytes.
    long length() {
        return places.values().stream().mapToLong(Place::length).sum();
    }

    /// Forgets the ids of calls that nobody will ask for again.
    void forget(Instant now) {
        var since = now.minus(Limits.RESULT_LIFETIME);
        places.values().removeIf(place -> place.isOver() && place.at().isBefore(since));
        var spare =
                places.values().stream().filter(Place::isOver).count() - Limits.MAX_KEPT_RESULTS;
        var over = places.values().iterator();
        while (spare > 0) {
            if (!over.next().isOver()) continue;
            over.remove();
            spare--;
        }
    }
}
