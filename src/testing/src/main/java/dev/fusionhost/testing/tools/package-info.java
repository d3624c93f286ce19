/// Runs a tool in a plain test as the host would, without Quarkus and without a server.
///
/// [ToolTester] is where a test begins: it has folders, tools, and the host's own code between
/// them, so that schema, strict validation, plan, drift and apply are what they will be on a
/// device. An [Answer] is what came of a call; [CallAtWork] is one that hasn't been answered yet,
/// for tools that block.
///
/// ```java
/// class CountPointsTest { @TempDir Path root;
///
/// @Test void theLineOfTitlesIsNoPoint() throws Exception {
/// Files.writeString(root.resolve("a.csv"), "id,x,y\n1,2,3\n"); var tools =
/// ToolTester.in(root).with(new CountPoints());
///
/// var answer = tools.call("count_points", Map.of("path", "a.csv"));
///
/// assertThat(answer.output().get("points").asInt()).isEqualTo(1); } }
/// ```
///
/// Of a mutation, a test shows that the plan says what is meant and touches nothing
/// ([ToolTester#assertPlanChangesNothing]), that [ToolTester#apply] does it, and that it is
/// `stale` once what it depends on has changed. A tool with a loop is stopped in its middle with
/// [ToolTester#cancelledAtLook].
///
/// What is true of a folder at rest may not be while somebody changes it: [SwappedFolder] swaps one
/// for a link, and [TreeSnapshot] is everything below some folders, to be compared with another.
///
/// Behind the scenes [WatchedContext] counts a tool's looks at whether it should stop, and
/// [StateFolder] keeps what a host keeps for undo.
@NullMarked
package dev.fusionhost.testing.tools;

import org.jspecify.annotations.NullMarked;
