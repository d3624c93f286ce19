package dev.fusionhost.server.proof;

import dev.fusionhost.protocol.Dpop;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request shows of its sender, and where it has come to.
///
/// @param host of the `Host` header, or what a trusted proxy says it was; null where there is none
/// @param port null where the header has none
/// @param proofs each `DPoP` header, of which there must be one at most
public record Shown(
        String method,
        @Nullable String host,
        @Nullable Integer port,
        String path,
        @Nullable String authorization,
        List<String> proofs) {
    public static Shown by(HttpServerRequest request) {
        var authority = request.authority();
        var path = request.path();
        return new Shown(
                request.method().name(),
                authority == null ? null : authority.host(),
                authority == null || authority.port() < 0 ? null : authority.port(),
                path == null ? "" : path,
                request.getHeader(HttpHeaders.AUTHORIZATION),
                List.copyOf(request.headers().getAll(Dpop.HEADER)));
    }

    /// Neither token nor proof may get into a log.
    @Override
    public String toString() {
        return "Shown[" + method + " " + path + "]";
    }
}
