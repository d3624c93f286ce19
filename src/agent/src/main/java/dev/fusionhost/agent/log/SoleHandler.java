package dev.fusionhost.agent.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.Logger;

/// Has what the host logs go to one handler, and nowhere else, until it is closed.
final class SoleHandler implements AutoCloseable {
    private static final Logger OURS = Logger.getLogger("dev.fusionhost");

    private final Handler handler;
    private final boolean before = OURS.getUseParentHandlers();

    SoleHandler(Handler handler) {
        this.handler = handler;
        OURS.addHandler(handler);
        OURS.setUseParentHandlers(false);
    }

    /// What was thrown and where, as Java writes it.
    static String trace(Throwable thrown) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    @Override
    public void close() {
        OURS.setUseParentHandlers(before);
        OURS.removeHandler(handler);
    }
}
