package dev.fusionhost.server.dispatch;

import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.ServerFrame.Call;
import java.util.ArrayList;
import java.util.List;

/// Remembers what it was given.
final class RecordingSink implements HostSink {
    final List<ServerFrame> frames = new ArrayList<>();
    final List<Integer> closes = new ArrayList<>();

    @Override
    public void send(ServerFrame frame) {
        frames.add(frame);
    }

    @Override
    public void close(int code) {
        closes.add(code);
    }

    List<String> calls() {
        return frames.stream()
                .filter(Call.class::isInstance)
                .map(frame -> ((Call) frame).callId())
                .toList();
    }
}
