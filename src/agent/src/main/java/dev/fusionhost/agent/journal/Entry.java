package dev.fusionhost.agent.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/// What happened to a call. Of several entries about one call the one that is furthest counts.
public sealed interface Entry {
    String callId();

    /// When it happened, by the wall clock: it must mean something to the next process.
    Instant at();

    /// The call may have run from here on.
    record Begun(String callId, Instant at, String tool) implements Entry {}

    /// What came of it.
    ///
    /// @param result the frame, as text
    record Answered(String callId, Instant at, String result) implements Entry {}

    /// Nobody needs its result any more; its id stays, so that it doesn't run again.
    record Over(String callId, Instant at) implements Entry {}

    /// It was cancelled before it came, and must not run when it does.
    record Cancelled(String callId, Instant at) implements Entry {}

    /// How far a call has come: an entry never takes back what a later one said.
    default int stage() {
        return switch (this) {
            case Begun _ -> 0;
            case Answered _ -> 1;
            case Over _ -> 2;
            case Cancelled _ -> 3;
        };
    }

    default byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(stage());
            out.writeLong(at().toEpochMilli());
            out.writeUTF(callId());
            switch (this) {
                case Begun(_, _, String tool) -> out.writeUTF(tool);
                case Answered(_, _, String result) -> out.write(result.getBytes(UTF_8));
                case Over _, Cancelled _ -> {}
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory takes what is written to it", impossible);
        }
        return bytes.toByteArray();
    }

    /// Reads one back.
    ///
    /// @throws IOException where the bytes are no entry
    static Entry of(byte[] bytes) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var stage = in.readByte();
            var at = Instant.ofEpochMilli(in.readLong());
            var callId = in.readUTF();
            return switch (stage) {
                case 0 -> new Begun(callId, at, in.readUTF());
                case 1 -> new Answered(callId, at, new String(in.readAllBytes(), UTF_8));
                case 2 -> new Over(callId, at);
                case 3 -> new Cancelled(callId, at);
                default -> throw new IOException("no entry of stage " + stage);
            };
        }
    }
}
