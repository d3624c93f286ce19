package dev.fusionhost.server;

import dev.fusionhost.server.dispatch.Alarms;
import dev.fusionhost.server.dispatch.HostDispatcher;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/// Time, chance and the dispatcher, for everybody who asks for them.
@Singleton
class Wiring {
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    @DefaultBean
    HostDispatcher dispatcher(ScheduledExecutorService scheduler) {
        return new HostDispatcher(Alarms.on(scheduler));
    }
}
