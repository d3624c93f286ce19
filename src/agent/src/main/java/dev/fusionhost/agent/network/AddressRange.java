package dev.fusionhost.agent.network;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// The addresses that begin alike, as `10.0.0.0/8` or `fd00::/8` says it (RFC 4632, RFC 4291).
///
/// @param bits how many of the beginning count
record AddressRange(InetAddress first, int bits) {
    /// Reads one; null where the text is none.
    static @Nullable AddressRange parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) return null;
        var first = address(text.substring(0, slash));
        var bits = Integer.parseInt(text.substring(slash + 1));
        return first == null || bits > 8 * first.getAddress().length
                ? null
                : new AddressRange(first, bits);
    }

    /// Whether a host is an address of this range. A name never is: what it stands for, others say.
    boolean contains(String host) {
        var address = address(host);
        if (address == null) return false;
        var ours = first.getAddress();
        var theirs = address.getAddress();
        if (ours.length != theirs.length) return false;
        for (int bit = 0; bit < bits; bit++)
            if (((ours[bit / 8] ^ theirs[bit / 8]) & (0x80 >> bit % 8)) != 0) return false;
        return true;
    }

    private static @Nullable InetAddress address(String literal) {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
