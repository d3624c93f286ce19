package dev.fusionhost.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.agent.dispatch.CallLedger.Arrival;
import dev.fusionhost.protocol.CallError;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.Limits;
import org.junit.jupiter.api.Test;

class CallLedgerTest {
    private final CallLedger ledger = new CallLedger(1);

    @Test
    void aCallWhoseResultIsGivenUpDoesNotRunAgain() {
        for (int i = 0; i <= Limits.MAX_KEPT_RESULTS; i++) ledger.answered(result("c" + i));
        assertThat(ledger.unsettled()).hasSize(Limits.MAX_KEPT_RESULTS);
        // The call itself is of no interest to a ledger that knows its id.
        assertThat(ledger.arrive("c0", null)).isEqualTo(new Arrival.Settled());
    }

    private static Result result(String callId) {
        return Result.error(callId, new CallError("io", "It failed."), null, 0);
    }
}
