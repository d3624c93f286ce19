package dev.fusionhost.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.agent.HostFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SecretServiceStoreTest {
    private static final Origin ORIGIN = Origin.parse("https://pulsn.internal", false);
    private static final Credential CREDENTIAL =
            new Credential(ORIGIN.toString(), "device-1", "a-secret-token");

    private final FakeSecretService keyring = new FakeSecretService();
    private final SecretServiceStore store = new SecretServiceStore(() -> keyring, "item-1");

    @Test
    void whatIsKeptIsFoundByThisStateFolderAlone() {
        store.keep(ORIGIN, CREDENTIAL);
        assertThat(store.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
        assertThat(new SecretServiceStore(() -> keyring, "item-2").find(ORIGIN))
                .isEqualTo(new Lookup.Absent());
    }

    @Test
    void whatIsLockedIsNeverAbsent() {
        keyring.locked = true;
        assertLocked("it is locked");
    }

    @Test
    void whatFailsIsLocked() {
        keyring.fault = "the bus says no";
        assertLocked("the bus says no");
        assertThat(store.readiness()).isInstanceOf(Readiness.Later.class);
    }

    @Test
    void aSecondOneAndARuinedOneAreBroken() {
        store.keep(ORIGIN, CREDENTIAL);
        keyring.items.replaceAll((_, _) -> "{".getBytes(StandardCharsets.UTF_8));
        assertThat(store.find(ORIGIN)).isInstanceOf(Lookup.Broken.class);
        store.keep(ORIGIN, CREDENTIAL);
        var item = new HashMap<>(keyring.items.keySet().iterator().next());
        item.put("and", "more");
        keyring.items.put(Map.copyOf(item), CredentialText.of(CREDENTIAL));
        assertThat(store.find(ORIGIN)).isInstanceOf(Lookup.Broken.class);
    }

    @Test
    void nothingIsPutIntoALockedCollectionNorIntoNone() {
        for (var closed :
                new SecretService.Collection[] {
                    SecretService.Collection.LOCKED, SecretService.Collection.NONE
                }) {
            keyring.collection = closed;
            assertThat(store.readiness()).isInstanceOf(Readiness.Later.class);
            assertThatThrownBy(() -> store.keep(ORIGIN, CREDENTIAL))
                    .isInstanceOf(HostFailure.class);
        }
        assertThat(keyring.items).isEmpty();
    }

    @Test
    void aRevokedOneIsSetAsideWithItsSecret() {
        store.keep(ORIGIN, CREDENTIAL);
        assertThat(store.setAside(ORIGIN, Instant.parse("2026-03-04T05:06:07Z")))
                .contains("revoked-20260304T050607Z")
                .doesNotContain("a-secret-token");
        assertThat(store.find(ORIGIN)).isEqualTo(new Lookup.Absent());
        assertThat(keyring.items.values()).singleElement().isEqualTo(CredentialText.of(CREDENTIAL));
    }

    @Test
    void whatHangsIsLocked() {
        var never = new CountDownLatch(1);
        var asked = new AtomicInteger();
        var hanging =
                new SecretServiceStore(
                        () -> {
                            asked.incrementAndGet();
                            try {
                                never.await();
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                            return keyring;
                        },
                        "item-1",
                        new InTime(Duration.ofMillis(20), new Semaphore(1)));
        for (int tries = 0; tries < 3; tries++)
            assertThat(hanging.find(ORIGIN))
                    .isInstanceOfSatisfying(
                            Lookup.Locked.class,
                            locked -> assertThat(locked.sentence()).contains("it doesn't answer"));
        assertThat(asked).as("what hangs holds one thread").hasValue(1);
        never.countDown();
    }

    /// The server has spent the code: the token must not be lost.
    @Test
    void anInterruptDoesNotKeepItFromBeingKept() {
        Thread.currentThread().interrupt();
        store.keep(ORIGIN, CREDENTIAL);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
    }

    private void assertLocked(String why) {
        assertThat(store.find(ORIGIN))
                .isInstanceOfSatisfying(
                        Lookup.Locked.class,
                        locked -> assertThat(locked.sentence()).contains(why).endsWith("."));
    }
}
