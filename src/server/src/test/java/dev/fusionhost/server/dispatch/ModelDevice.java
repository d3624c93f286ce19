package dev.fusionhost.server.dispatch;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.fusionhost.protocol.CallError;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.HostFrame.Ack;
import dev.fusionhost.protocol.HostFrame.Progress;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.ServerFrame;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;

/// A device as the protocol's section 4 wants it, with a line that delivers when the test says so,
/// or never. Its journal outlives a crash, what runs does not.
final class ModelDevice implements HostSink {
    final Map<String, Integer> executions = new HashMap<>();
    final Map<String, Result> finished = new LinkedHashMap<>();
    final Set<String> running = new LinkedHashSet<>();
    final Set<String> unsettled = new LinkedHashSet<>();
    private final Set<String> cancelled = new LinkedHashSet<>();
    private final Random random;
    private final Queue<ServerFrame> incoming = new ArrayDeque<>();
    private final Queue<HostFrame> outgoing = new ArrayDeque<>();

    ModelDevice(Random random) {
        this.random = random;
    }

    @Override
    public void send(ServerFrame frame) {
        incoming.add(frame);
    }

    @Override
    public void close(int code) {
        loseTheLine();
    }

    /// What was on its way is gone.
    void loseTheLine() {
        incoming.clear();
        outgoing.clear();
    }

    /// A process that died: what ran has no known outcome.
    void crash() {
        loseTheLine();
        for (var callId : List.copyOf(running)) end(callId, "interrupted");
    }

    Leftovers leftovers() {
        return new Leftovers(running, unsettled);
    }

    /// The results that it keeps, after its welcome has named those that are here already.
    void welcomed(List<String> settled) {
        settled.forEach(unsettled::remove);
        for (var callId : unsettled) outgoing.add(finished.get(callId));
    }

    /// Reads one frame.
    boolean read() {
        switch (incoming.poll()) {
            case null -> {
                return false;
            }
            case ServerFrame.Call call -> take(call.callId());
            case ServerFrame.Cancel(var callId) -> {
                cancelled.add(callId);
                if (running.contains(callId)) end(callId, "cancelled");
            }
            case ServerFrame.Settled(var callId) -> unsettled.remove(callId);
            case ServerFrame.Welcome _,
                    ServerFrame.Drain _,
                    ServerFrame.Rotate _,
                    ServerFrame.Unknown _ -> {}
        }
        return true;
    }

    private void take(String callId) {
        if (finished.containsKey(callId)) {
            outgoing.add(new Ack(callId, Ack.State.DUPLICATE, null));
            outgoing.add(finished.get(callId));
        } else if (running.contains(callId)) {
            outgoing.add(new Ack(callId, Ack.State.DUPLICATE, null));
        } else if (cancelled.contains(callId)) {
            end(callId, "cancelled");
        } else if (running.size() >= 4 || random.nextInt(20) == 0) {
            var why = random.nextBoolean() ? "busy" : "draining";
            outgoing.add(new Ack(callId, Ack.State.REJECTED, why));
        } else {
            running.add(callId);
            executions.merge(callId, 1, Integer::sum);
            if (random.nextBoolean()) outgoing.add(new Ack(callId, Ack.State.ACCEPTED, null));
        }
    }

    void report() {
        running.stream()
                .skip(running.isEmpty() ? 0 : random.nextInt(running.size()))
                .findFirst()
                .ifPresent(callId -> outgoing.add(new Progress(callId, 1L, 2L, null)));
    }

    /// One of the calls at work comes to its end.
    void finishOne() {
        running.stream()
                .skip(running.isEmpty() ? 0 : random.nextInt(running.size()))
                .findFirst()
                .ifPresent(callId -> end(callId, null));
    }

    private void end(String callId, String error) {
        running.remove(callId);
        var result =
                error == null
                        ? Result.output(callId, IntNode.valueOf(callId.hashCode()), 1)
                        : Result.error(callId, new CallError(error, "so it is"), null, 1);
        finished.put(callId, result);
        unsettled.add(callId);
        outgoing.add(result);
        if (random.nextInt(5) == 0) outgoing.add(result);
    }

    /// The next frame that it has sent, if any.
    HostFrame sent() {
        return outgoing.poll();
    }
}
