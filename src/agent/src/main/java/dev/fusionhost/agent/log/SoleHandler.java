package dev.fusionhost.agent.log;

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

    @Override
    public void close() {
        OURS.setUseParentHandlers(before);
        OURS.removeHandler(handler);
    }
}
