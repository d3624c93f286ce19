package dev.fusionhost.agent.journal;

import dev.fusionhost.protocol.Limits;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/// The one entry that counts of each call, by its place in the log; oldest call first.
final class LivingEntries {
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final int[] ofStage = new int[4];
    private long length;

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
        if (known != null && known.stage() >= place.stage()) return;
        if (known != null) gone(known);
        places.put(place.callId(), place);
        ofStage[place.stage()]++;
        length += place.length();
        // Twice as many, so that not every entry looks for the oldest.
        if (place.isOver() && ofStage[place.stage()] > 2 * Limits.MAX_KEPT_RESULTS)
            forgetSurplus(place.stage());
    }

    private void gone(Place place) {
        ofStage[place.stage()]--;
        length -= place.length();
    }

    Collection<Place> all() {
        return places.values();
    }

    /// In bytes.
    long length() {
        return length;
    }

    /// Forgets the ids of calls that nobody will ask for again.
    void forget(Instant now) {
        var since = now.minus(Limits.RESULT_LIFETIME);
        forgetWhere(place -> place.isOver() && place.at().isBefore(since));
        for (int stage = 2; stage < ofStage.length; stage++) forgetSurplus(stage);
    }

    /// Each kind has its own bound: no number of cancels makes an action be forgotten, which must
    /// not run again.
    private void forgetSurplus(int stage) {
        forgetWhere(place -> place.stage() == stage && ofStage[stage] > Limits.MAX_KEPT_RESULTS);
    }

    private void forgetWhere(Predicate<Place> unneeded) {
        for (var each = places.values().iterator(); each.hasNext(); ) {
            var place = each.next();
            if (!unneeded.test(place)) continue;
            each.remove();
            gone(place);
        }
    }
}
