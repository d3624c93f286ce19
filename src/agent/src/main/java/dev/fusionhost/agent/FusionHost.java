package dev.fusionhost.agent;

import dev.fusionhost.agent.audit.AuditLog;
import dev.fusionhost.agent.config.Roots;
import dev.fusionhost.agent.config.ToolPolicy;
import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.dispatch.Dispatcher;
import dev.fusionhost.agent.enrol.Enroller;
import dev.fusionhost.agent.enrol.HeldCredential;
import dev.fusionhost.agent.enrol.Identity;
import dev.fusionhost.agent.home.CoreFiles;
import dev.fusionhost.agent.home.HomeLock;
import dev.fusionhost.agent.home.HostHome;
import dev.fusionhost.agent.journal.Journal;
import dev.fusionhost.agent.link.Dialler;
import dev.fusionhost.agent.link.Link;
import dev.fusionhost.agent.link.LinkState;
import dev.fusionhost.agent.link.LinkWatch;
import dev.fusionhost.agent.log.LogSink;
import dev.fusionhost.agent.proof.Authorization;
import dev.fusionhost.agent.status.StatusFile;
import dev.fusionhost.agent.supervision.ServiceManager;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.tools.execution.CallRunner;
import dev.fusionhost.tools.registry.ToolRegistry;
import dev.fusionhost.tools.sandbox.Root;
import dev.fusionhost.tools.sandbox.Sandbox;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The whole device side as one call: resolve the credential (enrol on the first start), dial out,
/// run what the server calls, come back when the stream is lost. Nothing listens.
///
/// ```java
/// @Inject FusionHost host;
/// …
/// host.run(HostOptions.of("https://pulsn.internal").withCode(code));
/// ```
@Singleton
public class FusionHost {
    private static final Logger LOG = Logger.getLogger(FusionHost.class);

    /// A call may take long; a system that shuts down doesn't wait longer than this.
    private static final Duration DRAIN_WITHIN = Duration.ofSeconds(40);

    private static final InstantSource CLOCK = InstantSource.system();

    private final HostHome home;
    private final Identity identity;
    private final Enroller enroller;
    private final Dialler dialler;
    private final ToolRegistry beans;
    private final Validator validator;
    private final ToolPolicy policy;
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    FusionHost(
            HostHome home,
            Identity identity,
            Enroller enroller,
            Dialler dialler,
            ToolRegistry beans,
            Validator validator,
            ToolPolicy policy) {
        this.home = home;
        this.identity = identity;
        this.enroller = enroller;
        this.dialler = dialler;
        this.beans = beans;
        this.validator = validator;
        this.policy = policy;
    }

    /// Runs the host on the calling thread until [#stop] is called.
    ///
    /// @throws HostFailure where it can't start, or where the server has revoked this identity;
    ///     each with a sentence and an exit code
    /// @throws IllegalStateException where it runs already
    public void run(HostOptions options) {
        var mine = new Running(Thread.currentThread());
        if (!running.compareAndSet(null, mine))
            throw new IllegalStateException("this host runs already");
        CoreFiles.withoutMemory();
        var log = options.log();
        try (var _ = log == null ? null : LogSink.attach(log)) {
            serve(options, mine);
        } finally {
            running.set(null);
            mine.ended.countDown();
        }
    }

    /// Whether [#run] is under way.
    public boolean running() {
        return running.get() != null;
    }

    /// Stops a host that runs: no new calls, those at work finish, their results are delivered.
    /// Returns when it has ended.
    public void stop() {
        var now = running.get();
        if (now != null) now.stop(DRAIN_WITHIN);
    }

    /// Stops a host that runs without waiting for calls at work: those that may have changed
    /// something are answered `interrupted` after the next start. Ends a [#stop] that waits.
    public void stopNow() {
        var now = running.get();
        if (now != null) now.stop(Duration.ZERO);
    }

    void onShutdown(@Observes ShutdownEvent event) {
        stop();
    }

    private void serve(HostOptions options, Running mine) {
        var origin = Origin.parse(options.server(), options.allowHttp());
        // Before a code is used up: what is wrong with the tools' settings ends the start.
        var tools = tools(options);
        var folder = home.prepared();
        try (var _ = HomeLock.take(folder);
                var sandbox = Roots.sandbox(options.roots(), folder)) {
            ToolPolicy.mustFit(tools, sandbox);
            sandbox.recover();
            var name = options.name() == null ? Platform.hostName() : options.name();
            var watch =
                    new Onlookers(
                            new StatusFile(folder, origin, name, CLOCK),
                            ServiceManager.of(System::getenv, System::nanoTime));
            mine.watch = watch;
            if (unlocked(origin, options, watch)) {
                if (identity.find(origin).isEmpty()) watch.is(new LinkState.Enrolling());
                var credential = identity.resolve(origin, options.code(), name, options.store());
                // A key that can't be read ends the start, and not each of its streams.
                var _ = Authorization.of(credential);
                serve(origin, credential, name, tools, sandbox, mine, watch);
            }
        }
        LOG.info("Stopped.");
    }

    /// @return false where the host is stopped before its credential can be read
    private boolean unlocked(Origin origin, HostOptions options, LinkWatch watch) {
        return new Unlocking(watch, CLOCK, Thread::sleep)
                .await(() -> identity.locked(origin, options.code(), options.store()));
    }

    private void serve(
            Origin origin,
            Credential credential,
            String name,
            ToolRegistry tools,
            Sandbox sandbox,
            Running mine,
            Onlookers watch) {
        var runner = new CallRunner(tools, Limits.PLAN_LIFETIME, CLOCK, System::nanoTime);
        var introduction = new Introduction(credential.deviceId(), name, tools);
        try (var journal = Journal.open(Journal.file(home.path(), origin), CLOCK);
                var audit = AuditLog.open(home.path(), CLOCK);
                var dispatcher =
                        new Dispatcher(
                                introduction,
                                runner,
                                sandbox,
                                journal,
                                audit,
                                CLOCK,
                                System::nanoTime)) {
            mine.dispatcher = dispatcher;
            watch.file().tellOf(new Work(credential.deviceId(), tools.tools().size(), dispatcher));
            LOG.infof(
                    "%s offers %d tools inside %s.",
                    name, tools.tools().size(), sandbox.roots().stream().map(Root::path).toList());
            var link =
                    new Link(
                            dialler,
                            enroller,
                            dispatcher,
                            new SecureRandom(),
                            CLOCK,
                            System::nanoTime,
                            watch);
            run(link, origin, credential);
        }
    }

    private ToolRegistry tools(HostOptions options) {
        return policy.offered(
                options.tools() == null ? beans : ToolRegistry.of(options.tools(), validator));
    }

    private void run(Link link, Origin origin, Credential credential) {
        var held = new HeldCredential(origin, credential, identity, enroller);
        try {
            if (link.run(origin, held) == Link.End.REVOKED) throw revoked(origin, held.now());
        } finally {
            held.close();
        }
    }

    private HostFailure revoked(Origin origin, Credential credential) {
        identity.setAside(origin, credential);
        return new HostFailure(
                ExitCode.NO_PERMISSION,
                "%s has revoked this device. Enrol again with a new pairing code to come back."
                        .formatted(origin));
    }

    /// Those who are told how the host is doing: people by a file, and what started it.
    private record Onlookers(StatusFile file, ServiceManager manager) implements LinkWatch {
        @Override
        public void is(LinkState state) {
            file.is(state);
            manager.is(state);
        }

        @Override
        public void alive() {
            manager.alive();
        }

        @Override
        public void heard(Duration ago) {
            file.heard(ago);
        }
    }

    private record Work(String deviceId, int tools, Dispatcher dispatcher)
            implements StatusFile.Work {
        @Override
        public int atWork() {
            return dispatcher.atWork();
        }

        @Override
        public int kept() {
            return dispatcher.kept();
        }
    }

    /// A host at work, from the first look at its options: the thread that it was given and, once
    /// it may have calls, what has to finish before it ends.
    private static final class Running {
        private final Thread thread;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile @Nullable Dispatcher dispatcher;
        private volatile @Nullable LinkWatch watch;

        Running(Thread thread) {
            this.thread = thread;
        }

        void stop(Duration drainWithin) {
            var told = watch;
            if (told != null) told.is(new LinkState.Draining());
            try {
                var calls = dispatcher;
                if (calls != null && !calls.drain(drainWithin))
                    LOG.warn("Some calls were still at work.");
                thread.interrupt();
                if (!ended.await(3, TimeUnit.SECONDS)) LOG.warn("The stream did not end in time.");
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
