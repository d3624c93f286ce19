package dev.fusionhost.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fusionhost.testing.KeyringSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The store over a real keyring, in a process of its own, whose session is none of ours.
class SecretServiceProcessTest {
    private static final Origin ORIGIN = Origin.parse("https://pulsn.internal", false);

    @TempDir Path folder;
    private final List<Process> programs = new ArrayList<>();
    private KeyringSession session;

    @BeforeEach
    void aSession() throws Exception {
        assumeTrue(KeyringSession.isInstalled(), "there is no gnome-keyring-daemon here");
        session = KeyringSession.open(folder);
    }

    @AfterEach
    void allIsEnded() throws Exception {
        for (var program : programs) program.destroyForcibly().waitFor();
        if (session != null) session.close();
    }

    @Test
    void whatIsKeptIsFoundUntilItIsForgotten() throws Exception {
        var store = store(session.environment());
        assertThat(store.say("ready")).isEqualTo("Ready[]");
        assertThat(store.say("find")).isEqualTo("Absent[]");
        assertThat(store.say("keep one")).isEqualTo("kept");
        assertThat(store.say("find")).isEqualTo("one");
        assertThat(store.say("keep two")).isEqualTo("kept");
        assertThat(store.say("find")).isEqualTo("two");
        assertThat(store(session.environment()).say("find")).isEqualTo("two");
        assertThat(store.say("aside")).contains("revoked-20260304T050607Z");
        assertThat(store.say("find")).isEqualTo("Absent[]");
        store.say("keep three");
        assertThat(store.say("forget")).isEqualTo("forgotten");
        assertThat(store.say("find")).isEqualTo("Absent[]");
        try (var files = Files.walk(folder.resolve("data"))) {
            assertThat(files).anyMatch(file -> file.endsWith("login.keyring"));
        }
    }

    @Test
    void aLockedKeyringIsLockedAndOpensAgain() throws Exception {
        var store = store(session.environment());
        store.say("keep one");
        session.lock();
        assertThat(store.say("find")).startsWith("Locked").contains("it is locked");
        assertThat(store.say("ready")).startsWith("Later").contains("it is locked");
        assertThat(store.say("keep two")).startsWith("HostFailure").contains("it is locked");
        assertThat(store.say("forget")).startsWith("HostFailure").contains("it is locked");
        session.restartLocked();
        assertThat(store.say("find")).startsWith("Locked").contains("it is locked");
        session.restartOpen();
        assertThat(store.say("find")).isEqualTo("one");
    }

    @Test
    void aKeyringThatHangsIsLocked() throws Exception {
        var store = store(session.environment());
        store.say("keep one");
        session.hang();
        assertThat(store.say("find")).startsWith("Locked").contains("it doesn't answer");
        assertThat(store.say("ready")).startsWith("Later").contains("it doesn't answer");
        session.resume();
        assertThat(store.say("find")).isEqualTo("one");
    }

    @Test
    void aBusThatEndsEndsNothingElse() throws Exception {
        var store = store(session.environment());
        store.say("keep one");
        session.close();
        assertThat(store.say("find")).startsWith("Locked");
        session = KeyringSession.open(folder);
        assertThat(store.say("find")).isEqualTo("one");
    }

    @Test
    void withoutASessionThereIsNothingToAsk() throws Exception {
        var store = store(Map.of("DBUS_SESSION_BUS_ADDRESS", "", "XDG_RUNTIME_DIR", ""));
        assertThat(store.say("find")).startsWith("Locked").contains("this session has no bus");
        assertThat(store.say("ready")).startsWith("Later").contains("this session has no bus");
    }

    private Conversation store(Map<String, String> environment) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Asked.class.getName());
        builder.environment().putAll(environment);
        var program = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        programs.add(program);
        return new Conversation(program, program.inputReader());
    }

    private record Conversation(Process program, BufferedReader answers) {
        String say(String line) throws IOException {
            var words = program.outputWriter();
            words.write(line + "\n");
            words.flush();
            return answers.readLine();
        }
    }

    /// Does what it is told, line by line.
    static final class Asked {
        public static void main(String[] arguments) throws IOException {
            var store =
                    new SecretServiceStore(SessionBus.in(System::getenv), "item-of-this-folder");
            var lines =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line; (line = lines.readLine()) != null; )
                System.out.println(answer(store, line));
        }

        private static String answer(SecretServiceStore store, String line) {
            try {
                switch (line.split(" ", 2)[0]) {
                    case "ready":
                        return store.readiness().toString();
                    case "find":
                        var found = store.find(ORIGIN);
                        return found instanceof Lookup.Found(var credential)
                                ? credential.token()
                                : found.toString();
                    case "keep":
                        store.keep(
                                ORIGIN, new Credential(ORIGIN.toString(), "d1", line.substring(5)));
                        return "kept";
                    case "aside":
                        return store.setAside(ORIGIN, Instant.parse("2026-03-04T05:06:07Z"));
                    case "forget":
                        store.forget(ORIGIN);
                        return "forgotten";
                    default:
                        return "what?";
                }
            } catch (RuntimeException failed) {
                return failed.getClass().getSimpleName() + " " + failed.getMessage();
            }
        }
    }
}
