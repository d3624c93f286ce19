package dev.fusionhost.tools;

/// The words of the wire for why a call has no output. A tool may add its own in the same
/// spelling.
public final class ErrorCode {
    public static final String INVALID_INPUT = "invalid_input";
    public static final String UNKNOWN_TOOL = "unknown_tool";
    public static final String OUTSIDE_ROOTS = "outside_roots";
    public static final String SYMLINK_ESCAPE = "symlink_escape";
    public static final String PROTECTED_PATH = "protected_path";
    public static final String READ_ONLY_ROOT = "read_only_root";
    public static final String NOT_REGULAR_FILE = "not_regular_file";
    public static final String NOT_FOUND = "not_found";
    public static final String NOT_A_DIRECTORY = "not_a_directory";
    public static final String EXISTS = "exists";
    public static final String PERMISSION = "permission";
    public static final String TOO_LARGE = "too_large";
    public static final String UNSUPPORTED_ENCODING = "unsupported_encoding";
    public static final String EDIT_NO_MATCH = "edit_no_match";
    public static final String EDIT_COUNT_MISMATCH = "edit_count_mismatch";
    public static final String PLAN_REQUIRED = "plan_required";
    public static final String STALE = "stale";
    public static final String CANCELLED = "cancelled";
    public static final String TIMEOUT = "timeout";
    public static final String BUSY = "busy";
    public static final String INTERRUPTED = "interrupted";
    public static final String IO = "io";
    public static final String INTERNAL = "internal";

    private ErrorCode() {}
}
