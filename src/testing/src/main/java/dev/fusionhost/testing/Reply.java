package dev.fusionhost.testing;

import java.util.HashMap;
import java.util.Map;

/// An answer to an HTTP request.
///
/// @param contentType media type of the body
public record Reply(int status, String contentType, String body, Map<String, String> headers) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    /// What the application itself says.
    public static Reply json(int status, String body) {
        return new Reply(status, "application/json", body, Map.of());
    }

    /// A refusal of our own, with the `code` that tells it from a proxy's.
    public static Reply refusal(int status, String code) {
        return json(status, "{\"code\":\"%s\",\"message\":\"As the test says.\"}".formatted(code));
    }

    /// What a proxy or a captive portal says.
    public static Reply html(int status, String body) {
        return new Reply(status, "text/html", body, Map.of());
    }

    /// An answer that says nothing.
    public static Reply empty(int status) {
        return new Reply(status, "text/plain", "", Map.of());
    }

    /// The same with one more header, `Retry-After` for example.
    public Reply with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, contentType, body, more);
    }
}
