package dev.fusionhost.files;

/// A long line on its way through an expression, which asks now and then whether to go on: one line
/// can take long, and nothing else could stop it.
record StoppableText(String text, Runnable pause) implements CharSequence {
    private static final int BETWEEN_PAUSES = 1 << 12;

    @Override
    public char charAt(int index) {
        if (index % BETWEEN_PAUSES == 0) pause.run();
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return text.subSequence(from, to);
    }

    @Override
    public String toString() {
        return text;
    }
}
