package dev.fusionhost.agent.link;

import java.time.Duration;

/// Carries a loss to the backoff: why there is no stream, what that means, and how long the last
/// one held.
final class LostException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Loss loss;
    private final transient Verdict verdict;
    private final Duration held;

    LostException(Loss loss, Verdict verdict, Duration held) {
        super(loss.toString());
        this.loss = loss;
        this.verdict = verdict;
        this.held = held;
    }

    Loss loss() {
        return loss;
    }

    Verdict verdict() {
        return verdict;
    }

    Duration held() {
        return held;
    }
}
