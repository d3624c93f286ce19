package dev.fusionhost.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which store it is, on a machine with a keyring in memory and a folder for what systemd loads.
class CredentialStoresTest implements CredentialStores.Shelf {
    private static final Origin ORIGIN = Origin.parse("https://pulsn.internal", false);
    private static final Credential CREDENTIAL =
            new Credential(ORIGIN.toString(), "device-1", "a-secret-token");
    private static final Optional<StoreKind> AUTO = Optional.empty();

    @TempDir Path home;
    @TempDir Path loaded;
    private final FakeSecretService keyring = new FakeSecretService();
    private final Map<StoreKind, Integer> opened = new HashMap<>();
    private CredentialStores stores;
    private Path note;

    @BeforeEach
    void aStateFolder() {
        stores = new CredentialStores(home, this);
        note = home.resolve("credentials").resolve("https_pulsn.internal_443.store");
    }

    @Test
    void aNewOneGoesIntoTheSystemsOwnStoreWhereThatIsOpen() {
        enrol(AUTO);
        assertThat(keyring.items).hasSize(1);
        assertThat(stores.place(ORIGIN).kind()).isEqualTo(StoreKind.SECRET_SERVICE);
        assertThat(stores.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
        assertThat(note).content().doesNotContain("a-secret-token");
    }

    @Test
    void elseItIsAFileAndStaysOne() {
        keyring.collection = SecretService.Collection.LOCKED;
        enrol(AUTO);
        keyring.collection = SecretService.Collection.OPEN;
        opened.clear();
        assertThat(stores.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
        assertThat(stores.choose(ORIGIN, AUTO).kind()).isEqualTo(StoreKind.FILE);
        assertThat(opened).doesNotContainKey(StoreKind.SECRET_SERVICE);
    }

    @Test
    void whatIsAskedForGoesBeforeWhatIsBetter() {
        enrol(Optional.of(StoreKind.FILE));
        assertThat(keyring.items).isEmpty();
        assertThat(stores.place(ORIGIN).kind()).isEqualTo(StoreKind.FILE);
    }

    @Test
    void aLockedStoreIsNeverMistakenForAnotherOne() {
        enrol(AUTO);
        keyring.locked = true;
        new CredentialFiles(home).keep(ORIGIN, CREDENTIAL);
        assertThat(stores.find(ORIGIN)).isInstanceOf(Lookup.Locked.class);
    }

    @Test
    void aStateFolderWithoutANoteHasAFile() {
        new CredentialFiles(home).keep(ORIGIN, CREDENTIAL);
        assertThat(stores.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
        assertThat(note).doesNotExist();
        stores.settle(ORIGIN);
        assertThat(note).exists();
        assertThat(stores.place(ORIGIN).kind()).isEqualTo(StoreKind.FILE);
    }

    @Test
    void whatSystemdHasLoadedWinsWhereThereIsNoNote() throws IOException {
        new CredentialFiles(loaded).keep(ORIGIN, CREDENTIAL);
        Files.move(new CredentialFiles(loaded).file(ORIGIN), loaded.resolve("fusion-host.json"));
        assertThat(stores.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
        stores.settle(ORIGIN);
        Files.delete(loaded.resolve("fusion-host.json"));
        assertThat(stores.find(ORIGIN)).isInstanceOf(Lookup.Locked.class);
    }

    @Test
    void aNoteKeepsWhatSystemdHasLoadedFromWinning() throws IOException {
        enrol(Optional.of(StoreKind.FILE));
        Files.writeString(loaded.resolve("fusion-host.json"), "{");
        assertThat(stores.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
    }

    @Test
    void aCrashBetweenTheNoteAndTheCredentialChangesNoStore() {
        stores.noteDown(stores.choose(ORIGIN, AUTO));
        keyring.collection = SecretService.Collection.LOCKED;
        assertThat(stores.find(ORIGIN)).isEqualTo(new Lookup.Absent());
        assertThat(stores.choose(ORIGIN, AUTO).kind()).isEqualTo(StoreKind.SECRET_SERVICE);
    }

    @Test
    void aNoteThatCanNotBeReadIsBrokenAndStays() throws IOException {
        enrol(AUTO);
        Files.writeString(note, "{}");
        assertThat(stores.find(ORIGIN))
                .isInstanceOfSatisfying(
                        Lookup.Broken.class,
                        broken -> assertThat(broken.sentence()).contains(note.toString()));
        assertThat(note).hasContent("{}");
        assertThatThrownBy(() -> stores.place(ORIGIN)).isInstanceOf(HostFailure.class);
    }

    @Test
    void whoGivesItUpChoosesAnew() {
        enrol(AUTO);
        stores.forget(ORIGIN);
        assertThat(keyring.items).isEmpty();
        assertThat(note).doesNotExist();
        assertThat(stores.find(ORIGIN)).isEqualTo(new Lookup.Absent());
    }

    @Test
    void theServersAreKnownByTheirNotesAndFiles() {
        enrol(AUTO);
        var other = Origin.parse("http://[::1]:8484", false);
        new CredentialFiles(home).keep(other, new Credential(other.toString(), "d2", "token"));
        assertThat(stores.origins()).containsExactlyInAnyOrder(ORIGIN, other);
    }

    @Test
    void aStoreOfAnotherSystemIsNone() {
        var linux = new ThisMachine(home, "linux", _ -> null);
        var keychain = linux.open(StoreKind.KEYCHAIN, "item");
        assertThat(keychain.readiness()).isInstanceOf(Readiness.Never.class);
        assertThat(keychain.find(ORIGIN)).isInstanceOf(Lookup.Broken.class);
        assertThat(linux.preferred()).containsExactly(StoreKind.SECRET_SERVICE);
        assertThat(new ThisMachine(home, "macos", _ -> null).preferred())
                .containsExactly(StoreKind.KEYCHAIN);
        assertThat(new ThisMachine(home, "windows", _ -> null).preferred())
                .containsExactly(StoreKind.DPAPI);
    }

    @Test
    void aWordThatIsNoStoreIsRefused() {
        assertThatThrownBy(() -> StoreKind.chosen("floppy"))
                .isInstanceOfSatisfying(
                        HostFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIG))
                .hasMessageContaining("secret-service");
    }

    private void enrol(Optional<StoreKind> wanted) {
        stores.keep(stores.choose(ORIGIN, wanted), CREDENTIAL);
    }

    @Override
    public CredentialStore open(StoreKind kind, String item) {
        opened.merge(kind, 1, Integer::sum);
        return switch (kind) {
            case FILE -> new CredentialFiles(home);
            case SECRET_SERVICE -> new SecretServiceStore(() -> keyring, item);
            case SYSTEMD -> new LoadedCredentials(loaded.toString());
            case KEYCHAIN, DPAPI -> new ForeignStore(kind);
        };
    }

    @Override
    public List<StoreKind> preferred() {
        return List.of(StoreKind.SECRET_SERVICE);
    }

    @Override
    public List<StoreKind> writable() {
        return List.of(StoreKind.FILE, StoreKind.SECRET_SERVICE);
    }
}
