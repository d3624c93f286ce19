package dev.fusionhost.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.server.TestClient;
import dev.fusionhost.server.database.Database;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RefusalsTest {
    @TestHTTPResource URI server;
    @Inject Database database;

    private TestClient client;

    @BeforeEach
    void dial() {
        client = new TestClient(server);
    }

    @Test
    void anUnknownPathIsRefusedWithOurJson() {
        var answer = client.operator("GET", "nonsense", null);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not_found");
    }

    @Test
    void anotherMethodIsRefusedWithOurJson() {
        var answer = client.send("PUT", "/api/host/enroll", null, "{}");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("not_allowed");
    }

    @Test
    void anotherMediaTypeIsRefusedWithOurJson() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var form =
                    HttpRequest.newBuilder(server.resolve("/api/host/enroll"))
                            .header("Content-Type", "text/plain")
                            .POST(BodyPublishers.ofString("code=1"))
                            .build();
            var answer = http.send(form, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(answer.body()).contains("\"code\":\"invalid_request\"");
        }
    }

    @Test
    void aDefectShowsNothingOfItself() {
        database.update("alter table pairing_code rename to elsewhere");
        try {
            var answer = client.operator("POST", "codes", null);

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.code()).isEqualTo("internal");
            assertThat(answer.response().body())
                    .doesNotContainIgnoringCase("pairing_code")
                    .doesNotContain("Exception", "at dev.fusionhost");
        } finally {
            database.update("alter table elsewhere rename to pairing_code");
        }
    }
}
