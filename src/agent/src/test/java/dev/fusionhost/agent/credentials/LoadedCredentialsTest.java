package dev.fusionhost.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.agent.HostFailure;
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

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "systemd loads them, on Linux")
class LoadedCredentialsTest {
    private static final Origin ORIGIN = Origin.parse("https://pulsn.internal", false);
    private static final Credential CREDENTIAL =
            new Credential(ORIGIN.toString(), "device-1", "a-secret-token");

    @TempDir Path folder;
    private LoadedCredentials loaded;

    @BeforeEach
    void systemdGivesAFolder() {
        loaded = new LoadedCredentials(folder.toString());
    }

    @Test
    void oneOfTheServersNameIsFound() throws IOException {
        put("fusion-host.https_pulsn.internal_443.json", CREDENTIAL);
        assertThat(loaded.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
    }

    @Test
    void oneForAnyServerIsFoundWhereItIsOurs() throws IOException {
        put("fusion-host.json", CREDENTIAL);
        assertThat(loaded.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
        assertThat(loaded.where(ORIGIN)).contains("fusion-host.json");
        var other = Origin.parse("https://other.example", false);
        assertThat(loaded.find(other)).isInstanceOf(Lookup.Locked.class);
    }

    /// The mask of an access list stands where the group's rights would.
    @Test
    void anAccessListIsNoFault() throws IOException {
        var file = put("fusion-host.json", CREDENTIAL);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        assertThat(loaded.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
    }

    @Test
    void oneThatOthersCanReadIsBroken() throws IOException {
        var file = put("fusion-host.json", CREDENTIAL);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assertBroken("can be read by others");
    }

    @Test
    void oneThatIsNoneOrAnotherServersIsBroken() throws IOException {
        Files.writeString(put("fusion-host.json", CREDENTIAL), "{");
        assertBroken("not a credential");
        put(
                "fusion-host.https_pulsn.internal_443.json",
                new Credential("https://other.example", "device-1", "a-secret-token"));
        assertBroken("belongs to another server");
    }

    @Test
    void whatIsNotLoadedIsLockedAndNeverAbsent() {
        assertThat(loaded.find(ORIGIN))
                .isInstanceOfSatisfying(
                        Lookup.Locked.class,
                        locked ->
                                assertThat(locked.sentence())
                                        .contains("fusion-host.https_pulsn.internal_443.json"));
        assertThat(new LoadedCredentials(null).find(ORIGIN))
                .isInstanceOfSatisfying(
                        Lookup.Locked.class,
                        locked -> assertThat(locked.sentence()).contains("start the host as"));
    }

    @Test
    void nothingIsWritten() {
        assertThat(loaded.readiness()).isInstanceOf(Readiness.Never.class);
        assertThatThrownBy(() -> loaded.keep(ORIGIN, CREDENTIAL)).isInstanceOf(HostFailure.class);
        assertThatThrownBy(() -> loaded.forget(ORIGIN)).isInstanceOf(HostFailure.class);
        assertThatThrownBy(() -> loaded.setAside(ORIGIN, Instant.EPOCH))
                .isInstanceOf(HostFailure.class);
        assertThat(folder).isEmptyDirectory();
    }

    private Path put(String name, Credential credential) throws IOException {
        var file = Files.write(folder.resolve(name), CredentialText.of(credential));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private void assertBroken(String why) {
        assertThat(loaded.find(ORIGIN))
                .isInstanceOfSatisfying(
                        Lookup.Broken.class,
                        broken ->
                                assertThat(broken.sentence())
                                        .contains(why)
                                        .doesNotContain("a-secret-token"));
    }
}
