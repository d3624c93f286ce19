package dev.fusionhost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The whole way, with the real server: a code, an enrolment, a call on real files.
class MainJobIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path folder;
    private Path root;
    private Path home;
    private ServerProgram server;
    private Operator operator;

    @BeforeEach
    void aServerIsThere() throws IOException, InterruptedException {
        root = Files.createDirectory(folder.resolve("root")).toRealPath();
        home = folder.resolve("home");
        server = ServerProgram.start(folder.resolve("data"), 0, _ -> {});
        operator = new Operator(server.origin(), server.operatorKey());
    }

    @AfterEach
    void allIsStopped() {
        operator.close();
        server.close();
    }

    @Test
    void aCodeEnrolsTheHostAndACallListsAFolder() throws Exception {
        Files.writeString(root.resolve("plan.txt"), "ground floor");
        Files.writeString(root.resolve("café.txt"), "espresso");
        try (var _ = host(operator.mintCode()).start()) {
            var device = operator.awaitOnline(SOON);
            var result = operator.call(device, "list_folder", Map.of("path", root.toString()));
            assertThat(result.get("ok").asBoolean()).as(result.toString()).isTrue();
            assertThat(result.at("/output/entries").findValuesAsText("name"))
                    .containsExactly("café.txt", "plan.txt");
        }
    }

    /// Nor does a request leave a socket behind.
    @Test
    @EnabledOnOs(OS.LINUX)
    void theServerListensOnItsOnePort() throws Exception {
        for (int requests = 0; requests < 10; requests++) operator.devices();
        assertThat(ListeningSockets.of(server.program().pid())).hasSize(1);
    }

    @Test
    void theOwnerSeesHowItDoesAndWhatWasAsked() throws Exception {
        var code = operator.mintCode();
        try (var ill = host("", "doctor").start()) {
            assertThat(ill.awaitExit(SOON)).as(ill.output()).isEqualTo(78);
            assertThat(ill.output()).contains("✗ identity: Not enrolled", "FUSION_HOST_CODE");
        }
        try (var enrolling = host(code, "enroll").start()) {
            assertThat(enrolling.awaitExit(SOON)).as(enrolling.output()).isZero();
        }
        try (var well = host("", "doctor").start()) {
            assertThat(well.awaitExit(SOON)).as(well.output()).isZero();
            assertThat(well.output()).contains("✓ server: Knows", "✓ stream: The server lets it");
        }
        try (var _ = host("").start()) {
            operator.call(operator.awaitOnline(SOON), "list_folder", Map.of("path", "../.."));
        }
        try (var tail = host("", "audit", "tail").start();
                var verify = host("", "audit", "verify").start()) {
            assertThat(tail.awaitExit(SOON)).isZero();
            assertThat(tail.output())
                    .contains("\"tool\":\"list_folder\"", "\"outcome\":\"outside_roots\"", "../..");
            assertThat(verify.awaitExit(SOON)).as(verify.output()).isZero();
            assertThat(verify.output()).contains("Lines 1 to 1 are as they were written");
        }
    }

    @Test
    void aServiceIsShownBeforeItIsInstalled() throws Exception {
        try (var shown =
                host("SECRET", "service", "install", "--print", "--root", root + ":ro").start()) {
            assertThat(shown.awaitExit(SOON)).as(shown.output()).isZero();
            assertThat(shown.output())
                    .contains("run", "service.properties", "fusion.host.roots=", ":ro")
                    .doesNotContain("SECRET");
        }
    }

    @Test
    void aSecondStartNeedsNoCode() throws Exception {
        String first;
        try (var _ = host(operator.mintCode()).start()) {
            first = operator.awaitOnline(SOON);
        }
        awaitOffline();
        try (var _ = host("").start()) {
            assertThat(operator.awaitOnline(SOON)).isEqualTo(first);
        }
    }

    @Test
    void aRenameIsShownThenAppliedOnce() throws Exception {
        Files.writeString(root.resolve("old.txt"), "content");
        try (var _ = host(operator.mintCode()).start()) {
            var device = operator.awaitOnline(SOON);
            var input = Map.of("path", "old.txt", "newName", "new.txt");

            var shown = operator.call(device, "rename_in_place", input);
            assertThat(shown.at("/proposal/changes/0/kind").asText()).isEqualTo("move");
            assertThat(root.resolve("old.txt")).exists();
            assertThat(root.resolve("new.txt")).doesNotExist();

            var applied = operator.apply(shown.get("callId").asText());
            assertThat(applied.get("ok").asBoolean()).as(applied.toString()).isTrue();
            assertThat(root.resolve("old.txt")).doesNotExist();
            assertThat(root.resolve("new.txt")).hasContent("content");
        }
    }

    @Test
    void aUsedCodeAndAnUnknownOneEndWithASentence() throws Exception {
        var code = operator.mintCode();
        try (var _ = host(code).start()) {
            operator.awaitOnline(SOON);
        }
        for (var wrong : new String[] {code, "AAAA-BBBB"}) {
            try (var refused =
                    host(wrong).with("FUSION_HOST_HOME", folder.resolve("other")).start()) {
                assertThat(refused.awaitExit(SOON)).isEqualTo(77);
                assertThat(refused.output()).startsWith("fusion-host: ").doesNotContain("\tat ");
                assertThat(refused.output().lines()).hasSize(1);
            }
        }
    }

    @Test
    void eachServerHasACredentialOfItsOwn() throws Exception {
        try (var _ = host(operator.mintCode()).start()) {
            operator.awaitOnline(SOON);
        }
        try (var other = ServerProgram.start(folder.resolve("other-data"), 0, _ -> {});
                var there = new Operator(other.origin(), other.operatorKey());
                var _ = host(there.mintCode()).with("FUSION_HOST_SERVER", other.origin()).start()) {
            there.awaitOnline(SOON);
        }
        try (Stream<Path> credentials = Files.list(home.resolve("credentials"))) {
            assertThat(credentials.map(Path::toString).filter(name -> name.endsWith(".json")))
                    .hasSize(2);
        }
    }

    @Test
    void theHostIsBackSoonAfterTheServer() throws Exception {
        try (var _ = host(operator.mintCode()).start()) {
            var device = operator.awaitOnline(SOON);
            URI origin = server.origin();
            var key = server.operatorKey();
            server.program().kill();
            server = ServerProgram.start(folder.resolve("data"), origin.getPort(), _ -> {});
            operator.close();
            operator = new Operator(origin, key);
            assertThat(operator.awaitOnline(SOON)).isEqualTo(device);
            var result = operator.call(device, "list_roots", Map.of());
            assertThat(result.get("ok").asBoolean()).isTrue();
        }
    }

    private HostProgram host(String code) {
        return host(code, "run", "--root", root.toString());
    }

    private HostProgram host(String code, String... arguments) {
        return new HostProgram(arguments)
                .with("FUSION_HOST_SERVER", server.origin())
                .with("FUSION_HOST_CODE", code)
                .with("FUSION_HOST_HOME", home);
    }

    private void awaitOffline() throws Exception {
        while (operator.devices().get(0).get("online").asBoolean())
            Thread.sleep(Duration.ofMillis(50));
    }
}
