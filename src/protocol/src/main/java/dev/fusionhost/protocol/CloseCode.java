package dev.fusionhost.protocol;

/// Close codes of the stream that have a meaning of our own; the others are RFC 6455's.
public final class CloseCode {
    public static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    /// Never sent: what a reader reports where no close frame came.
    public static final int ABNORMAL = 1006;
    public static final int POLICY_VIOLATION = 1008;
    public static final int TOO_BIG = 1009;
    public static final int UNAUTHORIZED = 4401;
    public static final int REPLACED = 4408;
    public static final int REVOKED = 4410;
    public static final int UPGRADE_REQUIRED = 4426;

    private CloseCode() {}
}
