package dev.fusionhost.agent.status;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.home.OwnerOnly;
import dev.fusionhost.agent.link.LinkState;
import dev.fusionhost.protocol.FrameCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// `status.json` in the state folder, as it is now.
public final class StatusFile {
    private static final Logger LOG = Logger.getLogger(StatusFile.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final int MAX_BYTES = 64 * 1024;
    private static final JsonMapper MAPPER = FrameCodec.mapper(MAX_BYTES);

    private final Path file;
    private final Origin server;
    private final String name;
    private final InstantSource clock;
    private final @Nullable Instant started =
            ProcessHandle.current().info().startInstant().orElse(null);
    private LinkState state = new LinkState.Connecting();
    private Instant since;
    private Instant noted;
    private @Nullable Instant lastContact;
    private @Nullable Work work;
    private boolean ending;
    private boolean written = true;

    /// @param home the host's state folder
    /// @param name the device's label
    public StatusFile(Path home, Origin server, String name, InstantSource clock) {
        file = file(home);
        this.server = server;
        this.name = name;
        this.clock = clock;
        since = clock.instant();
        noted = since;
    }

    /// What a host does for its server.
    public interface Work {
        String deviceId();

        /// How many tools are offered.
        int tools();

        /// How many calls are at work.
        int atWork();

        /// How many results wait for the server to have them for good.
        int kept();
    }

    /// From now on the file tells of this work, too.
    public synchronized void tellOf(Work work) {
        this.work = work;
    }

    /// Notes a new state. Who is about to end isn't online any more, though the stream may be open.
    public synchronized void is(LinkState state) {
        if (ending && !(state instanceof LinkState.Revoked)) return;
        ending |= state instanceof LinkState.Draining;
        this.state = state;
        since = clock.instant();
        write();
    }

    /// Notes that the server was heard. The file is written anew every half minute at most: nobody
    /// needs it sooner, and a disk may sleep.
    public synchronized void heard(Duration ago) {
        lastContact = clock.instant().minus(ago);
        if (Duration.between(noted, clock.instant()).abs().compareTo(EVERY) >= 0) write();
    }

    private Status status() {
        var waiting = state instanceof LinkState.Waiting it ? it : null;
        return new Status(
                Status.State.of(state),
                seconds(since),
                waiting == null ? null : seconds(waiting.until()),
                waiting == null ? null : waiting.why(),
                server.toString(),
                name,
                work == null ? null : work.deviceId(),
                lastContact == null ? null : seconds(lastContact),
                work == null ? null : work.tools(),
                work == null ? null : work.atWork(),
                work == null ? null : work.kept(),
                ProcessHandle.current().pid(),
                started);
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private void write() {
        noted = clock.instant();
        try {
            OwnerOnly.replace(file, MAPPER.writeValueAsBytes(status()));
            written = true;
        } catch (IOException failed) {
            // A full disk is no reason to stop, and one line about it is enough.
            if (written) LOG.warnf("%s can't be written (%s).", file, failed.getMessage());
            written = false;
        }
    }

    /// What the last host in a state folder said of itself; empty where none ever did, or where
    /// that can't be read.
    public static Optional<Status> read(Path home) {
        try (var in = Files.newInputStream(file(home))) {
            return Optional.ofNullable(MAPPER.readValue(in.readNBytes(MAX_BYTES), Status.class));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// For a program: what the file says, and whether its host still runs.
    public static String json(Status status) {
        ObjectNode json = MAPPER.valueToTree(status);
        return json.put("alive", status.alive()).toString();
    }

    private static Path file(Path home) {
        return home.resolve("status.json");
    }
}
