package dev.fusionhost.agent.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.dispatch.Witness;
import dev.fusionhost.agent.home.OwnerOnly;
import dev.fusionhost.protocol.CallMode;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.ServerFrame.Call;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/// Writes down what calls were about.
///
/// A line that can't be written, on a full disk, is missing, and the next one says how many are:
/// what changes something is refused then by the journal.
public final class AuditLog implements Witness, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AuditLog.class);
    private static final JsonMapper MAPPER = new JsonMapper();

    private static final long FULL = 16L * 1024 * 1024;

    private final AuditFiles files;
    private final InstantSource clock;
    private final long full;
    private RandomAccessFile file;
    private long line;
    private String previous;
    private long missing;

    private AuditLog(AuditFiles files, InstantSource clock, long full) throws IOException {
        this.files = files;
        this.clock = clock;
        this.full = full;
        var last = AuditTrail.last(files);
        line = last.line();
        previous = last.hash();
        file = opened();
    }

    /// Goes on with the log of a state folder. Its host must have the folder's lock.
    ///
    /// @throws HostFailure where it can't be written
    public static AuditLog open(Path stateFolder, InstantSource clock) {
        return open(stateFolder, clock, FULL);
    }

    static AuditLog open(Path stateFolder, InstantSource clock, long full) {
        var files = AuditFiles.in(stateFolder);
        try {
            OwnerOnly.folder(files.folder());
            return new AuditLog(files, clock, full);
        } catch (IOException failed) {
            throw new HostFailure(
                    ExitCode.IO,
                    "The audit log in %s can't be written: %s. Mend its permissions or make room."
                            .formatted(files.folder(), failed.getMessage()),
                    failed);
        }
    }

    @Override
    public synchronized void began(Call call) {
        write(about(call, "began"));
    }

    @Override
    public synchronized void answered(Call call, Result result, List<String> paths) {
        var entry = about(call, "answered");
        var error = result.error();
        entry.put(
                "outcome",
                error != null ? error.code() : result.proposal() != null ? "proposed" : "ok");
        if (!paths.isEmpty()) paths.forEach(entry.putArray("paths")::add);
        var output = result.output();
        if (output != null) entry.put("bytes", output.toString().getBytes(UTF_8).length);
        entry.put("ms", result.ms());
        write(entry);
    }

    private ObjectNode about(Call call, String event) {
        var entry =
                MAPPER.createObjectNode()
                        .put("line", line + 1)
                        .put("at", clock.instant().toString())
                        .put("event", event)
                        .put("callId", call.callId())
                        .put("tool", call.tool());
        if (call.mode() == CallMode.APPLY) entry.put("mode", "apply");
        var input = call.input();
        return entry.put("inputSha256", AuditFiles.hash(input == null ? "{}" : input.toString()));
    }

    private void write(ObjectNode entry) {
        if (missing > 0) entry.put("missing", missing);
        var text = entry.put("previous", previous).toString();
        try {
            append(text);
            line++;
            previous = AuditFiles.hash(text);
            missing = 0;
        } catch (IOException failed) {
            if (missing++ == 0)
                LOG.warnf("The audit log can't be written (%s).", failed.getMessage());
        }
    }

    /// All of the line or nothing of it.
    private void append(String text) throws IOException {
        if (file.length() >= full) rotate();
        var end = file.length();
        try {
            file.seek(end);
            file.write((text + "\n").getBytes(UTF_8));
        } catch (IOException failed) {
            file.setLength(end);
            throw failed;
        }
    }

    private void rotate() throws IOException {
        file.close();
        Files.move(files.newest(), files.earlier(line + 1));
        file = opened();
        var earlier = files.earlier();
        for (var old : earlier.subList(0, Math.max(0, earlier.size() - AuditFiles.MOST_EARLIER)))
            Files.deleteIfExists(old);
    }

    private RandomAccessFile opened() throws IOException {
        OwnerOnly.file(files.newest());
        var opened = new RandomAccessFile(files.newest().toFile(), "rw");
        opened.setLength(AuditTrail.wholeLines(files.newest()));
        return opened;
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException failed) {
            LOG.warnf("The audit log was not closed (%s).", failed.getMessage());
        }
    }
}
