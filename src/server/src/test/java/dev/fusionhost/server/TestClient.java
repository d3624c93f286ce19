package dev.fusionhost.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fusionhost.protocol.Enrolment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;

/// Speaks to the server as an operator does, and enrols devices.
public final class TestClient {
    public static final String OPERATOR_KEY = "the-operator-key-of-the-tests";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final String forwardedFor;

    public TestClient(URI server) {
        this(server, null);
    }

    private TestClient(URI server, String forwardedFor) {
        this.server = server;
        this.forwardedFor = forwardedFor;
    }

    /// As from another address, by way of a proxy on this machine.
    public TestClient behindProxy(String address) {
        return new TestClient(server, address);
    }

    public record Answer(int status, JsonNode body, HttpResponse<String> response) {
        public String code() {
            return body.path("code").asText();
        }
    }

    public Answer operator(String method, String path, String body) {
        return send(method, "/api/operator/" + path, OPERATOR_KEY, body);
    }

    public Answer send(String method, String path, String bearer, String body) {
        var request =
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (forwardedFor != null) request.header("X-Forwarded-For", forwardedFor);
        if (bearer != null) request.header("Authorization", "Bearer " + bearer);
        return send(request.build());
    }

    private static Answer send(HttpRequest request) {
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /// A request with headers of the caller's choice, each a name and a value.
    public Answer sendWith(List<String> headers, String method, String path, String body) {
        var request =
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        for (var i = 0; i < headers.size(); i += 2)
            request.header(headers.get(i), headers.get(i + 1));
        return send(request.build());
    }

    public String mint() {
        return operator("POST", "codes", null).body().path("code").asText();
    }

    public Answer enrol(String code, String nonce) {
        return send("POST", "/api/host/enroll", null, enrolment(code, nonce));
    }

    /// The body of an enrolment.
    public static String enrolment(String code, String nonce) {
        return """
                {"code":"%s","name":"workshop","platform":{"os":"linux","arch":"amd64"},
                 "agentVersion":"0.1.0","nonce":"%s"}\
                """
                .formatted(code, nonce);
    }

    public Enrolment.Response enrolled() {
        var body = enrol(mint(), UUID.randomUUID().toString()).body();
        return new Enrolment.Response(
                body.path("deviceId").asText(), body.path("token").asText(), null);
    }
}
