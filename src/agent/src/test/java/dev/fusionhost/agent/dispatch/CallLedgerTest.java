package dev.fusionhost.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.fusionhost.agent.dispatch.CallLedger.Arrival;
import dev.fusionhost.agent.journal.Journal;
import dev.fusionhost.protocol.CallError;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.testing.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallLedgerTest {
    @TempDir Path home;

    private final FakeClock clock = new FakeClock();
    private Journal journal;
    private CallLedger ledger;

    @BeforeEach
    void aLedger() {
        journal = Journal.open(home.resolve("calls.log"), clock);
        ledger = new CallLedger(1, journal, clock);
    }

    @AfterEach
    void itsJournalIsClosed() {
        journal.close();
    }

    @Test
    void aCallWhoseResultIsGivenUpDoesNotRunAgain() {
        for (int i = 0; i <= Limits.MAX_KEPT_RESULTS; i++) ledger.answered(result("c" + i));
        assertThat(ledger.unsettled()).hasSize(Limits.MAX_KEPT_RESULTS);
        // The call itself is of no interest to a ledger that knows its id.
        assertThat(ledger.arrive("c0", null)).isEqualTo(new Arrival.Settled());
    }

    @Test
    void aResultIsKeptForADay() {
        ledger.answered(result("c1"));
        clock.advance(Limits.RESULT_LIFETIME);
        assertThat(ledger.unsettled()).extracting(Result::callId).containsExactly("c1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(ledger.unsettled()).isEmpty();
        assertThat(ledger.arrive("c1", null)).isEqualTo(new Arrival.Settled());
    }

    @Test
    void largeResultsAreGivenUpBeforeTheyFillTheMemory() {
        var text = TextNode.valueOf("x".repeat(8 * 1024 * 1024));
        for (int i = 0; i < 10; i++) ledger.answered(Result.output("c" + i, text, 0));
        assertThat(ledger.unsettled())
                .extracting(Result::callId)
                .containsExactly("c3", "c4", "c5", "c6", "c7", "c8", "c9");
    }

    private static Result result(String callId) {
        return Result.error(callId, new CallError("io", "It failed."), null, 0);
    }
}
