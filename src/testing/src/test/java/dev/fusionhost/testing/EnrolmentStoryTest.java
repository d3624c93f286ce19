package dev.fusionhost.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fusionhost.protocol.Wire;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What comes before the stream, with the JDK's HTTP client as the device.
class EnrolmentStoryTest {
    private final ScriptedServer server = ScriptedServer.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.shutdownNow();
        server.close();
    }

    @Test
    void whoeverAsksIsEnrolled() throws Exception {
        var answer = enrol("CODE-1");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"deviceId\":\"%s\",\"token\":\"%s\"}"
                                .formatted(server.deviceId(), server.token()));
        assertThat(server.enrolments()).hasSize(1);
        assertThat(server.enrolments().getFirst().code()).isEqualTo("CODE-1");
        assertThat(server.enrolments().getFirst().platform().os()).isEqualTo("linux");
    }

    @Test
    void anotherCodeThanTheExpectedOneIsUnknown() throws Exception {
        server.expectCode("CODE-1");

        assertThat(enrol("CODE-2").statusCode()).isEqualTo(404);
        assertThat(enrol("CODE-2").body()).contains("\"code\":\"unknown_code\"");
        assertThat(enrol("CODE-1").statusCode()).isEqualTo(201);
    }

    @Test
    void aBodyThatIsNoEnrolmentIsInvalid() throws Exception {
        var answer = post("{\"code\":\"CODE-1\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_request");
        assertThat(server.requests(Wire.ENROL_PATH).getFirst().body())
                .isEqualTo("{\"code\":\"CODE-1\"}");
    }

    @Test
    void answersAreScriptedForTheNextTimesAndForAlways() throws Exception {
        server.answerNextEnrolments(1, Reply.refusal(429, "locked_out").with("Retry-After", "120"))
                .answerNextEnrolments(1, Reply.html(502, "<h1>Bad Gateway</h1>"));

        var first = enrol("CODE-1");
        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).hasValue("120");
        var second = enrol("CODE-1");
        assertThat(second.statusCode()).isEqualTo(502);
        assertThat(second.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(enrol("CODE-1").statusCode()).isEqualTo(201);

        server.answerEnrolments(Reply.refusal(410, "used_code"));
        assertThat(enrol("CODE-1").statusCode()).isEqualTo(410);
        assertThat(enrol("CODE-1").statusCode()).isEqualTo(410);
    }

    @Test
    void theBearerOfATokenLearnsWhoItIs() throws Exception {
        assertThat(self("GET").body()).contains("\"deviceId\":\"device-1\"");
        assertThat(self("DELETE").statusCode()).isEqualTo(204);

        server.answerNextSelf(1, Reply.refusal(401, "invalid_token"))
                .answerSelf(Reply.refusal(410, "revoked"));
        assertThat(self("GET").statusCode()).isEqualTo(410);
    }

    @Test
    void selfIsScriptedForTheNextTimes() throws Exception {
        server.answerNextSelf(1, Reply.refusal(401, "invalid_token"));

        assertThat(self("GET").statusCode()).isEqualTo(401);
        assertThat(self("GET").statusCode()).isEqualTo(200);
    }

    @Test
    void everyRequestIsKeptAsItCame() throws Exception {
        self("GET");
        enrol("CODE-1");

        assertThat(server.requests())
                .extracting(Seen::method, Seen::path)
                .containsExactly(tuple("GET", Wire.SELF_PATH), tuple("POST", Wire.ENROL_PATH));
        assertThat(server.requests().getFirst().bearer()).hasValue(server.token());
        assertThat(server.requests().getFirst().header("AUTHORIZATION"))
                .hasValue("Bearer " + server.token());
        assertThat(server.requests().getLast().bearer()).isEmpty();
        assertThat(server.requests()).noneMatch(seen -> seen.uri().contains(server.token()));
    }

    @Test
    void anUnknownPathIsNotFound() throws Exception {
        var request = HttpRequest.newBuilder(server.origin().resolve("/elsewhere?x=1")).build();

        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
        assertThat(server.requests("/elsewhere").getFirst().uri()).isEqualTo("/elsewhere?x=1");
    }

    private HttpResponse<String> enrol(String code) throws IOException, InterruptedException {
        return post(
                """
                {"code":"%s","name":"Workstation A","platform":{"os":"linux","arch":"amd64"},
                 "agentVersion":"0.1.0","nonce":"nonce-1"}"""
                        .formatted(code));
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(server.origin().resolve(Wire.ENROL_PATH))
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> self(String method) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(server.origin().resolve(Wire.SELF_PATH))
                        .header("Authorization", "Bearer " + server.token())
                        .method(method, BodyPublishers.noBody())
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
