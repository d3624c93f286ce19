package dev.fusionhost.protocol;

/// A message that can't be read as a frame. The message says which field, never what was in it.
public final class MalformedFrameException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public MalformedFrameException(String message) {
        super(message);
    }
}
