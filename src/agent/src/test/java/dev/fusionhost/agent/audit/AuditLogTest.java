package dev.fusionhost.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.protocol.CallError;
import dev.fusionhost.protocol.CallMode;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.ServerFrame.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir Path home;

    @Test
    void aLineTellsWhatTheCallWasAboutAndNothingThatWasInIt() throws IOException {
        try (var log = AuditLog.open(home, InstantSource.system())) {
            var input = JSON.readTree("{\"path\": \"a.txt\", \"content\": \"SECRET\"}");
            var call = new Call("call-1", "write_file", input, CallMode.APPLY, null);
            log.began(call);
            var output = JSON.readTree("{\"text\": \"ALSO SECRET\"}");
            log.answered(call, Result.output("call-1", output, 7), List.of("/root/a.txt"));
        }
        var lines = lines();
        assertThat(lines)
                .extracting(line -> line.get("event").asText())
                .containsExactly("began", "answered");
        var last = lines.getLast();
        assertThat(last.get("tool").asText()).isEqualTo("write_file");
        assertThat(last.get("mode").asText()).isEqualTo("apply");
        assertThat(last.get("outcome").asText()).isEqualTo("ok");
        assertThat(last.at("/paths/0").asText()).isEqualTo("/root/a.txt");
        assertThat(last.get("ms").asInt()).isEqualTo(7);
        assertThat(last.get("bytes").asInt()).isEqualTo(22);
        assertThat(last.get("inputSha256").asText()).hasSize(64);
        assertThat(lines.toString()).doesNotContain("SECRET");
    }

    @Test
    void aFailureIsNamedByItsCode() throws IOException {
        try (var log = AuditLog.open(home, InstantSource.system())) {
            var error = new CallError("outside_roots", "That is outside.");
            log.answered(call(1), Result.error("call-1", error, null, 0), List.of("../x"));
        }
        assertThat(lines().getFirst().get("outcome").asText()).isEqualTo("outside_roots");
    }

    @Test
    void theChainGoesOnAfterARestart() throws IOException {
        for (int start = 0; start < 3; start++) write(2);
        var verdict = new AuditTrail(home).verify();
        assertThat(verdict.fault()).isNull();
        assertThat(verdict.first()).isEqualTo(1);
        assertThat(verdict.end().line()).isEqualTo(6);
    }

    @Test
    void whatACrashHasCutOffIsNoFault() throws IOException {
        write(2);
        Files.writeString(newest(), "{\"line\": 3, \"at\": \"20", StandardOpenOption.APPEND);
        assertThat(new AuditTrail(home).verify().end().line()).isEqualTo(2);
        write(1);
        var verdict = new AuditTrail(home).verify();
        assertThat(verdict.fault()).isNull();
        assertThat(verdict.end().line()).isEqualTo(3);
    }

    @Test
    void aFullFileIsSetAsideAndTheOldestGo() throws IOException {
        try (var log = AuditLog.open(home, InstantSource.system(), 1_000)) {
            for (int i = 0; i < 200; i++) log.began(call(i));
        }
        var files = new AuditFiles(home.resolve("audit"));
        assertThat(files.earlier()).hasSize(19);
        var verdict = new AuditTrail(home).verify();
        assertThat(verdict.fault()).isNull();
        assertThat(verdict.first()).isGreaterThan(1);
        assertThat(verdict.end().line()).isEqualTo(200);
        assertThat(new AuditTrail(home).tail(5)).hasSize(5);
    }

    @Test
    void anyChangeInTheMiddleIsFound() throws IOException {
        write(20);
        var whole = Files.readString(newest());
        var random = new Random(7);
        // The last line has nobody after it who knows it.
        var known = whole.lastIndexOf('\n', whole.length() - 2);
        for (int round = 0; round < 200; round++) {
            var at = random.nextInt(known);
            var other = whole.charAt(at) == 'x' ? 'y' : 'x';
            Files.writeString(newest(), whole.substring(0, at) + other + whole.substring(at + 1));
            assertThat(new AuditTrail(home).verify().fault()).as("character %d", at).isNotNull();
        }
    }

    @Test
    void aLineThatWasTakenOutOrPutInIsFound() throws IOException {
        write(5);
        var lines = Files.readAllLines(newest());
        for (int i = 0; i < 4; i++) {
            var without = new ArrayList<>(lines);
            without.remove(i);
            assertFault(without);
            var twice = new ArrayList<>(lines);
            twice.add(i, lines.get(i));
            assertFault(twice);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void itIsTheOwnersAlone() throws IOException {
        write(1);
        assertThat(Files.getPosixFilePermissions(newest()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void thereIsNoTrailWithoutALog() throws IOException {
        assertThat(new AuditTrail(home).verify().end().line()).isZero();
        assertThat(new AuditTrail(home).tail(10)).isEmpty();
    }

    private void assertFault(List<String> lines) throws IOException {
        Files.write(newest(), lines);
        assertThat(new AuditTrail(home).verify().fault()).as(lines.toString()).isNotNull();
    }

    private void write(int calls) {
        try (var log = AuditLog.open(home, InstantSource.system())) {
            for (int i = 0; i < calls; i++) log.began(call(i));
        }
    }

    private static Call call(int number) {
        return new Call("call-" + number, "list_folder", null, null, null);
    }

    private Path newest() {
        return home.resolve("audit").resolve("audit.jsonl");
    }

    private List<JsonNode> lines() throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(newest())) lines.add(JSON.readTree(line));
        return lines;
    }
}
