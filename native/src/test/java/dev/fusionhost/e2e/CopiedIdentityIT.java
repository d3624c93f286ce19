package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The state folder of a host, copied to another machine.
@EnabledOnOs(OS.LINUX)
class CopiedIdentityIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir Path folder;
    private ServerProgram server;
    private Operator operator;
    private Program owner;

    @BeforeEach
    void aHostIsConnected() throws Exception {
        server = ServerProgram.start(folder.resolve("data"), 0, _ -> {});
        operator = new Operator(server.origin(), server.operatorKey());
        owner = host("home").with("FUSION_HOST_CODE", operator.mintCode()).start();
        operator.awaitOnline(SOON);
    }

    @AfterEach
    void allIsStopped() {
        owner.close();
        operator.close();
        server.close();
    }

    @Test
    void withoutItsKeyItIsWorthNothing() throws Exception {
        neverConnects(credential -> credential.remove("key"));
    }

    @Test
    void asAnOrdinaryTokenItIsWorthNothing() throws Exception {
        neverConnects(
                credential -> {
                    credential.remove("key");
                    credential.remove("tokenType");
                });
    }

    @Test
    void withAnotherKeyItIsWorthNothing() throws Exception {
        neverConnects(credential -> credential.set("key", anotherKey()));
    }

    /// Whoever has all of it can come, and both are seen.
    @Test
    void withItsKeyBothMachinesAreSeenAndNeitherIsWiped() throws Exception {
        copy(_ -> {});
        try (var copy = host("copy").start()) {
            copy.awaitLine("Connected to", SOON);
            owner.awaitLine("Another stream of this device took over", SOON);
            // The owner takes it back after a minute.
            copy.awaitLine("Another stream of this device took over", Duration.ofMinutes(3));

            var device = operator.devices().get(0);
            assertThat(device.get("sharedIdentity").asBoolean()).as(device.toString()).isTrue();
            assertThat(device.get("machines").findValuesAsText("bootId")).doesNotHaveDuplicates();
            assertThat(owner.alive() && copy.alive()).isTrue();
            assertThat(server.program().output()).contains("Two machines share the identity");
        }
    }

    private void neverConnects(Consumer<ObjectNode> change) throws Exception {
        var changed = copy(change);
        var before = Files.readString(changed);
        try (var thief = host("copy").start()) {
            for (var times = 0; times < 2; times++)
                thief.awaitLine("does not accept the proof of this device's key", SOON);

            assertThat(thief.alive()).isTrue();
            assertThat(thief.output()).doesNotContain("Connected to");
        }
        assertThat(Files.readString(changed)).as("it isn't wiped").isEqualTo(before);
        assertThat(owner.output()).doesNotContain("took over");
        assertThat(operator.devices().get(0).get("online").asBoolean()).isTrue();
    }

    /// Only what is needed to come: the rest of the folder is locked.
    ///
    /// @return the file of the credential
    private Path copy(Consumer<ObjectNode> change) throws IOException {
        var from = folder.resolve("home").resolve("credentials");
        var to = Files.createDirectories(folder.resolve("copy")).resolve("credentials");
        Files.createDirectory(to);
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                var copy = Files.copy(file, to.resolve(file.getFileName()));
                var content = (ObjectNode) JSON.readTree(copy.toFile());
                if (!content.has("token")) continue;
                assertThat(content.has("key")).isTrue();
                change.accept(content);
                Files.write(copy, JSON.writeValueAsBytes(content));
            }
        }
        try (var files = Files.list(to)) {
            return files.filter(file -> contains(file, "token")).findFirst().orElseThrow();
        }
    }

    private static boolean contains(Path file, String field) {
        try {
            return JSON.readTree(file.toFile()).has(field);
        } catch (IOException _) {
            return false;
        }
    }

    private static ObjectNode anotherKey() {
        try {
            return JSON.valueToTree(new ECKeyGenerator(Curve.P_256).generate().toJSONObject());
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private HostProgram host(String home) throws IOException {
        var root = Files.createDirectories(folder.resolve("root"));
        return new HostProgram("--root", root.toString(), "--name", home)
                .with("FUSION_HOST_SERVER", server.origin())
                .with("FUSION_HOST_HOME", folder.resolve(home));
    }
}
