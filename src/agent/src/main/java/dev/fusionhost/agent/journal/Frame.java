package dev.fusionhost.agent.journal;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/// What is written at once: a mark, a length, a checksum, and entries with a length each. A frame
/// is there whole or not at all, and no frame is written before the one ahead of it is on the disk.
final class Frame {
    static final int MARK = 0x46484A31;
    static final int HEAD = 12;

    /// Of one entry: a result is 8 MiB at most, and its call's id and time are small.
    static final int LONGEST_ENTRY = 9 * 1024 * 1024;

    /// Entries are gathered up to here, and the last of them may be a long one.
    static final int FULL = 1024 * 1024;

    static final int LONGEST = FULL + 4 + LONGEST_ENTRY;

    private Frame() {}

    static byte[] of(List<byte[]> entries) {
        var length = entries.stream().mapToInt(entry -> 4 + entry.length).sum();
        var frame = ByteBuffer.allocate(HEAD + length);
        frame.position(HEAD);
        for (var entry : entries) frame.putInt(entry.length).put(entry);
        frame.putInt(0, MARK).putInt(4, length).putInt(8, checksum(frame.array(), HEAD, length));
        return frame.array();
    }

    static int checksum(byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
