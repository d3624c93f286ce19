package dev.fusionhost.agent.link;

import java.time.Duration;

/// Is told how a link is doing.
public interface LinkWatch {
    /// As often as that changes.
    void is(LinkState state);

    /// Once a second by the link's own loop, while the server is heard from or a wait passes; not
    /// while the server is dialled, which takes half a minute at most.
    void alive();

    /// Once a second while there is a stream.
    ///
    /// @param ago how long ago anything came from the server
    default void heard(Duration ago) {}
}
