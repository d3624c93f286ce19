package dev.fusionhost.agent.link;

/// Is told how a link is doing.
public interface LinkWatch {
    /// As often as that changes.
    void is(LinkState state);

    /// Once a second by the link's own loop, while the server is heard from or a wait passes; not
    /// while the server is dialled, which takes half a minute at most.
    void alive();
}
