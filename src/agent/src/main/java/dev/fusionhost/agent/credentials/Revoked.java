package dev.fusionhost.agent.credentials;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// How credentials that are set aside are told from those in use.
final class Revoked {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private Revoked() {}

    static String mark(Instant now) {
        return "revoked-" + STAMP.format(now);
    }
}
