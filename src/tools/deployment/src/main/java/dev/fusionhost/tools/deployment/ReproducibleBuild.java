package dev.fusionhost.tools.deployment;

import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.builder.BuildContext;
import io.quarkus.builder.BuildProvider;
import io.quarkus.builder.ChainBuildException;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import io.quarkus.deployment.builditem.MainBytecodeRecorderBuildItem;
import io.quarkus.deployment.builditem.StaticBytecodeRecorderBuildItem;
import org.jboss.threads.EnhancedQueueExecutor;

/// Lets Quarkus record what an application does at its start on a single thread, where
/// `-Dfusion.host.build.reproducible=true` says so: it numbers what it records, and with more
/// threads the numbers are others each time. Quarkus mends that in
/// [#53025](https://github.com/quarkusio/quarkus/pull/53025); with it this class can go.
///
/// A later step, which transforms classes, waits for other threads. So there are more once all is
/// recorded.
public final class ReproducibleBuild implements BuildProvider {
    private static final String WANTED = "fusion.host.build.reproducible";
    private static final String CORE_THREADS = "io.quarkus.builder.execution.corePoolSize";
    private static final String THREADS = "io.quarkus.builder.execution.maxPoolSize";
    private static final int USUAL_THREADS = 8;

    @Override
    public void installInto(BuildChainBuilder chain) throws ChainBuildException {
        if (!Boolean.getBoolean(WANTED)) return;
        System.setProperty(CORE_THREADS, "1");
        System.setProperty(THREADS, "1");
        chain.addBuildStep(ReproducibleBuild::haveMoreThreads)
                .consumes(StaticBytecodeRecorderBuildItem.class)
                .consumes(MainBytecodeRecorderBuildItem.class)
                // None, but who takes them waits for this step.
                .produces(BytecodeTransformerBuildItem.class)
                .build();
    }

    private static void haveMoreThreads(BuildContext build) {
        // Other applications, of the same run of Maven, are built as ever.
        System.clearProperty(CORE_THREADS);
        System.clearProperty(THREADS);
        ((EnhancedQueueExecutor) build.getExecutor()).setMaximumPoolSize(USUAL_THREADS);
    }
}
