package dev.fusionhost.server.devices;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Notices when two machines come with one identity, as after a disk was cloned.
///
/// A host makes its boot id anew at each start, so one that comes back after another has come is
/// that of a host which has run all the time: there are two. A host that is started again, however
/// often, never looks like that. Kept in memory: two that fight for a stream show it again within
/// minutes.
@Singleton
public class Machines {
    static final Duration SHOWN = Duration.ofDays(1);

    private static final Logger LOG = Logger.getLogger(Machines.class);

    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Machines(Clock clock) {
        this.clock = clock;
    }

    /// One that came with a device's identity.
    ///
    /// @param name as its host calls it
    /// @param address where it came from
    public record Machine(String bootId, String name, String address, Instant lastCame) {}

    /// A host has come.
    ///
    /// @param bootId null for one that doesn't say
    public void came(
            String deviceId, @Nullable String bootId, @Nullable String name, String address) {
        if (bootId == null) return;
        var now = clock.instant();
        var machine = new Machine(Claim.text(bootId), Claim.text(name), address, now);
        var before = known.get(deviceId);
        var after =
                known.merge(deviceId, new Known(machine, null, null), (old, _) -> old.and(machine));
        // Once, and not each minute in which they take the stream from one another.
        if (after.isShared(now) && (before == null || !before.isShared(now))) tell(deviceId, after);
    }

    private static void tell(String deviceId, Known pair) {
        LOG.warnf(
                "Two machines share the identity of device %s: %s and %s. Stop the host on one of them, or enrol it by itself.",
                deviceId, pair.last, pair.before);
    }

    /// The two machines that share a device's identity, the one that came last first; empty where
    /// there is one.
    public List<Machine> sharing(String deviceId) {
        var pair = known.get(deviceId);
        if (pair == null || pair.before == null || !pair.isShared(clock.instant()))
            return List.of();
        return List.of(pair.last, pair.before);
    }

    /// The last two that came.
    ///
    /// @param sharedAt when one of them last came back; null where that hasn't been seen
    private record Known(Machine last, @Nullable Machine before, @Nullable Instant sharedAt) {
        Known and(Machine newest) {
            if (newest.bootId().equals(last.bootId())) return new Known(newest, before, sharedAt);
            var isBack = before != null && newest.bootId().equals(before.bootId());
            return new Known(newest, last, isBack ? newest.lastCame() : sharedAt);
        }

        boolean isShared(Instant now) {
            return sharedAt != null && now.isBefore(sharedAt.plus(SHOWN));
        }
    }
}
