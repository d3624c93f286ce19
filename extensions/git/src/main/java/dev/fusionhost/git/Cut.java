package dev.fusionhost.git;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;

/// Takes the begin of what is written, whole lines of it, and lets the rest go.
final class Cut extends OutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int room;
    private boolean cut;

    /// From here on something new is taken.
    void begin(int room) {
        taken.reset();
        this.room = Math.max(0, room);
        cut = false;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int fits = Math.min(length, room - taken.size());
        taken.write(bytes, offset, fits);
        cut |= fits < length;
    }

    boolean cut() {
        return cut;
    }

    int size() {
        return lines().length;
    }

    byte[] lines() {
        var bytes = taken.toByteArray();
        if (!cut) return bytes;
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') end--;
        return Arrays.copyOf(bytes, end);
    }
}
