package dev.fusionhost.agent.doctor;

import static java.util.Objects.requireNonNull;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.CredentialStores;
import dev.fusionhost.agent.credentials.Lookup;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.status.Status;
import dev.fusionhost.agent.status.StatusFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is kept on this machine.
final class StateExam {
    /// Below this a journal or a backup soon fails.
    private static final long ROOM = 100L * 1024 * 1024;

    private static final long MIB = 1024L * 1024;

    private final Path home;
    private final CredentialStores stores;
    private final Origin origin;
    private final FreeSpace free;
    private @Nullable Credential credential;
    private @Nullable Status atWork;

    StateExam(Path home, CredentialStores stores, Origin origin, FreeSpace free) {
        this.home = home;
        this.stores = stores;
        this.origin = origin;
        this.free = free;
    }

    /// Tells how many bytes there is room for on the disk of a folder that exists.
    @FunctionalInterface
    interface FreeSpace {
        long of(Path folder) throws IOException;
    }

    void examine(Consumer<Finding> told) {
        told.accept(folder());
        told.accept(room());
        told.accept(identity());
        told.accept(host());
    }

    /// That for the server; null where there is none that can be used.
    @Nullable Credential credential() {
        return credential;
    }

    /// The host that runs with this folder; null where none does.
    @Nullable Status atWork() {
        return atWork;
    }

    private Finding folder() {
        if (!Files.exists(home))
            return Finding.fine("state folder", home + " will be made at the first start");
        if (Files.isDirectory(home) && Files.isWritable(home) && Files.isReadable(home))
            return Finding.fine("state folder", home + " can be read and written");
        return Finding.wrong(
                "state folder",
                ExitCode.IO,
                home + " can't be read and written by this user",
                "Mend its owner and permissions, or set FUSION_HOST_HOME to another folder.");
    }

    private Finding room() {
        try {
            var existing = home;
            while (!Files.exists(existing)) existing = requireNonNull(existing.getParent());
            var bytes = free.of(existing);
            var sentence = "%d MiB are free on its disk".formatted(bytes / MIB);
            if (bytes >= ROOM) return Finding.fine("disk", sentence);
            return Finding.wrong(
                    "disk",
                    ExitCode.IO,
                    sentence,
                    "Make room: changes are refused where they can't be journalled.");
        } catch (IOException failed) {
            return Finding.note(
                    "disk",
                    "Its room can't be asked for (%s)".formatted(failed.getMessage()),
                    "See whether the disk works.");
        }
    }

    private Finding identity() {
        return switch (stores.find(origin)) {
            case Lookup.Found(var found) -> {
                credential = found;
                yield Finding.fine(
                        "identity",
                        "Enrolled as %s, kept by %s: %s"
                                .formatted(found.deviceId(), kind(), stores.place(origin).where()));
            }
            case Lookup.Absent() ->
                    Finding.wrong(
                            "identity",
                            ExitCode.CONFIG,
                            "Not enrolled at %s".formatted(origin),
                            "Mint a pairing code there, and start the host with FUSION_HOST_CODE set to it.");
            case Lookup.Locked(var sentence) ->
                    Finding.wrong(
                            "identity",
                            ExitCode.TEMPORARY,
                            "The identity, kept by %s, can't be read now".formatted(kind()),
                            sentence);
            case Lookup.Broken(var sentence) ->
                    Finding.wrong(
                            "identity", ExitCode.CONFIG, "The identity can't be used", sentence);
        };
    }

    private String kind() {
        return stores.place(origin).kind().word();
    }

    private Finding host() {
        var status = StatusFile.read(home);
        atWork = status.filter(Status::alive).orElse(null);
        return Finding.fine(
                "host", status.map(Status::line).orElse("None has run with this state folder"));
    }
}
