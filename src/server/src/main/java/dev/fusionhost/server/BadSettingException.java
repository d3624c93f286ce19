package dev.fusionhost.server;

/// The server can't start as it is set up. The message is one sentence for its operator, and all
/// that they get to see.
public final class BadSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadSettingException(String message) {
        super(message);
    }
}
