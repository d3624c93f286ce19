package dev.fusionhost.agent.supervision;

import dev.fusionhost.agent.link.LinkState;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The one that started this process, where it wants to hear of it.
public final class ServiceManager {
    private static final Logger LOG = Logger.getLogger(ServiceManager.class);

    private final @Nullable NoticeSocket socket;

    /// How often it wants to hear that we live; 0 for never.
    private final long watchdogNanos;

    private final LongSupplier nanoTime;
    private boolean ready;
    private boolean ending;
    private boolean heard = true;
    private long fedAt;

    private ServiceManager(
            @Nullable NoticeSocket socket, long watchdogNanos, LongSupplier nanoTime) {
        this.socket = socket;
        this.watchdogNanos = watchdogNanos;
        this.nanoTime = nanoTime;
        fedAt = nanoTime.getAsLong() - watchdogNanos;
    }

    /// Whoever the environment names.
    ///
    /// @param environment gives a variable by its name, or null
    /// @param nanoTime a monotonic clock in nanoseconds
    public static ServiceManager of(
            UnaryOperator<@Nullable String> environment, LongSupplier nanoTime) {
        var name = environment.apply("NOTIFY_SOCKET");
        if (name == null || name.isEmpty()) return new ServiceManager(null, 0, nanoTime);
        try {
            return new ServiceManager(
                    new NoticeSocket(name), watchdogNanos(environment) / 2, nanoTime);
        } catch (IOException unusable) {
            LOG.warnf("The service manager can't be told: %s.", unusable.getMessage());
            return new ServiceManager(null, 0, nanoTime);
        }
    }

    private static long watchdogNanos(UnaryOperator<@Nullable String> environment) {
        var process = environment.apply("WATCHDOG_PID");
        if (process != null && !process.equals(Long.toString(ProcessHandle.current().pid())))
            return 0;
        var micros = environment.apply("WATCHDOG_USEC");
        return micros == null || !micros.matches("\\d{1,15}")
                ? 0
                : TimeUnit.MICROSECONDS.toNanos(Long.parseLong(micros));
    }

    /// Tells of a new state.
    public synchronized void is(LinkState state) {
        if (socket == null || ending) return;
        say(lead(state) + "STATUS=" + sentence(state));
    }

    /// What is to be said before the sentence.
    private String lead(LinkState state) {
        return switch (state) {
            case LinkState.Online _, LinkState.Waiting _ -> {
                var first = !ready;
                ready = true;
                yield first ? "READY=1\n" : "";
            }
            case LinkState.Draining _, LinkState.Revoked _ -> {
                ending = true;
                yield "STOPPING=1\n";
            }
            case LinkState.Enrolling _, LinkState.Connecting _ -> "";
        };
    }

    private static String sentence(LinkState state) {
        return switch (state) {
            case LinkState.Enrolling _ -> "Enrolling";
            case LinkState.Connecting _ -> "Connecting";
            case LinkState.Online _ -> "Online";
            // What the other side has said may hold anything, and a new line would be a new word.
            case LinkState.Waiting(var until, var why) ->
                    "Waiting until %s: %s"
                            .formatted(
                                    until.truncatedTo(ChronoUnit.SECONDS),
                                    why.replaceAll("\\p{Cntrl}", " "));
            case LinkState.Draining _ -> "Finishing the calls at work";
            case LinkState.Revoked _ -> "Revoked by the server";
        };
    }

    /// Tells that the host lives, as often as it wants to hear that.
    public synchronized void alive() {
        if (socket == null || watchdogNanos == 0) return;
        var now = nanoTime.getAsLong();
        if (now - fedAt < watchdogNanos) return;
        fedAt = now;
        say("WATCHDOG=1");
    }

    private void say(String notice) {
        if (socket == null) return;
        try {
            socket.send(notice);
            heard = true;
        } catch (IOException deaf) {
            // No reason to stop, and one line about it is enough.
            if (heard) LOG.warnf("The service manager does not listen: %s.", deaf.getMessage());
            heard = false;
        }
    }
}
