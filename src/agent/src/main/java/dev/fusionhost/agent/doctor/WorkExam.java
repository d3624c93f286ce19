package dev.fusionhost.agent.doctor;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.journal.Glance;
import dev.fusionhost.agent.service.Service;
import dev.fusionhost.agent.status.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the host works on this machine: what it has yet to deliver, what it holds of the system, and
/// what starts it.
final class WorkExam {
    /// A server takes results within minutes; what is older than this waits for something else.
    private static final Duration LONG = Duration.ofHours(1);

    private static final Pattern LIMIT = Pattern.compile("Max open files\\s+(\\d+)");

    private final Path journal;
    private final @Nullable Status host;
    private final Supplier<Service> service;
    private final InstantSource clock;

    /// @param host one that runs; null where none does
    WorkExam(Path journal, @Nullable Status host, Supplier<Service> service, InstantSource clock) {
        this.journal = journal;
        this.host = host;
        this.service = service;
        this.clock = clock;
    }

    void examine(Consumer<Finding> told) {
        told.accept(journal());
        var descriptors = host == null ? null : descriptors(host.pid());
        if (descriptors != null) told.accept(descriptors);
        told.accept(service());
    }

    private Finding journal() {
        try {
            var glance = Glance.of(journal);
            if (glance.damaged())
                return Finding.note(
                        "journal",
                        "%s is damaged in the middle".formatted(journal),
                        "Nothing to do: the host keeps what can be read. See whether the disk is well.");
            var depth =
                    "%d calls begun, %d results to deliver, %d KiB"
                            .formatted(glance.begun(), glance.kept(), glance.bytes() / 1024);
            if (glance.oldest().isEmpty()) return Finding.fine("journal", depth);
            var age = Duration.between(glance.oldest().get(), clock.instant());
            var sentence = "%s; the oldest %d min ago".formatted(depth, age.toMinutes());
            return age.compareTo(LONG) < 0
                    ? Finding.fine("journal", sentence)
                    : Finding.note(
                            "journal",
                            sentence,
                            "See that the host is online: they are delivered then, and dropped after a day.");
        } catch (IOException failed) {
            return Finding.wrong(
                    "journal",
                    ExitCode.IO,
                    "%s can't be read (%s)".formatted(journal, failed.getMessage()),
                    "Mend its owner and permissions: until then nothing that changes anything is run.");
        }
    }

    /// Null where the system doesn't tell.
    private static @Nullable Finding descriptors(long pid) {
        var process = Path.of("/proc", Long.toString(pid));
        try (var held = Files.list(process.resolve("fd"))) {
            var count = held.count();
            var limit = LIMIT.matcher(Files.readString(process.resolve("limits")));
            if (!limit.find()) return null;
            var most = Long.parseLong(limit.group(1));
            var sentence = "The host has %d of at most %d open".formatted(count, most);
            return count < most - most / 4
                    ? Finding.fine("descriptors", sentence)
                    : Finding.note(
                            "descriptors", sentence, "Raise its limit (ulimit -n, LimitNOFILE=).");
        } catch (IOException _) {
            return null;
        }
    }

    private Finding service() {
        try {
            var installed = service.get();
            var file = installed.file();
            if (file.isEmpty())
                return Finding.fine(
                        "service", "Not installed; the host runs while somebody runs it");
            var sentence = "Installed: %s".formatted(file.get());
            return installed
                    .hint()
                    .map(hint -> Finding.note("service", sentence, hint + "."))
                    .orElseGet(() -> Finding.fine("service", sentence));
        } catch (HostFailure none) {
            return Finding.fine("service", "There can be none here: " + none.sentence());
        }
    }
}
