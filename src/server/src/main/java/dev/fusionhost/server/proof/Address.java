package dev.fusionhost.server.proof;

import dev.fusionhost.server.BadSettingException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a proof says that it goes, its `htu`.
///
/// A server behind a proxy doesn't know its own URL. So the path and the host are compared with
/// those of the request, and of the scheme nothing but its usual port is held against a proof: a
/// proxy speaks TLS, and we don't. Where the operator has told the URL, that one counts instead.
final class Address {
    private static final int ANY_USUAL = -1;

    private final @Nullable URI publicUrl;

    /// @param publicUrl as devices know the server; null where it wasn't told
    Address(@Nullable URI publicUrl) {
        this.publicUrl = publicUrl;
    }

    /// @throws BadSettingException where what was told is no URL that a device could ask for
    void check() {
        var told = publicUrl;
        if (told == null) return;
        var isWeb = "https".equals(told.getScheme()) || "http".equals(told.getScheme());
        if (!isWeb || told.getHost() == null) {
            throw new BadSettingException(
                    "fusion.server.public-url must be a URL such as https://fusion.example.");
        }
    }

    /// Whether the request has come to where the proof was made for.
    boolean fits(@Nullable String htu, Shown request) {
        var uri = uri(htu);
        if (uri == null || uri.getHost() == null || uri.getScheme() == null) return false;
        if (!Objects.equals(uri.getRawPath(), request.path())) return false;
        var told = publicUrl;
        if (told == null) {
            var port = request.port();
            return same(uri.getHost(), request.host())
                    && loose(uri.getPort()) == loose(port == null ? ANY_USUAL : port);
        }
        return same(uri.getScheme(), told.getScheme())
                && same(uri.getHost(), told.getHost())
                && port(uri) == port(told);
    }

    private static @Nullable URI uri(@Nullable String htu) {
        try {
            return htu == null ? null : new URI(htu);
        } catch (URISyntaxException _) {
            return null;
        }
    }

    private static boolean same(String one, @Nullable String other) {
        return other != null && plain(one).equals(plain(other));
    }

    /// An IPv6 address comes with its brackets, and from some without.
    private static String plain(String host) {
        return host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
    }

    private static int loose(int port) {
        return port == 80 || port == 443 ? ANY_USUAL : port;
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) return uri.getPort();
        return same("https", uri.getScheme()) ? 443 : 80;
    }
}
