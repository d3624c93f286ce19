package dev.fusionhost.agent.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialTest {
    private final Credential bare = new Credential("https://fusion.example", "d1", "t1");

    @Test
    void oneOfATimeWithoutKeysReadsAndIsWrittenAsBefore() throws Exception {
        var text = "{\"origin\":\"https://fusion.example\",\"deviceId\":\"d1\",\"token\":\"t1\"}";
        assertThat(CredentialText.read(text.getBytes(UTF_8))).isEqualTo(bare);
        assertThat(new String(CredentialText.of(bare), UTF_8)).isEqualTo(text);
        assertThat(bare.bound()).isFalse();
    }

    @Test
    void keyAndNextTokenAreKept() throws Exception {
        var full = bare.boundTo(Map.of("kty", "EC", "d", "secret")).withNext("t2");
        assertThat(CredentialText.read(CredentialText.of(full))).isEqualTo(full);
    }
}
