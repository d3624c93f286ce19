package dev.fusionhost.agent.credentials;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks what may never answer: on a thread of its own, which is left behind when the time is up.
///
/// An interrupt doesn't end the wait, since a token that was just given would be lost.
///
/// @param time for an answer
/// @param turn one request at a time: what never answers holds one thread, however often it
///     is asked
record InTime(Duration time, Semaphore turn) {
    /// @throws IOException where no answer comes, or none that is of use
    <T> T ask(Callable<T> request) throws IOException {
        var until = System.nanoTime() + time.toNanos();
        var interrupted = false;
        @Nullable FutureTask<T> answer = null;
        try {
            while (true) {
                try {
                    if (answer == null) answer = begun(request, until);
                    return answer.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException _) {
            throw new IOException("it doesn't answer");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException known)
                throw new IOException(known.getMessage(), known);
            throw new IllegalStateException("a defect in a request", failed.getCause());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private <T> FutureTask<T> begun(Callable<T> request, long until)
            throws InterruptedException, TimeoutException {
        if (!turn.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS))
            throw new TimeoutException();
        var answer =
                new FutureTask<>(
                        () -> {
                            try {
                                return request.call();
                            } finally {
                                turn.release();
                            }
                        });
        Thread.ofPlatform().daemon().name("credential-store").start(answer);
        return answer;
    }

    /// Why none came, as a part of a sentence.
    static String reason(IOException silent) {
        var message = silent.getMessage();
        return message == null ? silent.getClass().getSimpleName() : message;
    }
}
