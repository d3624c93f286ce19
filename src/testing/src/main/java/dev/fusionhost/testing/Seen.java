package dev.fusionhost.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.protocol.Dpop;
import dev.fusionhost.protocol.FrameCodec;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request as it came, kept so that a test can look at what was sent and, a token above all, at
/// what wasn't.
///
/// @param uri path and query as they stand in the request line
/// @param headers their names in lower case
public record Seen(String method, String uri, Map<String, List<String>> headers, String body) {
    private static final JsonMapper JSON = FrameCodec.mapper(64 * 1024);

    public Seen {
        headers = Map.copyOf(headers);
    }

    /// The first value of a header, by its name in any case.
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }

    /// The token that the request carried as `Authorization: Bearer`.
    public Optional<String> bearer() {
        return header("authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()));
    }

    /// The token that the request carried as `Authorization: DPoP`.
    public Optional<String> dpop() {
        return header("authorization")
                .filter(value -> value.startsWith("DPoP "))
                .map(value -> value.substring("DPoP ".length()));
    }

    /// What the request's proof (RFC 9449) says, as it came: its signature isn't looked at.
    public Optional<JsonNode> proof() {
        return header(Dpop.HEADER).map(proof -> claims(proof.split("\\.", -1)));
    }

    private static JsonNode claims(String[] parts) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException broken) {
            throw new AssertionError("the DPoP header holds no JWT", broken);
        }
    }

    /// The path without its query.
    public String path() {
        var query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
