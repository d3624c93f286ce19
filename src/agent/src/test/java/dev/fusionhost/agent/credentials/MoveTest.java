package dev.fusionhost.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveTest implements CredentialStores.Shelf {
    private static final Origin ORIGIN = Origin.parse("https://pulsn.internal", false);
    private static final Credential CREDENTIAL =
            new Credential(ORIGIN.toString(), "device-1", "a-secret-token");
    private static final Consumer<Credential> ACCEPTED = _ -> {};

    @TempDir Path home;
    @TempDir Path loaded;
    private final FakeSecretService keyring = new FakeSecretService();
    private CredentialStores stores;
    private Path file;

    /// How many writes go well before the crash.
    private int writes = Integer.MAX_VALUE;

    @BeforeEach
    void aDeviceThatIsEnrolledWithAFile() {
        stores = new CredentialStores(home, this);
        stores.keep(stores.choose(ORIGIN, Optional.of(StoreKind.FILE)), CREDENTIAL);
        file = new CredentialFiles(home).file(ORIGIN);
    }

    @Test
    void itIsMovedThereAndBack() {
        move(StoreKind.SECRET_SERVICE);
        assertThat(file).doesNotExist();
        assertThat(keyring.items).hasSize(1);
        assertThat(stores.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
        move(StoreKind.FILE);
        assertThat(file).exists();
        assertThat(keyring.items).isEmpty();
        assertThat(stores.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
    }

    @Test
    void whatTheServerDoesNotAcceptStaysWhereItIs() {
        var refused = new HostFailure(ExitCode.NO_PERMISSION, "No.");
        assertThatThrownBy(
                        () ->
                                new Move(
                                                stores,
                                                _ -> {
                                                    throw refused;
                                                })
                                        .to(ORIGIN, StoreKind.SECRET_SERVICE))
                .isSameAs(refused);
        assertThat(stores.place(ORIGIN).kind()).isEqualTo(StoreKind.FILE);
        assertThat(stores.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
        assertThat(keyring.items).isEmpty();
    }

    @Test
    void whoForgetsItForgetsWhatAMoveHasLeft() {
        move(StoreKind.SECRET_SERVICE);
        new CredentialFiles(home).keep(ORIGIN, CREDENTIAL);
        stores.forget(ORIGIN);
        assertThat(stores.find(ORIGIN)).isEqualTo(new Lookup.Absent());
        assertThat(keyring.items).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void aLockedStoreTakesNothing() {
        keyring.collection = SecretService.Collection.LOCKED;
        assertThatThrownBy(() -> move(StoreKind.SECRET_SERVICE)).isInstanceOf(HostFailure.class);
        assertThat(stores.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
    }

    /// Of the steps that write: the new item, and the removal of the old file.
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whereverItIsCutOffTheNoteDecides(int before) {
        writes = before;
        assertThatThrownBy(() -> move(StoreKind.SECRET_SERVICE)).isInstanceOf(Crash.class);
        writes = Integer.MAX_VALUE;
        assertThat(stores.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
        move(StoreKind.SECRET_SERVICE);
        assertThat(stores.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
        assertThat(file).doesNotExist();
        assertThat(keyring.items).hasSize(1);
    }

    @Test
    void aCrashAfterTheNewOneIsAcceptedLeavesWhatIsNeverRead() {
        assertThatThrownBy(
                        () ->
                                new Move(
                                                stores,
                                                _ -> {
                                                    throw new Crash();
                                                })
                                        .to(ORIGIN, StoreKind.SECRET_SERVICE))
                .isInstanceOf(Crash.class);
        assertThat(keyring.items).hasSize(1);
        assertThat(stores.place(ORIGIN).kind()).isEqualTo(StoreKind.FILE);
        move(StoreKind.FILE);
        assertThat(keyring.items).isEmpty();
        assertThat(stores.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
    }

    @Test
    void whatSystemdHasLoadedAlreadyIsNotWritten() throws IOException {
        assertThatThrownBy(() -> move(StoreKind.SYSTEMD)).isInstanceOf(HostFailure.class);
        Files.copy(file, loaded.resolve("fusion-host.json"));
        move(StoreKind.SYSTEMD);
        assertThat(file).doesNotExist();
        assertThat(stores.place(ORIGIN).kind()).isEqualTo(StoreKind.SYSTEMD);
        assertThat(stores.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
    }

    private void move(StoreKind kind) {
        new Move(stores, ACCEPTED).to(ORIGIN, kind);
    }

    @Override
    public CredentialStore open(StoreKind kind, String item) {
        var store =
                switch (kind) {
                    case FILE -> new CredentialFiles(home);
                    case SECRET_SERVICE -> new SecretServiceStore(() -> keyring, item);
                    case SYSTEMD -> new LoadedCredentials(loaded.toString());
                    case KEYCHAIN, DPAPI -> new ForeignStore(kind);
                };
        return new CrashingStore(store, this::write);
    }

    private void write() {
        if (writes-- == 0) throw new Crash();
    }

    @Override
    public List<StoreKind> preferred() {
        return List.of(StoreKind.SECRET_SERVICE);
    }

    @Override
    public List<StoreKind> writable() {
        return List.of(StoreKind.FILE, StoreKind.SECRET_SERVICE);
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Has each write go through a gate.
    private record CrashingStore(CredentialStore store, Runnable gate) implements CredentialStore {
        @Override
        public Lookup find(Origin origin) {
            return store.find(origin);
        }

        @Override
        public Readiness readiness() {
            return store.readiness();
        }

        @Override
        public void keep(Origin origin, Credential credential) {
            gate.run();
            store.keep(origin, credential);
        }

        @Override
        public void forget(Origin origin) {
            gate.run();
            store.forget(origin);
        }

        @Override
        public String setAside(Origin origin, Instant now) {
            gate.run();
            return store.setAside(origin, now);
        }

        @Override
        public String where(Origin origin) {
            return store.where(origin);
        }
    }
}
