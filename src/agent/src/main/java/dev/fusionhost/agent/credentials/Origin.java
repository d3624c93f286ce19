package dev.fusionhost.agent.credentials;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// The server that a credential belongs to: scheme, host and port (RFC 6454), and nothing else. The
/// token goes there and nowhere else.
public record Origin(String scheme, String host, int port) {
    /// 127.0.0.0/8 (RFC 1122), ::1 and the name that RFC 6761 reserves.
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|\\[::1]|127(\\.\\d{1,3}){3}");

    /// Reads what a person typed.
    ///
    /// @throws HostFailure in a sentence, where it isn't the base URL of a server that may be used
    public static Origin parse(String url, boolean allowHttp) {
        var uri = uri(url);
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http"))
            throw wrong(url, "it must begin with https:// (or http:// for this machine)");
        if (uri.getHost() == null) throw wrong(url, "it names no host");
        if (uri.getRawUserInfo() != null) throw wrong(url, "it holds a password");
        if (uri.getRawQuery() != null || uri.getRawFragment() != null || !path(uri).isEmpty())
            throw wrong(url, "give the scheme, host and port alone, without a path");
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        var port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        var origin = new Origin(scheme, host, port);
        if (scheme.equals("http") && !allowHttp && !origin.loopback())
            throw wrong(
                    url,
                    "http would send the token in the clear; use https, or say --allow-http if you"
                            + " mean it");
        return origin;
    }

    public boolean loopback() {
        return LOOPBACK.matcher(host).matches();
    }

    public boolean secure() {
        return scheme.equals("https");
    }

    /// The beginning of the names of files that belong to this server alone.
    public String fileName() {
        return "%s_%s_%d".formatted(scheme, host.replaceAll("[^a-z0-9.-]", "_"), port);
    }

    public URI uri() {
        return URI.create(toString());
    }

    /// Without the scheme's own port, as browsers write it.
    @Override
    public String toString() {
        var usual = port == (secure() ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + port);
    }

    private static URI uri(String url) {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException _) {
            throw wrong(url, "it is not a URL");
        }
    }

    private static String path(URI uri) {
        var path = uri.getRawPath();
        return path == null || path.equals("/") ? "" : path;
    }

    private static HostFailure wrong(String url, String why) {
        // A password may stand before the @, however wrong the rest of it is.
        var shown = url.replaceFirst("^.*@", "…@");
        return new HostFailure(
                ExitCode.CONFIG, "The server URL \"" + shown + "\" can't be used: " + why + ".");
    }
}
