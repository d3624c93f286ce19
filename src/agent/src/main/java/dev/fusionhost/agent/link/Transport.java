package dev.fusionhost.agent.link;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a [Stream] needs of the thing below it. None of the calls waits.
interface Transport {
    /// Sends one text message.
    ///
    /// @param done called once, with null or with why the text wasn't sent
    void send(String text, Consumer<@Nullable Throwable> done);

    void ping();

    void close(int code);
}
