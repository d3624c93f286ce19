package dev.fusionhost.agent.link;

import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.ServerFrame;
import java.util.List;

/// What is said on a stream, and what becomes of what is heard.
public interface FrameHandler {
    /// The first frame of a stream that has just opened.
    HostFrame.Hello hello();

    /// The hello is out: from now on frames may go to this outlet.
    void opened(Outlet outlet);

    /// The server has answered the hello, or has let the time for it pass.
    ///
    /// @param settled results that the server has for good
    /// @param settles whether the server will say which results it has; where it doesn't, a result
    ///     that was sent counts as settled
    void welcomed(List<String> settled, boolean settles);

    /// Called in the order of arrival, on a thread that must not wait.
    void received(ServerFrame frame);

    /// The outlet is closed for good.
    void closed(Outlet outlet);

    /// Whether nothing is at work and no answer is on its way.
    boolean idle();

    /// Takes frames for the server.
    interface Outlet {
        /// Sends a frame after those before it. Never waits.
        ///
        /// @return false where the stream has ended, and the frame is dropped
        boolean send(HostFrame frame);

        /// Sends a frame when the server has read most of those before it; waits for that.
        ///
        /// @param written called when all of it is on its way, which may never be
        /// @return false where the stream has ended, and the frame is dropped
        default boolean sendInTurn(HostFrame frame, Runnable written) {
            if (!send(frame)) return false;
            written.run();
            return true;
        }
    }
}
