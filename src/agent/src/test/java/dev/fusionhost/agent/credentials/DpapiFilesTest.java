package dev.fusionhost.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.agent.HostFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With an encryption that turns bits over, and opens nothing that wasn't closed for the same
/// server.
class DpapiFilesTest implements DataProtection {
    private static final Origin ORIGIN = Origin.parse("https://pulsn.internal", false);
    private static final Credential CREDENTIAL =
            new Credential(ORIGIN.toString(), "device-1", "a-secret-token");
    private static final int INVALID_DATA = 13;
    private static final int BAD_KEY_STATE = 0x8009000B;

    @TempDir Path home;
    private DpapiFiles store;
    private Path file;
    private int error;

    @BeforeEach
    void aStateFolder() {
        store = new DpapiFiles(home, () -> this);
        file = home.resolve("credentials").resolve("https_pulsn.internal_443.dpapi");
    }

    @Test
    void whatIsKeptIsEncryptedAndFound() throws IOException {
        assertThat(store.find(ORIGIN)).isEqualTo(new Lookup.Absent());
        store.keep(ORIGIN, CREDENTIAL);
        assertThat(store.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .doesNotContain("a-secret-token");
        store.forget(ORIGIN);
        assertThat(store.find(ORIGIN)).isEqualTo(new Lookup.Absent());
    }

    @Test
    void aKeyThatIsNotAtHandIsLocked() {
        store.keep(ORIGIN, CREDENTIAL);
        error = BAD_KEY_STATE;
        assertThat(store.find(ORIGIN)).isInstanceOf(Lookup.Locked.class);
        assertThat(store.readiness()).isInstanceOf(Readiness.Later.class);
        assertThatThrownBy(() -> store.keep(ORIGIN, CREDENTIAL)).isInstanceOf(HostFailure.class);
    }

    @Test
    void aFileThatDoesNotOpenIsBrokenAndStays() throws IOException {
        store.keep(ORIGIN, CREDENTIAL);
        Files.write(file, new byte[] {1, 2, 3});
        assertThat(store.find(ORIGIN)).isInstanceOf(Lookup.Broken.class);
        assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void aFileInAnotherServersPlaceDoesNotOpen() throws IOException {
        store.keep(ORIGIN, CREDENTIAL);
        var other = Origin.parse("https://other.example", false);
        Files.copy(file, file.resolveSibling("https_other.example_443.dpapi"));
        assertThat(store.find(other)).isInstanceOf(Lookup.Broken.class);
    }

    @Test
    void aRevokedOneIsSetAside() {
        store.keep(ORIGIN, CREDENTIAL);
        assertThat(store.setAside(ORIGIN, Instant.parse("2026-03-04T05:06:07Z")))
                .endsWith(".dpapi.revoked-20260304T050607Z");
        assertThat(store.find(ORIGIN)).isEqualTo(new Lookup.Absent());
    }

    @Override
    public byte[] protect(byte[] data, byte[] entropy) throws IOException {
        if (error != 0) throw new RefusedException(error);
        var closed = new byte[data.length + 1];
        closed[data.length] = entropy[0];
        for (int i = 0; i < data.length; i++) closed[i] = (byte) ~data[i];
        return closed;
    }

    @Override
    public byte[] unprotect(byte[] data, byte[] entropy) throws IOException {
        if (error != 0) throw new RefusedException(error);
        if (data[data.length - 1] != entropy[0]) throw new RefusedException(INVALID_DATA);
        var open = new byte[data.length - 1];
        for (int i = 0; i < open.length; i++) open[i] = (byte) ~data[i];
        return open;
    }
}
