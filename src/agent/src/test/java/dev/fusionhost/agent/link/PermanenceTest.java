package dev.fusionhost.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermanenceTest {
    private static final Verdict TRANSIENT = new Verdict.Backoff(Duration.ZERO);

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 410})
    void aRefusalWithoutOurJsonIsAProxys(int status) {
        assertThat(Permanence.judge(new Loss.Refused(status, null, null))).isEqualTo(TRANSIENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 410})
    void aRefusalWithOurJsonIsADoubt(int status) {
        assertThat(Permanence.judge(new Loss.Refused(status, "revoked", null)))
                .isEqualTo(new Verdict.Doubt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"use_dpop_nonce", "invalid_dpop_proof"})
    void aRefusedProofIsNoWordOnTheIdentity(String code) {
        assertThat(Permanence.judge(new Loss.Refused(401, code, null))).isEqualTo(TRANSIENT);
    }

    @Test
    void retryAfterIsHonoured() {
        var wait = Duration.ofMinutes(2);
        assertThat(Permanence.judge(new Loss.Refused(503, null, wait)))
                .isEqualTo(new Verdict.Later(wait));
        assertThat(Permanence.judge(new Loss.Refused(503, null, null))).isEqualTo(TRANSIENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1005, 1006, 1011, 1012, 1013, 4999})
    void mostCloseCodesAreTransient(int code) {
        assertThat(Permanence.judge(new Loss.Closed(code))).isEqualTo(TRANSIENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001})
    void aPlannedCloseIsFollowedSoon(int code) {
        assertThat(Permanence.judge(new Loss.Closed(code)))
                .isEqualTo(new Verdict.Soon(Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1002, 1003, 1007, 1008, 1009})
    void aProtocolFaultWaitsHalfAMinuteAtLeast(int code) {
        assertThat(Permanence.judge(new Loss.Closed(code)))
                .isEqualTo(new Verdict.Backoff(Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @ValueSource(ints = {4401, 4410})
    void aCloseThatSaysWeAreUnknownIsADoubt(int code) {
        assertThat(Permanence.judge(new Loss.Closed(code))).isEqualTo(new Verdict.Doubt());
    }

    @Test
    void theRestOfTheTables() {
        var minute = new Verdict.Later(Duration.ofMinutes(1));
        var hour = new Verdict.Later(Duration.ofHours(1));
        assertThat(Permanence.judge(new Loss.Refused(404, null, null))).isEqualTo(minute);
        assertThat(Permanence.judge(new Loss.Refused(405, "x", null))).isEqualTo(minute);
        assertThat(Permanence.judge(new Loss.Refused(426, null, null))).isEqualTo(hour);
        assertThat(Permanence.judge(new Loss.Refused(301, null, null))).isEqualTo(TRANSIENT);
        assertThat(Permanence.judge(new Loss.WrongProtocol())).isEqualTo(minute);
        assertThat(Permanence.judge(new Loss.Closed(4408))).isEqualTo(minute);
        assertThat(Permanence.judge(new Loss.Closed(4426))).isEqualTo(hour);
        assertThat(Permanence.judge(new Loss.Unreachable("no route"))).isEqualTo(TRANSIENT);
        assertThat(Permanence.judge(new Loss.Silent())).isEqualTo(TRANSIENT);
        assertThat(Permanence.judge(new Loss.Stuck())).isEqualTo(TRANSIENT);
    }
}
