package dev.fusionhost.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.fusionhost.protocol.HostFrame.Ack;
import dev.fusionhost.protocol.HostFrame.Bye;
import dev.fusionhost.protocol.HostFrame.Hello;
import dev.fusionhost.protocol.HostFrame.Progress;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.HostFrame.Unknown;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a device says, letter by letter: a renamed or reordered field breaks a test here.
class HostFrameTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Proposal RENAME =
            new Proposal(
                    "Rename a.txt to b.txt",
                    List.of("/r/a.txt", "/r/b.txt"),
                    List.of(
                            new Proposal.Change(
                                    "move",
                                    "/r/a.txt",
                                    "/r/b.txt",
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    List.of())),
                    false,
                    true,
                    "sha256:1f",
                    Instant.parse("2026-01-02T03:04:05Z"));
    private static final String RENAME_TEXT =
            """
            {"summary":"Rename a.txt to b.txt","paths":["/r/a.txt","/r/b.txt"],\
            "changes":[{"kind":"move","path":"/r/a.txt","toPath":"/r/b.txt"}],\
            "destructive":false,"reversible":true,"digest":"sha256:1f",\
            "expiresAt":"2026-01-02T03:04:05Z"}""";

    private final FrameCodec codec = new FrameCodec();

    @Test
    void aHello() {
        isWritten(
                new Hello(
                        1,
                        "device-1",
                        "boot-1",
                        "Workstation A",
                        new Agent("fusion-host", "0.1.0", "linux", "amd64"),
                        List.of(
                                new ToolDescription(
                                        "file_info",
                                        "File info",
                                        "Tell about a file.",
                                        ToolDescription.Kind.READ,
                                        JSON.objectNode().put("type", "object"),
                                        JSON.objectNode())),
                        HostLimits.DEFAULT,
                        List.of("call-1"),
                        List.of("call-2", "call-3")),
                """
                {"type":"hello","protocol":1,"deviceId":"device-1","bootId":"boot-1",\
                "name":"Workstation A",\
                "agent":{"name":"fusion-host","version":"0.1.0","os":"linux","arch":"amd64"},\
                "tools":[{"name":"file_info","title":"File info",\
                "description":"Tell about a file.","kind":"read",\
                "inputSchema":{"type":"object"},"outputSchema":{}}],\
                "limits":{"maxInFlight":16,"maxMessageBytes":8388608},\
                "running":["call-1"],"unsettled":["call-2","call-3"]}""");
    }

    @Test
    void aHelloThatSaysTheLeast() {
        assertThat(
                        read(
                                """
                                {'type':'hello','protocol':1,'deviceId':'d','mood':'good'}"""))
                .isEqualTo(
                        new Hello(
                                1,
                                "d",
                                null,
                                null,
                                null,
                                List.of(),
                                HostLimits.DEFAULT,
                                List.of(),
                                List.of()));
    }

    @Test
    void aLimitThatIsAbsentIsTheDefault() {
        var hello =
                (Hello)
                        read(
                                """
                                {'type':'hello','protocol':1,'deviceId':'d','bootId':'b','name':'n',
                                 'agent':{'name':'a','version':'v'},'limits':{'maxInFlight':4}}""");
        assertThat(hello.limits()).isEqualTo(new HostLimits(4, Limits.MAX_MESSAGE_BYTES));
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfToolHasItsWord(ToolDescription.Kind kind) {
        var tool = new ToolDescription("t", null, "Does.", kind, JSON.objectNode(), null);
        var agent = new Agent("a", "v", null, null);
        var hello =
                new Hello(
                        1,
                        "d",
                        "b",
                        "n",
                        agent,
                        List.of(tool),
                        new HostLimits(1, 2),
                        List.of(),
                        List.of());
        var word =
                switch (kind) {
                    case READ -> "read";
                    case ACTION -> "action";
                    case MUTATION -> "mutation";
                };
        isWritten(
                hello,
                """
                {"type":"hello","protocol":1,"deviceId":"d","bootId":"b","name":"n",\
                "agent":{"name":"a","version":"v"},\
                "tools":[{"name":"t","description":"Does.","kind":"%s","inputSchema":{}}],\
                "limits":{"maxInFlight":1,"maxMessageBytes":2},"running":[],"unsettled":[]}"""
                        .formatted(word));
    }

    @Test
    void anAck() {
        isWritten(
                new Ack("call-1", Ack.State.ACCEPTED, null),
                """
                {"type":"ack","callId":"call-1","state":"accepted"}""");
        isWritten(
                new Ack("call-1", Ack.State.DUPLICATE, null),
                """
                {"type":"ack","callId":"call-1","state":"duplicate"}""");
        isWritten(
                new Ack("call-1", Ack.State.REJECTED, "busy"),
                """
                {"type":"ack","callId":"call-1","state":"rejected","code":"busy"}""");
    }

    @Test
    void progress() {
        isWritten(
                new Progress("call-1", 3L, 10L, "reading"),
                """
                {"type":"progress","callId":"call-1","done":3,"total":10,"message":"reading"}""");
        isWritten(
                new Progress("call-1", null, null, null),
                """
                {"type":"progress","callId":"call-1"}""");
    }

    @Test
    void aResultWithAnOutput() {
        isWritten(
                Result.output("call-1", JSON.objectNode().put("path", "/r"), 12),
                """
                {"type":"result","callId":"call-1","ok":true,"output":{"path":"/r"},"ms":12}""");
        isWritten(
                new Result("call-1", true, JSON.arrayNode(), null, null, true, 0),
                """
                {"type":"result","callId":"call-1","ok":true,"output":[],"truncated":true,"ms":0}""");
    }

    @Test
    void aResultWithAProposal() {
        isWritten(
                Result.proposal("call-1", RENAME, 3),
                """
                {"type":"result","callId":"call-1","ok":true,"proposal":%s,"ms":3}"""
                        .formatted(RENAME_TEXT));
    }

    @Test
    void aChangeInFull() {
        var change =
                new Proposal.Change(
                        "edit", "/a", "/b", "-x\n+y", 1, 2, 3L, false, List.of("runs at login"));
        var proposal =
                new Proposal("s", List.of(), List.of(change), true, false, "d", Instant.EPOCH);
        isWritten(
                Result.proposal("call-1", proposal, 3),
                """
                {"type":"result","callId":"call-1","ok":true,"proposal":{"summary":"s","paths":[],\
                "changes":[{"kind":"edit","path":"/a","toPath":"/b","diff":"-x\\n+y","added":1,\
                "removed":2,"bytes":3,"binary":false,"warnings":["runs at login"]}],\
                "destructive":true,"reversible":false,"digest":"d",\
                "expiresAt":"1970-01-01T00:00:00Z"},"ms":3}""");
    }

    @Test
    void anErrorWithAFreshProposal() {
        isWritten(
                Result.error("call-1", new CallError("stale", "It has changed."), RENAME, 3),
                """
                {"type":"result","callId":"call-1","ok":false,"proposal":%s,\
                "error":{"code":"stale","message":"It has changed."},"ms":3}"""
                        .formatted(RENAME_TEXT));
    }

    @Test
    void anErrorWithAPointerPerFault() {
        var fault = new CallError.Fault("/limit", "must be at most 2000");
        isWritten(
                Result.error(
                        "call-1",
                        new CallError("invalid_input", "One fault.", List.of(fault)),
                        null,
                        0),
                """
                {"type":"result","callId":"call-1","ok":false,"error":{"code":"invalid_input",\
                "message":"One fault.",\
                "details":[{"pointer":"/limit","message":"must be at most 2000"}]},"ms":0}""");
    }

    @Test
    void anOutputThatIsNullIsAbsent() {
        isWritten(
                Result.output("call-1", NullNode.instance, 0),
                """
                {"type":"result","callId":"call-1","ok":true,"ms":0}""");
        assertThat(read("{'type':'result','callId':'call-1','ok':true,'output':null}"))
                .isEqualTo(new Result("call-1", true, null, null, null, null, 0));
    }

    @Test
    void aBye() {
        isWritten(
                new Bye("drained"),
                """
                {"type":"bye","reason":"drained"}""");
        isWritten(
                new Bye(null),
                """
                {"type":"bye"}""");
    }

    @Test
    void aTypeOfALaterVersionIsKeptByName() {
        isWritten(
                new Unknown("from_the_future"),
                """
                {"type":"from_the_future"}""");
    }

    @Test
    void aDeviceHasNoUntypedFrames() {
        assertThat(read("{'callId':'c','ok':true}")).isEqualTo(new Unknown(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'hello'} | deviceId is missing",
                "{'type':'hello','agent':{'name':'a'}} | version is missing",
                "{'type':'hello','limits':{'maxInFlight':-1}} | maxInFlight is negative",
                "{'type':'hello','tools':[{'name':5}]} | tools.name is of the wrong type",
                "{'type':'hello','tools':[{'name':'t','description':'d','kind':'write'}]} | tools.kind is of the wrong type",
                "{'type':'hello','tools':[{'name':'t','description':'d','kind':'read'}]} | inputSchema is missing",
                "{'type':'hello','tools':[{'name':'t','description':'d','kind':'read','inputSchema':null}]} | inputSchema is missing",
                "{'type':'ack','callId':'c'} | state is missing",
                "{'type':'ack','callId':'c','state':'ACCEPTED'} | state is of the wrong type",
                "{'type':'ack','callId':'c','state':0} | state is of the wrong type",
                "{'type':'ack','state':'accepted'} | callId is missing",
                "{'type':'progress'} | callId is missing",
                "{'type':'progress','callId':'c','done':'3'} | done is of the wrong type",
                "{'type':'result','ok':true} | callId is missing",
                "{'type':'result','callId':'c','ok':'true'} | ok is of the wrong type",
                "{'type':'result','callId':'c','ok':1} | ok is of the wrong type",
                "{'type':'result','callId':'c','ok':false} | error is missing",
                "{'type':'result','callId':'c'} | error is missing",
                "{'type':'result','callId':'c','ok':false,'error':'no'} | error is of the wrong type",
                "{'type':'result','callId':'c','ok':false,'error':{'message':'m'}} | code is missing",
                "{'type':'result','callId':'c','ok':true,'proposal':{'summary':'s','digest':'d'}} | expiresAt is missing",
                "{'type':'result','callId':'c','ok':true,'proposal':{'expiresAt':'soon'}} | proposal.expiresAt is of the wrong type"
            })
    void aFaultNamesItsField(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isExactlyInstanceOf(MalformedFrameException.class)
                .hasMessage(message);
    }

    private HostFrame read(String text) {
        return codec.hostFrame(text.replace('\'', '"'));
    }

    private void isWritten(HostFrame frame, String text) {
        assertThat(codec.text(frame)).isEqualTo(text);
        assertThat(codec.hostFrame(text)).isEqualTo(frame);
    }

    @Test
    void onlyWhatTheOtherSideCanReadIsCarried() {
        var codec = new FrameCodec();
        var flat = JSON.objectNode().put("text", "x".repeat(1_000));
        assertThat(codec.carries(Result.output("c1", flat, 1))).isTrue();

        var long8MiB = JSON.textNode("x".repeat(Limits.MAX_MESSAGE_BYTES));
        assertThat(codec.carries(Result.output("c1", long8MiB, 1))).isFalse();

        var many = JSON.arrayNode();
        for (int i = 0; i <= Limits.MAX_TOKENS; i++) many.add(1);
        assertThat(codec.carries(Result.output("c1", many, 1))).isFalse();

        var empty = JSON.arrayNode();
        for (int i = 0; i < Limits.MAX_TOKENS / 2; i++) empty.addArray();
        assertThat(codec.carries(Result.output("c1", empty, 1))).isFalse();

        var longName = JSON.objectNode().put("x".repeat(60_000), 1);
        assertThat(codec.carries(Result.output("c1", longName, 1))).isFalse();

        for (var depth : new int[] {Limits.MAX_NESTING, 5_000}) {
            JsonNode deep = JSON.objectNode();
            for (int i = 0; i < depth; i++) deep = JSON.arrayNode().add(deep);
            assertThat(codec.carries(Result.output("c1", deep, 1))).as("%d", depth).isFalse();
        }
    }
}
