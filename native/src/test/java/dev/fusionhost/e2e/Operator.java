package dev.fusionhost.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// A person with a key at the server, over its REST interface.
public final class Operator implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI origin;
    private final String key;

    public Operator(URI origin, String key) {
        this.origin = origin;
        this.key = key;
    }

    public String mintCode() throws IOException, InterruptedException {
        return post("/api/operator/codes", Map.of()).get("code").asText();
    }

    public JsonNode devices() throws IOException, InterruptedException {
        return send(request("/api/operator/devices").GET().build());
    }

    public JsonNode call(String device, String tool, Object input)
            throws IOException, InterruptedException {
        return post(
                "/api/operator/devices/" + device + "/calls", Map.of("tool", tool, "input", input));
    }

    /// A call that may take its time.
    public JsonNode call(String device, String tool, Object input, Duration timeout)
            throws IOException, InterruptedException {
        var body = Map.of("tool", tool, "input", input, "timeoutSeconds", timeout.toSeconds());
        return post("/api/operator/devices/" + device + "/calls", body);
    }

    public JsonNode apply(String callId) throws IOException, InterruptedException {
        return post("/api/operator/calls/" + callId + "/apply", Map.of());
    }

    public void revoke(String device) throws IOException, InterruptedException {
        send(request("/api/operator/devices/" + device).DELETE().build());
    }

    /// Has a device change its token.
    public void rotate(String device) throws IOException, InterruptedException {
        post("/api/operator/devices/" + device + "/rotate", Map.of());
    }

    /// Waits until a device has changed its token.
    public void awaitRotated(String device, Duration patience)
            throws IOException, InterruptedException {
        for (var until = System.nanoTime() + patience.toNanos(); System.nanoTime() < until; ) {
            for (var one : devices())
                if (one.get("id").asText().equals(device) && !one.get("rotating").asBoolean())
                    return;
            Thread.sleep(Duration.ofMillis(50));
        }
        throw new AssertionError("the token was not changed: " + devices());
    }

    /// Waits until a device is there and online, and gives its id.
    public String awaitOnline(Duration patience) throws IOException, InterruptedException {
        for (var until = System.nanoTime() + patience.toNanos(); System.nanoTime() < until; ) {
            for (var device : devices())
                if (device.get("online").asBoolean()) return device.get("id").asText();
            Thread.sleep(Duration.ofMillis(50));
        }
        throw new AssertionError("no device came online: " + devices());
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode post(String path, Object body) throws IOException, InterruptedException {
        var json = HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(body));
        return send(request(path).POST(json).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(origin.resolve(path))
                .timeout(Duration.ofMinutes(5))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300)
            throw new AssertionError(
                    request.uri() + ": " + answer.statusCode() + " " + answer.body());
        return MAPPER.readTree(answer.body());
    }
}
