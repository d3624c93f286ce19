package dev.fusionhost.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bodies that come before the stream, letter by letter.
class EnrolmentTest {
    private static final Enrolment.Request REQUEST =
            new Enrolment.Request(
                    "CODE-1",
                    "Workstation A",
                    new Enrolment.Platform("linux", "amd64"),
                    "0.1.0",
                    "nonce-1");

    private final JsonMapper json = FrameCodec.mapper(64 * 1024);

    @Test
    void aRequest() throws Exception {
        isWritten(
                REQUEST,
                """
                {"code":"CODE-1","name":"Workstation A",\
                "platform":{"os":"linux","arch":"amd64"},"agentVersion":"0.1.0","nonce":"nonce-1"}""");
    }

    @Test
    void aResponse() throws Exception {
        isWritten(
                new Enrolment.Response("device-1", "token-1", null),
                """
                {"deviceId":"device-1","token":"token-1"}""");
    }

    @Test
    void aResponseWithATokenThatIsBoundToAKey() throws Exception {
        var bound = new Enrolment.Response("device-1", "token-1", "DPoP");
        isWritten(
                bound,
                """
                {"deviceId":"device-1","token":"token-1","tokenType":"DPoP"}""");
        assertThat(
                        read(
                                "{'deviceId':'device-1','token':'token-1','token_type':'DPoP'}",
                                Enrolment.Response.class))
                .isEqualTo(bound);
    }

    @Test
    void aNextToken() throws Exception {
        isWritten(
                new Enrolment.NextToken("token-2", "DPoP"),
                """
                {"token":"token-2","tokenType":"DPoP"}""");
        isWritten(
                new Enrolment.NextToken("token-2", null),
                """
                {"token":"token-2"}""");
        assertThat(read("{'token':'token-2','expires':null}", Enrolment.NextToken.class))
                .isEqualTo(new Enrolment.NextToken("token-2", null));
        isMissing("{'tokenType':'DPoP'}", Enrolment.NextToken.class, "token");
    }

    @Test
    void aSelf() throws Exception {
        isWritten(
                new Enrolment.Self("device-1", "Workstation A"),
                """
                {"deviceId":"device-1","name":"Workstation A"}""");
        isWritten(
                new Enrolment.Self("device-1", null),
                """
                {"deviceId":"device-1"}""");
    }

    @Test
    void aRefusal() throws Exception {
        isWritten(
                new Enrolment.Refusal("used_code", "This code has been used."),
                """
                {"code":"used_code","message":"This code has been used."}""");
        isWritten(
                new Enrolment.Refusal("locked_out", null),
                """
                {"code":"locked_out"}""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'device_id':'device-1','token':'token-1'}",
                "{'device_id':'device-1','token':'token-1','expires':null,'org':{'id':1}}"
            })
    void theOriginalSystemsSpellingOfTheDeviceIdIsRead(String text) throws Exception {
        assertThat(read(text, Enrolment.Response.class))
                .isEqualTo(new Enrolment.Response("device-1", "token-1", null));
        assertThat(read(text, Enrolment.Self.class))
                .isEqualTo(new Enrolment.Self("device-1", null));
    }

    @Test
    void codeAndTokenStayOutOfStrings() {
        assertThat(REQUEST.toString()).contains("Workstation A").doesNotContain("CODE-1");
        assertThat(new Enrolment.Response("device-1", "token-1", null).toString())
                .contains("device-1")
                .doesNotContain("token-1");
        assertThat(new Enrolment.NextToken("token-2", null).toString()).doesNotContain("token-2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'n','platform':{'os':'o','arch':'a'},'agentVersion':'v','nonce':'x'} | code",
                "{'code':'c','platform':{'os':'o','arch':'a'},'agentVersion':'v','nonce':'x'} | name",
                "{'code':'c','name':'n','platform':{'os':'o'},'agentVersion':'v','nonce':'x'} | arch",
                "{'code':'c','name':'n','platform':{'os':'o','arch':'a'},'agentVersion':'v'} | nonce"
            })
    void everyFieldOfARequestIsNeeded(String text, String field) {
        isMissing(text, Enrolment.Request.class, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'token':'t'} | deviceId",
                "{'deviceId':null,'token':'t'} | deviceId",
                "{'deviceId':'d'} | token"
            })
    void everyFieldOfAResponseIsNeeded(String text, String field) {
        isMissing(text, Enrolment.Response.class, field);
    }

    @Test
    void anAnswerWithoutACodeIsNotOurs() {
        isMissing("{'error':'blocked by your administrator'}", Enrolment.Refusal.class, "code");
        isMissing("{'name':'n'}", Enrolment.Self.class, "deviceId");
    }

    @Test
    void aBodyHasABound() {
        var text = "{'code':'" + "x".repeat(64 * 1024) + "'}";
        assertThatThrownBy(() -> read(text, Enrolment.Refusal.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    private void isMissing(String text, Class<?> type, String field) {
        assertThatThrownBy(() -> read(text, type))
                .hasRootCauseInstanceOf(MalformedFrameException.class)
                .hasRootCauseMessage(field + " is missing");
    }

    private <T> T read(String text, Class<T> type) throws JsonProcessingException {
        return json.readValue(text.replace('\'', '"'), type);
    }

    private void isWritten(Object body, String text) throws JsonProcessingException {
        assertThat(json.writeValueAsString(body)).isEqualTo(text);
        assertThat(json.readValue(text, body.getClass())).isEqualTo(body);
    }
}
