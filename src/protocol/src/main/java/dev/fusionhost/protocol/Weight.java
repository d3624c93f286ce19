package dev.fusionhost.protocol;

import com.fasterxml.jackson.databind.JsonNode;

/// A quick look at a tree before it is written: whether it keeps the bounds for sure, without
/// writing it. Most do, by far.
final class Weight {
    /// A character takes at most 6 bytes (`\u0000`), a name or a text 4 more for its quotes and
    /// commas.
    private static final int BYTES_A_CHARACTER = 6;

    private static final int BYTES_AROUND = 4;

    /// Numbers up to a double's, and the words.
    private static final int BYTES_A_SCALAR = 32;

    /// More than its two brackets: each is a token, and a reader bounds those too. Half of the
    /// message full of empty arrays has half of the tokens.
    private static final int BYTES_A_NODE = 16;

    /// Readers take 50,000; whatever is longer is better tried.
    private static final int LONGEST_NAME = 1_000;

    private long left;

    private Weight(long left) {
        this.left = left;
    }

    /// Whether a tree keeps these bounds for sure.
    ///
    /// @param bytes how much the tree may take at most
    /// @param depth how deep it may be at most
    /// @return false where it takes more, or where only writing it can tell
    static boolean isBelow(long bytes, int depth, JsonNode tree) {
        return new Weight(bytes).holds(tree, depth);
    }

    private boolean holds(JsonNode node, int depth) {
        return switch (node.getNodeType()) {
            case STRING -> take(node.textValue());
            case BOOLEAN, NULL -> take(BYTES_A_SCALAR);
            case NUMBER -> !node.isBigDecimal() && !node.isBigInteger() && take(BYTES_A_SCALAR);
            case ARRAY, OBJECT -> depth > 0 && take(BYTES_A_NODE) && children(node, depth - 1);
            case BINARY, POJO, MISSING -> false;
        };
    }

    private boolean children(JsonNode node, int depth) {
        for (var child : node.properties())
            if (!name(child.getKey()) || !holds(child.getValue(), depth)) return false;
        if (node.isArray())
            for (var child : node) if (!take(1) || !holds(child, depth)) return false;
        return true;
    }

    private boolean name(String name) {
        return name.length() <= LONGEST_NAME && take(name);
    }

    private boolean take(String text) {
        return take((long) text.length() * BYTES_A_CHARACTER + BYTES_AROUND);
    }

    private boolean take(long bytes) {
        left -= bytes;
        return left >= 0;
    }
}
