package dev.fusionhost.tools;

/// Tells the operator which setting of a tool is wrong, and what to do, in one sentence. The host
/// doesn't start with it: a bad setting never widens what is allowed.
public final class BadSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    public BadSettingException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /// What the operator reads.
    public String sentence() {
        return sentence;
    }
}
