package dev.fusionhost.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialFilesTest {
    private static final Origin ORIGIN = Origin.parse("https://pulsn.internal", false);
    private static final Credential CREDENTIAL =
            new Credential(ORIGIN.toString(), "device-1", "a-secret-token");

    @TempDir Path home;
    private CredentialFiles files;
    private Path file;

    @BeforeEach
    void aStateFolder() {
        files = new CredentialFiles(home);
        file = files.file(ORIGIN);
    }

    @Test
    void whatIsKeptIsFoundAgain() {
        files.keep(ORIGIN, CREDENTIAL);
        assertThat(files.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
    }

    @Test
    void anotherServerHasItsOwn() {
        files.keep(ORIGIN, CREDENTIAL);
        var other = Origin.parse("https://pulsn.internal:8443", false);
        assertThat(files.find(other)).isEqualTo(new Lookup.Absent());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void nobodyElseCanReadIt() throws IOException {
        files.keep(ORIGIN, CREDENTIAL);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        try (var all = Files.list(file.getParent())) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void aFileThatOthersCanReadIsBrokenAndStays() throws IOException {
        files.keep(ORIGIN, CREDENTIAL);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertBroken("can be read by others");
    }

    @Test
    void aLinkIsBrokenAndStays() throws IOException {
        files.keep(ORIGIN, CREDENTIAL);
        var elsewhere = Files.move(file, home.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere);
        assertBroken("is a link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"origin\":\"https://pulsn.internal\"}", "null", "[]", "42"})
    void aFileThatIsEmptyOrCutShortIsBrokenAndStays(String content) throws IOException {
        files.keep(ORIGIN, CREDENTIAL);
        Files.writeString(file, content);
        assertBroken("not a credential");
        assertThat(file).hasContent(content);
    }

    @Test
    void aFileOfAnotherServerIsBroken() throws IOException {
        var other = Origin.parse("https://other.example", false);
        files.keep(other, new Credential(other.toString(), "device-1", "a-secret-token"));
        Files.move(files.file(other), file);
        assertBroken("belongs to another server");
    }

    @Test
    void aRevokedOneIsSetAsideWithItsBytes() throws IOException {
        files.keep(ORIGIN, CREDENTIAL);
        var bytes = Files.readAllBytes(file);
        var aside = Path.of(files.setAside(ORIGIN, Instant.parse("2026-03-04T05:06:07Z")));
        assertThat(aside.getFileName()).asString().endsWith(".revoked-20260304T050607Z");
        assertThat(aside).hasBinaryContent(bytes);
        assertThat(files.find(ORIGIN)).isEqualTo(new Lookup.Absent());
    }

    @Test
    void theTokenIsInNoText() {
        assertThat(CREDENTIAL.toString() + files.find(ORIGIN)).doesNotContain("a-secret-token");
    }

    private void assertBroken(String why) {
        assertThat(files.find(ORIGIN))
                .isInstanceOfSatisfying(
                        Lookup.Broken.class,
                        broken ->
                                assertThat(broken.sentence())
                                        .contains(file.toString())
                                        .contains(why)
                                        .doesNotContain("a-secret-token"));
        assertThat(file).exists();
    }
}
