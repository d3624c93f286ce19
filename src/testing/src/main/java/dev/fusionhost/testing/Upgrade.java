package dev.fusionhost.testing;

import dev.fusionhost.protocol.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the server does when a device asks for its stream.
public sealed interface Upgrade {

    /// Takes the stream, and welcomes the device when it has said hello.
    static Upgrade accept() {
        return Accept.DEFAULT;
    }

    /// Takes the stream, but answers only after a while.
    static Upgrade acceptAfter(Duration delay) {
        return new Accept(delay, Accept.RIGHT, true, null, List.of());
    }

    /// Takes the stream, and gives its welcome this heartbeat and these settled calls.
    static Upgrade welcome(int heartbeatSeconds, String... settled) {
        return new Accept(Duration.ZERO, Accept.RIGHT, true, heartbeatSeconds, List.of(settled));
    }

    /// Takes the stream and never says welcome, as the original system's server does.
    static Upgrade withoutWelcome() {
        return new Accept(Duration.ZERO, Accept.RIGHT, false, null, List.of());
    }

    /// Takes the stream under a subprotocol that the device didn't ask for.
    static Upgrade wrongSubprotocol() {
        return new Accept(Duration.ZERO, Accept.WRONG, true, null, List.of());
    }

    /// Takes the stream without a subprotocol, as a proxy that drops the header does.
    static Upgrade withoutSubprotocol() {
        return new Accept(Duration.ZERO, null, true, null, List.of());
    }

    /// Refuses the stream with this answer.
    static Upgrade refuse(Reply reply) {
        return new Refuse(reply);
    }

    /// Sends the device somewhere else.
    static Upgrade redirectTo(URI elsewhere) {
        return new Refuse(Reply.empty(301).with("Location", elsewhere.toString()));
    }

    /// Says nothing, for as long as the device holds the connection.
    static Upgrade stall() {
        return new Stall();
    }

    /// The stream is taken.
    ///
    /// @param subprotocol the one to answer with, null for none
    /// @param welcomes whether a hello is answered
    record Accept(
            Duration delay,
            @Nullable String subprotocol,
            boolean welcomes,
            @Nullable Integer heartbeatSeconds,
            List<String> settled)
            implements Upgrade {
        static final String RIGHT = Wire.SUBPROTOCOL;
        static final String WRONG = "other-host.v9";
        static final Accept DEFAULT = new Accept(Duration.ZERO, RIGHT, true, null, List.of());
    }

    /// The stream is refused.
    record Refuse(Reply reply) implements Upgrade {}

    /// The stream is neither taken nor refused.
    record Stall() implements Upgrade {}
}
