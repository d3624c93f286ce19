package dev.fusionhost.tools.input;

import org.jspecify.annotations.Nullable;

/// A place in a JSON document. It is spelled (RFC 6901) only once somebody asks, because most
/// inputs have no fault to point to.
record Pointer(@Nullable Pointer parent, String token) {
    static final Pointer ROOT = new Pointer(null, "");

    Pointer child(String name) {
        return new Pointer(this, name);
    }

    Pointer child(int index) {
        return new Pointer(this, Integer.toString(index));
    }

    @Override
    public String toString() {
        if (parent == null) return "";
        return parent + "/" + token.replace("~", "~0").replace("/", "~1");
    }
}
