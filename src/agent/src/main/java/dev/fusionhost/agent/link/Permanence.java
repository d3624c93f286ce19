package dev.fusionhost.agent.link;

import dev.fusionhost.protocol.CloseCode;
import java.time.Duration;

/// The one place that decides what a loss means. Section 5 of the protocol has it as two tables.
final class Permanence {
    private static final Verdict TRANSIENT = new Verdict.Backoff(Duration.ZERO);
    private static final Verdict PROTOCOL_FAULT = new Verdict.Backoff(Duration.ofSeconds(30));
    private static final Verdict PLANNED = new Verdict.Soon(Duration.ofSeconds(5));
    private static final Verdict WRONG_PLACE = new Verdict.Later(Duration.ofSeconds(60));
    private static final Verdict TOO_OLD = new Verdict.Later(Duration.ofHours(1));

    private Permanence() {}

    static Verdict judge(Loss loss) {
        return switch (loss) {
            case Loss.Refused refused -> judge(refused);
            case Loss.WrongProtocol() -> WRONG_PLACE;
            case Loss.Unreachable(_), Loss.Blocked(_), Loss.Silent(), Loss.Stuck() -> TRANSIENT;
            case Loss.Drained() -> PLANNED;
            case Loss.Closed(int code) -> judge(code);
        };
    }

    private static Verdict judge(Loss.Refused refused) {
        return switch (refused.status()) {
            // Without our JSON it isn't our server that says so: proxies and captive portals answer
            // 401 and 403 too, and forgetting an identity can't be undone. A refused proof
            // is no word on the identity either: a clock or a proxy may be the reason.
            case 401, 403, 410 ->
                    refused.code() == null || refused.unproven() ? TRANSIENT : new Verdict.Doubt();
            case 404, 405 -> WRONG_PLACE;
            case 426 -> TOO_OLD;
            default ->
                    refused.retryAfter() == null
                            ? TRANSIENT
                            : new Verdict.Later(refused.retryAfter());
        };
    }

    private static Verdict judge(int closeCode) {
        return switch (closeCode) {
            case CloseCode.NORMAL, CloseCode.GOING_AWAY -> PLANNED;
            case 1002, 1003, 1007, 1008, 1009 -> PROTOCOL_FAULT;
            case CloseCode.UNAUTHORIZED, CloseCode.REVOKED -> new Verdict.Doubt();
            case CloseCode.REPLACED -> WRONG_PLACE;
            case CloseCode.UPGRADE_REQUIRED -> TOO_OLD;
            default -> TRANSIENT;
        };
    }
}
