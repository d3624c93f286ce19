package dev.fusionhost.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fusionhost.agent.HostFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeychainStoreTest implements Keychain {
    private static final Origin ORIGIN = Origin.parse("https://pulsn.internal", false);
    private static final Credential CREDENTIAL =
            new Credential(ORIGIN.toString(), "device-1", "a-secret-token");
    private static final int ITEM_NOT_FOUND = -25300;

    private final Map<String, byte[]> items = new HashMap<>();
    private final KeychainStore store = new KeychainStore(() -> this, "item-1");
    private int status;

    @Test
    void whatIsKeptIsFoundUntilItIsForgotten() {
        assertThat(store.find(ORIGIN)).isEqualTo(new Lookup.Absent());
        store.keep(ORIGIN, CREDENTIAL);
        assertThat(store.find(ORIGIN)).isEqualTo(new Lookup.Found(CREDENTIAL));
        store.forget(ORIGIN);
        store.forget(ORIGIN);
        assertThat(store.find(ORIGIN)).isEqualTo(new Lookup.Absent());
    }

    @ParameterizedTest
    @CsvSource({
        "-25308, Locked, is locked",
        "-25293, Locked, is locked",
        "-25291, Locked, is not there in this session",
        "-25307, Locked, is not there in this session",
        "-50, Broken, status -50"
    })
    void eachStatusHasItsAnswer(int status, String answer, String why) {
        this.status = status;
        var found = store.find(ORIGIN);
        assertThat(found.getClass().getSimpleName()).isEqualTo(answer);
        assertThat(found.toString()).contains(why);
        assertThat(store.readiness()).isInstanceOf(Readiness.Later.class);
        assertThatThrownBy(() -> store.keep(ORIGIN, CREDENTIAL)).isInstanceOf(HostFailure.class);
        assertThatThrownBy(() -> store.forget(ORIGIN)).isInstanceOf(HostFailure.class);
        assertThatThrownBy(() -> store.setAside(ORIGIN, Instant.EPOCH))
                .isInstanceOf(HostFailure.class);
    }

    @Test
    void aFrameworkThatIsNotThereIsLocked() {
        var nowhere =
                new KeychainStore(
                        () -> {
                            throw new IOException("is not installed");
                        },
                        "item-1");
        assertThat(nowhere.find(ORIGIN)).isInstanceOf(Lookup.Locked.class);
    }

    @Test
    void aRevokedOneIsSetAside() {
        store.keep(ORIGIN, CREDENTIAL);
        assertThat(store.setAside(ORIGIN, Instant.parse("2026-03-04T05:06:07Z")))
                .contains("revoked-20260304T050607Z https://pulsn.internal");
        assertThat(store.find(ORIGIN)).isEqualTo(new Lookup.Absent());
        assertThat(items).hasSize(1);
    }

    @Override
    public int ready() {
        return status;
    }

    @Override
    public Answer find(String service, String account) {
        if (status != 0) return new Answer(status, new byte[0]);
        var secret = items.get(account);
        return secret == null ? new Answer(ITEM_NOT_FOUND, new byte[0]) : new Answer(0, secret);
    }

    @Override
    public int keep(String service, String account, byte[] secret) {
        if (status == 0) items.put(account, secret);
        return status;
    }

    @Override
    public int delete(String service, String account) {
        if (status != 0) return status;
        return items.remove(account) == null ? ITEM_NOT_FOUND : 0;
    }
}
