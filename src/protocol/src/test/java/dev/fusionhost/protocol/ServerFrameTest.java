package dev.fusionhost.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fusionhost.protocol.ServerFrame.Call;
import dev.fusionhost.protocol.ServerFrame.Cancel;
import dev.fusionhost.protocol.ServerFrame.Drain;
import dev.fusionhost.protocol.ServerFrame.Rotate;
import dev.fusionhost.protocol.ServerFrame.Settled;
import dev.fusionhost.protocol.ServerFrame.Unknown;
import dev.fusionhost.protocol.ServerFrame.Welcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a server says, letter by letter: a renamed or reordered field breaks a test here.
class ServerFrameTest {
    private final FrameCodec codec = new FrameCodec();

    @Test
    void aWelcome() {
        isWritten(
                new Welcome("session-1", 20, List.of("call-1", "call-2")),
                """
                {"type":"welcome","sessionId":"session-1","heartbeatSeconds":20,\
                "settled":["call-1","call-2"]}""");
    }

    @Test
    void aWelcomeThatSaysNothing() {
        isWritten(
                new Welcome("session-1", null, List.of()),
                """
                {"type":"welcome","sessionId":"session-1"}""");
    }

    @Test
    void aCall() {
        isWritten(
                new Call(
                        "call-1",
                        "rename_in_place",
                        JsonNodeFactory.instance.objectNode().put("path", "/a").put("n", 1),
                        CallMode.APPLY,
                        45),
                """
                {"type":"call","callId":"call-1","tool":"rename_in_place",\
                "input":{"path":"/a","n":1},"mode":"apply","timeoutSeconds":45}""");
    }

    @Test
    void aCallOfAToolWithoutInput() {
        isWritten(
                new Call("call-1", "list_roots", null, null, null),
                """
                {"type":"call","callId":"call-1","tool":"list_roots"}""");
    }

    @Test
    void aCallInModeAuto() {
        isWritten(
                new Call("call-1", "trash", null, CallMode.AUTO, null),
                """
                {"type":"call","callId":"call-1","tool":"trash","mode":"auto"}""");
    }

    @Test
    void aCancel() {
        isWritten(
                new Cancel("call-1"),
                """
                {"type":"cancel","callId":"call-1"}""");
    }

    @Test
    void aSettled() {
        isWritten(
                new Settled("call-1"),
                """
                {"type":"settled","callId":"call-1"}""");
    }

    @Test
    void aDrain() {
        isWritten(
                new Drain(30),
                """
                {"type":"drain","graceSeconds":30}""");
        isWritten(
                new Drain(null),
                """
                {"type":"drain"}""");
    }

    @Test
    void aRotate() {
        isWritten(
                new Rotate(),
                """
                {"type":"rotate"}""");
        assertThat(read("{'type':'rotate','by':'the future'}")).isEqualTo(new Rotate());
    }

    @Test
    void aTypeOfALaterVersionIsKeptByName() {
        isWritten(
                new Unknown("from_the_future"),
                """
                {"type":"from_the_future"}""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'callId':'c','tool':'t'}",
                "{'tool':'t','callId':'c'}",
                "{'callId':'c','tool':'t','type':null}",
                "{'callId':'c','tool':'t','type':'call'}",
                "{'type':'call','callId':'c','tool':'t','input':null}",
                "{'type':'call','callId':'c','tool':'t','mode':null}",
                "{'type':'call','callId':'c','tool':'t','timeoutSeconds':null}",
                "{'type':'call','callId':'c','tool':'t','priority':{'of':'the future'}}"
            })
    void aCallReadsTheSameWithoutATypeWithNullsAndWithUnknownFields(String text) {
        assertThat(read(text)).isEqualTo(new Call("c", "t", null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'welcome','sessionId':'s'}",
                "{'type':'welcome','sessionId':'s','heartbeatSeconds':null,'settled':null}",
                "{'type':'welcome','sessionId':'s','settled':[]}",
                "{'sessionId':'s','type':'welcome','motd':'hello'}"
            })
    void anAbsentListIsEmpty(String text) {
        assertThat(read(text)).isEqualTo(new Welcome("s", null, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'type':null}", "{'callId':'c'}", "{'tool':'t'}"})
    void anObjectThatIsNeitherTypedNorACallIsUnknown(String text) {
        assertThat(read(text)).isEqualTo(new Unknown(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'call','tool':'t'} | callId is missing",
                "{'type':'call','callId':null,'tool':'t'} | callId is missing",
                "{'type':'call','callId':'','tool':'t'} | callId is empty",
                "{'type':'call','callId':'  ','tool':'t'} | callId is empty",
                "{'type':'call','callId':7,'tool':'t'} | callId is of the wrong type",
                "{'type':'call','callId':['c'],'tool':'t'} | callId is of the wrong type",
                "{'type':'call','callId':'c'} | tool is missing",
                "{'callId':'c','tool':true} | tool is of the wrong type",
                "{'callId':'c','tool':'t','mode':'APPLY'} | mode is of the wrong type",
                "{'callId':'c','tool':'t','mode':'execute'} | mode is of the wrong type",
                "{'callId':'c','tool':'t','mode':''} | mode is of the wrong type",
                "{'callId':'c','tool':'t','mode':1} | mode is of the wrong type",
                "{'callId':'c','tool':'t','timeoutSeconds':'9'} | timeoutSeconds is of the wrong type",
                "{'callId':'c','tool':'t','timeoutSeconds':1.5} | timeoutSeconds is of the wrong type",
                "{'callId':'c','tool':'t','timeoutSeconds':9999999999} | timeoutSeconds is of the wrong type",
                "{'callId':'c','tool':'t','timeoutSeconds':-1} | timeoutSeconds is negative",
                "{'type':'welcome'} | sessionId is missing",
                "{'type':'welcome','sessionId':'s','heartbeatSeconds':-5} | heartbeatSeconds is negative",
                "{'type':'welcome','sessionId':'s','settled':'c'} | settled is of the wrong type",
                "{'type':'welcome','sessionId':'s','settled':[5]} | settled is of the wrong type",
                "{'type':'welcome','sessionId':'s','settled':[null]} | a field is of the wrong type",
                "{'type':'cancel'} | callId is missing",
                "{'type':'settled'} | callId is missing",
                "{'type':'drain','graceSeconds':true} | graceSeconds is of the wrong type",
                "{'type':'drain','graceSeconds':-1} | graceSeconds is negative"
            })
    void aFaultNamesItsField(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isExactlyInstanceOf(MalformedFrameException.class)
                .hasMessage(message);
    }

    @Test
    void aCallIdHasABound() {
        var longest = "c".repeat(Limits.MAX_CALL_ID_LENGTH);
        assertThat(read("{'type':'cancel','callId':'" + longest + "'}"))
                .isEqualTo(new Cancel(longest));
        assertThatThrownBy(() -> read("{'type':'cancel','callId':'c" + longest + "'}"))
                .hasMessage("callId is too long");
    }

    @Test
    void anInputMayBeAnythingForTheSchemaIsItsJudge() {
        assertThat(read("{'callId':'c','tool':'t','input':[1,'x',{}]}"))
                .isEqualTo(
                        new Call(
                                "c",
                                "t",
                                JsonNodeFactory.instance
                                        .arrayNode()
                                        .add(1)
                                        .add("x")
                                        .add(JsonNodeFactory.instance.objectNode()),
                                null,
                                null));
    }

    private ServerFrame read(String text) {
        return codec.serverFrame(text.replace('\'', '"'));
    }

    private void isWritten(ServerFrame frame, String text) {
        assertThat(codec.text(frame)).isEqualTo(text);
        assertThat(codec.serverFrame(text)).isEqualTo(frame);
    }
}
