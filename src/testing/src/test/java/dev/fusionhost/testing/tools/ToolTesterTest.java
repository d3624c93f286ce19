package dev.fusionhost.testing.tools;

import static dev.fusionhost.tools.ErrorCode.BUSY;
import static dev.fusionhost.tools.ErrorCode.CANCELLED;
import static dev.fusionhost.tools.ErrorCode.INTERNAL;
import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static dev.fusionhost.tools.ErrorCode.OUTSIDE_ROOTS;
import static dev.fusionhost.tools.ErrorCode.PLAN_REQUIRED;
import static dev.fusionhost.tools.ErrorCode.READ_ONLY_ROOT;
import static dev.fusionhost.tools.ErrorCode.STALE;
import static dev.fusionhost.tools.ErrorCode.TIMEOUT;
import static dev.fusionhost.tools.ErrorCode.UNKNOWN_TOOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fusionhost.testing.tools.Answer.Progress;
import dev.fusionhost.testing.tools.Stamp.Manners;
import dev.fusionhost.tools.ActionTool;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.input.Fault;
import dev.fusionhost.tools.registry.UnusableToolException;
import dev.fusionhost.tools.sandbox.Root;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolTesterTest {
    @TempDir Path temp;
    private Path root;
    private ToolTester tools;

    @BeforeEach
    void makeFolder() throws IOException {
        root = Files.createDirectory(temp.toRealPath().resolve("root"));
        Files.writeString(root.resolve("a.csv"), "id,x,y\n1,2,3\n4,5,6\n");
        tools = ToolTester.in(root).with(new CountPoints(), new Stamp());
    }

    @Test
    void anInputIsReadAsStrictlyAsOnADevice() {
        var error = tools.call("count_points", Map.of("path", " ", "pth", "a.csv")).error();

        assertThat(error.code()).isEqualTo(INVALID_INPUT);
        assertThat(error.faults()).extracting(Fault::pointer).containsExactly("/path", "/pth");
        assertThat(tools.call("count_points").error().faults())
                .containsExactly(new Fault("/path", "is missing"));
        assertThat(tools.call("count_point").error().code()).isEqualTo(UNKNOWN_TOOL);
        assertThat(tools.definition("count_points").inputSchema().at("/required/0").asText())
                .isEqualTo("path");
    }

    @Test
    void aToolSeesItsRootsAlone() throws IOException {
        Files.writeString(temp.resolve("secret.csv"), "");

        var answer = tools.call("count_points", new CountPoints.Input("../secret.csv"));

        assertThat(answer.ok()).isFalse();
        assertThat(answer.error().code()).isEqualTo(OUTSIDE_ROOTS);
    }

    @Test
    void anOutputIsReadBackIntoTheToolsOwnType() {
        var answer = tools.call("count_points", new CountPoints.Input("a.csv"));

        assertThat(answer.output(CountPoints.Counted.class)).isEqualTo(new CountPoints.Counted(2));
        assertThat(answer.progress())
                .containsExactly(
                        new Progress(0, null, "counting"),
                        new Progress(1, null, "counting"),
                        new Progress(2, null, "counting"));
    }

    @Test
    void aToolInsideATestMayKeepEverythingToItself() {
        var answer = tools.with(new Doubles()).call("doubles", Map.of("numbers", List.of(4, 2)));

        assertThat(answer.output(Doubles.Doubled.class).pairs())
                .containsExactly(new Doubles.Pair(4, 8), new Doubles.Pair(2, 4));
        assertThat(tools.call("doubles", Map.of("numbers", List.of(4, -1))).error().faults())
                .extracting(Fault::pointer)
                .containsExactly("/numbers/1");
    }

    @Test
    void aPlanThatWasShownIsAppliedOnce() {
        var input = new Stamp.Input("a.csv");

        var proposal = tools.assertPlanChangesNothing("stamp", input);
        assertThat(proposal.summary()).isEqualTo("Rename " + root + "/a.csv to a.csv.seen.");
        assertThat(proposal.paths()).containsExactly(root + "/a.csv", root + "/a.csv.seen");

        var applied = tools.apply("stamp", input);
        assertThat(applied.output(Stamp.Stamped.class).path()).isEqualTo(root + "/a.csv.seen");
        assertThat(root.resolve("a.csv.seen")).exists();
    }

    @Test
    void withoutAPlanNothingIsApplied() {
        var answer = tools.apply("stamp", new Stamp.Input("a.csv"));

        assertThat(answer.error().code()).isEqualTo(PLAN_REQUIRED);
        assertThat(answer.proposal().reversible()).isTrue();
        assertThat(root.resolve("a.csv")).exists();
    }

    @Test
    void aPlanIsStaleOnceItsFileHasChanged() throws IOException {
        var input = new Stamp.Input("a.csv");
        var shown = tools.plan("stamp", input);
        Files.writeString(root.resolve("a.csv"), "other");

        var answer = tools.apply("stamp", input);

        assertThat(answer.error().code()).isEqualTo(STALE);
        assertThat(answer.proposal().digest()).isNotEqualTo(shown.digest());
        assertThat(root.resolve("a.csv")).exists();
    }

    @Test
    void aPlanThatChangesSomethingIsCaught() {
        var changes = new Stamp.Input("a.csv", Manners.CHANGES_IN_ITS_PLAN);
        assertThat(tools.call("stamp", changes).error().code()).isEqualTo(INTERNAL);
        assertThat(root.resolve("a.csv")).exists();

        var writes = new Stamp.Input("a.csv", Manners.WRITES_BEHIND_THE_HOSTS_BACK);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> tools.assertPlanChangesNothing("stamp", writes))
                .withMessageContaining("The plan of stamp changed something")
                .withMessageContaining("traces.tmp")
                .withMessageContaining("was not there");
    }

    @Test
    void aReadOnlyRootStaysAsItIs() {
        var input = new Stamp.Input("a.csv");
        var readOnly = ToolTester.inReadOnly(root).with(new Stamp());
        assertThat(readOnly.call("stamp", input).error().code()).isEqualTo(READ_ONLY_ROOT);

        var both = ToolTester.in(new Root(temp, "all", true), new Root(root, "work", false));
        assertThat(both.with(new Stamp()).call("stamp", new Stamp.Input("root/a.csv")).ok())
                .isTrue();
    }

    @Test
    void aToolIsStoppedInTheMiddle() {
        var input = new CountPoints.Input("a.csv");

        var cancelled = tools.cancelledAtLook(2).call("count_points", input);
        assertThat(cancelled.error().code()).isEqualTo(CANCELLED);
        assertThat(cancelled.progress()).hasSize(1);

        var late = tools.timedOutAtLook(3).call("count_points", input);
        assertThat(late.error().code()).isEqualTo(TIMEOUT);
        assertThat(late.progress()).hasSize(2);

        assertThat(tools.cancelledAtLook(4).call("count_points", input).ok()).isTrue();
    }

    @Test
    void aCancelThatComesBeforeTheChangeKeepsItFromHappening() {
        var input = new Stamp.Input("a.csv");
        tools.plan("stamp", input);

        assertThat(tools.cancelledAtLook(1).apply("stamp", input).error().code())
                .isEqualTo(CANCELLED);
        assertThat(root.resolve("a.csv")).exists();
    }

    @Test
    void aToolThatWaitsIsCancelledOrRunsOutOfTime() {
        var waits = new Waits();
        tools.with(waits);

        var cancelled = tools.start("waits", Map.of("deaf", false));
        cancelled.cancel();
        assertThat(cancelled.answer().error().code()).isEqualTo(CANCELLED);

        var deaf = tools.start("waits", Map.of("deaf", true));
        waits.here.acquireUninterruptibly();
        assertThat(tools.call("waits", Map.of("deaf", false)).error().code()).isEqualTo(BUSY);
        deaf.cancel();
        deaf.expire();
        assertThat(deaf.answer().error().code()).isEqualTo(TIMEOUT);
        waits.go.release();
    }

    @Test
    void timeStandsStillForATool() {
        tools.with(new Reads());

        assertThat(tools.call("reads").output().longValue()).isEqualTo(5_000);
        assertThat(tools.withTimeout(Duration.ofMillis(1_500)).call("reads").output().longValue())
                .isEqualTo(1_500);
    }

    @Test
    void whatWouldBeABuildErrorIsOneHere() {
        assertThatExceptionOfType(UnusableToolException.class)
                .isThrownBy(() -> tools.with(new CountPoints()))
                .withMessageContaining("count_points");
    }

    @Test
    void askingForWhatIsNotThereTellsWhatIs() {
        var refused = tools.call("count_points", Map.of("path", 5));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(refused::output)
                .withMessage(
                        "count_points should give an output, and gave the error invalid_input:"
                                + " The input does not fit the tool's schema. /path must be a string");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> tools.plan("count_points", new CountPoints.Input("a.csv")))
                .withMessage(
                        "count_points should give a proposal, and gave the output {\"points\":2}");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> tools.call("stamp", new Stamp.Input("a.csv")).error())
                .withMessageContaining("gave the proposal \"Rename ");
    }

    @Tool(name = "doubles", description = "Doubles numbers.")
    private static final class Doubles implements ReadTool<Doubles.Input, Doubles.Doubled> {
        private record Input(List<@Positive @Max(100) Integer> numbers) {}

        private record Doubled(List<Pair> pairs) {}

        private record Pair(int one, int two) {}

        @Override
        public Doubled execute(Input input, ToolContext context) {
            return new Doubled(input.numbers().stream().map(n -> new Pair(n, 2 * n)).toList());
        }
    }

    @Tool(name = "waits", description = "Waits until it may go on.", maxConcurrent = 1)
    private static final class Waits implements ActionTool<Waits.Input, String> {
        private record Input(boolean deaf) {}

        final Semaphore here = new Semaphore(0);
        final Semaphore go = new Semaphore(0);

        @Override
        public String execute(Input input, ToolContext context) throws InterruptedException {
            if (!input.deaf()) {
                go.acquire();
                return "went on";
            }
            here.release();
            go.acquireUninterruptibly();
            return "went on";
        }
    }

    @Tool(name = "reads", description = "Reads the clock.", timeoutSeconds = 5)
    private static final class Reads implements ReadTool<Reads.Input, Long> {
        private record Input() {}

        @Override
        public Long execute(Input input, ToolContext context) {
            return context.remaining().toMillis();
        }
    }
}
