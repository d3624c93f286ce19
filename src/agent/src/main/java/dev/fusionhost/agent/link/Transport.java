package dev.fusionhost.agent.link;

/// What a [Stream] needs of the thing below it. None of the calls waits.
interface Transport {
    /// Sends one text message.
    void send(String text, Progress progress);

    void ping();

    void close(int code);

    /// How a message gets on. It ends with one of the last two.
    interface Progress {
        /// A part of it is written.
        void moved();

        /// All of it is written.
        void written();

        void failed(Throwable why);
    }
}
