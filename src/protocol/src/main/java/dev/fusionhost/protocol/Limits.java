package dev.fusionhost.protocol;

import java.time.Duration;

/// The bounds of the wire: sizes in bytes of UTF-8, times as the protocol's sections 2 to 5 give
/// them.
public final class Limits {
    public static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;
    /// Deep enough for any schema or output, far from a reader's stack.
    public static final int MAX_NESTING = 100;
    /// 8 MiB of empty arrays would be 4 million nodes; half a million take some 30 MB. The largest
    /// honest message, a tree of 10,000 entries, has about 100,000 tokens.
    public static final int MAX_TOKENS = 1_000_000;
    /// A UUID is 36; this leaves room for prefixes and keeps a journal's keys small.
    public static final int MAX_CALL_ID_LENGTH = 128;

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    public static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);
    public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(15);
    public static final Duration MIN_HEARTBEAT = Duration.ofSeconds(5);
    public static final Duration MAX_HEARTBEAT = Duration.ofSeconds(60);
    public static final Duration PLAN_LIFETIME = Duration.ofMinutes(10);
    public static final Duration RESULT_LIFETIME = Duration.ofHours(24);
    public static final int MAX_KEPT_RESULTS = 10_000;

    private Limits() {}
}
