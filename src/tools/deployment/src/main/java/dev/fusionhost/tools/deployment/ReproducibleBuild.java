package dev.fusionhost.tools.deployment;

import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.builder.BuildContext;
import io.quarkus.builder.BuildProvider;
import io.quarkus.builder.ChainBuildException;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import io.quarkus.deployment.builditem.MainBytecodeRecorderBuildItem;
import io.quarkus.deployment.builditem.StaticBytecodeRecorderBuildItem;
import java.util.Map;
import org.jboss.threads.EnhancedQueueExecutor;

/// Lets Quarkus record what an application does at its start on a single thread, where
/// `-Dfusionhost.reproducible=true` says so: it numbers what it records, and with more threads the
/// numbers are others each time. Quarkus mends that in
/// [#53025](https://github.com/quarkusio/quarkus/pull/53025); with a release that has it, try
/// without this class: `native/rebuild.sh` tells.
///
/// A later step, which transforms classes, hands work to other threads of the same pool and waits
/// for it: with one it would wait for ever. So there are more once all is recorded.
public final class ReproducibleBuild implements BuildProvider {
    private static final String WANTED = "fusionhost.reproducible";
    private static final Map<String, String> ONE_THREAD =
            Map.of(
                    "io.quarkus.builder.execution.corePoolSize",
                    "1",
                    "io.quarkus.builder.execution.maxPoolSize",
                    "1",
                    // With one thread ArC would wait for itself.
                    "quarkus.arc.parallel-resource-generation",
                    "false");

    /// How many Quarkus has at the least.
    private static final int USUAL_THREADS = 8;

    @Override
    public void installInto(BuildChainBuilder chain) throws ChainBuildException {
        if (!Boolean.getBoolean(WANTED)) return;
        ONE_THREAD.forEach(System::setProperty);
        chain.addBuildStep(ReproducibleBuild::haveMoreThreads)
                .afterProduce(StaticBytecodeRecorderBuildItem.class)
                .afterProduce(MainBytecodeRecorderBuildItem.class)
                .beforeConsume(BytecodeTransformerBuildItem.class)
                .build();
    }

    /// Other applications of the same run of Maven are built as ever; after a build that failed
    /// there is none here.
    private static void haveMoreThreads(BuildContext build) {
        ONE_THREAD.keySet().forEach(System::clearProperty);
        ((EnhancedQueueExecutor) build.getExecutor()).setMaximumPoolSize(USUAL_THREADS);
    }
}
