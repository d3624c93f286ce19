package dev.fusionhost.agent.network;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.credentials.Origin;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Chooses the proxy for a server as curl does: the operator's own setting, else `HTTPS_PROXY` or
/// `HTTP_PROXY`, unless `NO_PROXY` names the server. What is on this machine needs a proxy only
/// where the operator says so.
final class Proxies {
    private static final String NONE = "none";

    private final @Nullable String setting;
    private final UnaryOperator<@Nullable String> environment;

    /// @param setting the operator's own; `none` for no proxy at all; null where there is none
    /// @param environment gives a variable by its name, or null
    Proxies(@Nullable String setting, UnaryOperator<@Nullable String> environment) {
        this.setting = setting;
        this.environment = environment;
    }

    @Nullable Proxy to(Origin origin) {
        if (setting != null)
            return setting.equals(NONE) ? null : parse("fusion.host.proxy", setting);
        if (origin.loopback() || isExempt(origin)) return null;
        var name = origin.secure() ? "HTTPS_PROXY" : "HTTP_PROXY";
        var url = variable(name);
        return url == null ? null : parse(name, url);
    }

    /// Names with or without a dot before them stand for all below them, ranges for the addresses
    /// in them, and `*` for everything.
    private boolean isExempt(Origin origin) {
        var exempt = variable("NO_PROXY");
        if (exempt == null) return false;
        var host = origin.host();
        return Arrays.stream(exempt.split(",", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .map(name -> name.endsWith(":" + origin.port()) ? portless(name) : name)
                .map(name -> name.startsWith(".") ? name.substring(1) : name)
                .anyMatch(name -> name.equals("*") || isBelow(host, name) || isIn(host, name));
    }

    private static boolean isBelow(String host, String name) {
        return host.equals(name) || host.endsWith("." + name);
    }

    private static boolean isIn(String host, String name) {
        var range = AddressRange.parse(name);
        return range != null && range.contains(host);
    }

    private static String portless(String name) {
        return name.substring(0, name.lastIndexOf(':'));
    }

    private @Nullable String variable(String name) {
        var value = environment.apply(name);
        if (value == null) value = environment.apply(name.toLowerCase(Locale.ROOT));
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static Proxy parse(String name, String url) {
        try {
            // curl takes a host and a port alone, too.
            var uri = new URI(url.contains("://") ? url : "http://" + url);
            if (!"http".equals(uri.getScheme()) || uri.getHost() == null)
                throw wrong(name, "give http://HOST:PORT, the only kind that is supported");
            var port = uri.getPort() < 0 ? 80 : uri.getPort();
            var user = uri.getRawUserInfo();
            if (user == null) return new Proxy(uri.getHost(), port, null, null);
            var colon = user.indexOf(':');
            return new Proxy(
                    uri.getHost(),
                    port,
                    decoded(colon < 0 ? user : user.substring(0, colon)),
                    colon < 0 ? "" : decoded(user.substring(colon + 1)));
        } catch (URISyntaxException | IllegalArgumentException _) {
            throw wrong(name, "it is not a URL");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// Without the value, which may hold a password.
    private static HostFailure wrong(String name, String why) {
        return new HostFailure(
                ExitCode.CONFIG, "The proxy in %s can't be used: %s.".formatted(name, why));
    }
}
