package dev.fusionhost.testing;

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

    /// The path without its query.
    public String path() {
        var query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
