package dev.fusionhost.files;

/// Which lines of a file are wanted, and at which bytes they turn out to be.
sealed interface LineWindow {
    /// A line begins at this byte.
    void lineAt(long offset);

    /// Whether the wanted lines have all been found.
    boolean complete();

    /// The byte at which the wanted lines begin.
    ///
    /// @param length of the file, as far as it was read; likewise below
    long begin(long length);

    /// The byte after them.
    long end(long length);

    /// No lines.
    record None() implements LineWindow {
        @Override
        public void lineAt(long offset) {}

        @Override
        public boolean complete() {
            return true;
        }

        @Override
        public long begin(long length) {
            return length;
        }

        @Override
        public long end(long length) {
            return length;
        }
    }

    /// A number of lines from a given one on; the first line is 1.
    final class From implements LineWindow {
        private final long first;
        private final long past;
        private long line;
        private long begin = -1;
        private long end = -1;

        From(long first, long lines) {
            this.first = first;
            this.past = first + lines;
        }

        @Override
        public void lineAt(long offset) {
            line++;
            if (line == first) begin = offset;
            if (line == past) end = offset;
        }

        @Override
        public boolean complete() {
            return end >= 0;
        }

        @Override
        public long begin(long length) {
            return begin < 0 ? length : begin;
        }

        @Override
        public long end(long length) {
            return end < 0 ? length : end;
        }
    }

    /// The last lines of a file.
    final class Tail implements LineWindow {
        private final long[] offsets;
        private long line;

        Tail(int lines) {
            offsets = new long[lines];
        }

        @Override
        public void lineAt(long offset) {
            offsets[(int) (line++ % offsets.length)] = offset;
        }

        @Override
        public boolean complete() {
            return false;
        }

        @Override
        public long begin(long length) {
            if (line == 0) return length;
            return line <= offsets.length ? offsets[0] : offsets[(int) (line % offsets.length)];
        }

        @Override
        public long end(long length) {
            return length;
        }
    }
}
