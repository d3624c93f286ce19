package dev.fusionhost.server.secrets;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The secret in an `Authorization` header, RFC 6750.
public final class BearerToken {
    private static final String BEARER = "Bearer";

    /// Ours have 47 letters; an operator may have chosen a longer key.
    private static final int MAX_HEADER = 500;

    private BearerToken() {}

    public static Optional<String> in(@Nullable String authorization) {
        return in(authorization, BEARER);
    }

    /// The secret behind another scheme.
    public static Optional<String> in(@Nullable String authorization, String scheme) {
        var begin = scheme + " ";
        if (authorization == null || authorization.length() > MAX_HEADER) return Optional.empty();
        // The scheme's name may come in any case, RFC 9110, section 11.1.
        return authorization.regionMatches(true, 0, begin, 0, begin.length())
                ? Optional.of(authorization.substring(begin.length()).strip())
                : Optional.empty();
    }
}
