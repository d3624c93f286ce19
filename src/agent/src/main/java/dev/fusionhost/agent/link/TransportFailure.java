package dev.fusionhost.agent.link;

import dev.fusionhost.protocol.CloseCode;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;

/// What a failed read says to the peer.
final class TransportFailure {
    private TransportFailure() {}

    /// 1009 for a frame or a message over its bounds, 1002 for other broken frames, else 1001.
    static int closeCode(Throwable failure) {
        if (failure instanceof CorruptedWebSocketFrameException corrupted)
            return corrupted.closeStatus().code();
        var message = failure.getMessage();
        if (message != null && (message.contains("exceeds") || message.contains("overflow")))
            return CloseCode.TOO_BIG;
        return CloseCode.GOING_AWAY;
    }
}
