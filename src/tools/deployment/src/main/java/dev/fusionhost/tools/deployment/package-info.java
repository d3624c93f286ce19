/// Finds the tools of an application while it is built.
///
/// [ToolsProcessor] is the list of build steps. [ToolJars] says which dependencies may hold
/// tools, [Discovery] finds them in the index, checks all of them and describes them, and
/// [ToolsBuildItem] hands them on to the steps that make the registry and prepare the native
/// image. [ReproducibleBuild] has nothing to do with tools: it is here because every application is
/// built with this jar.
@NullMarked
package dev.fusionhost.tools.deployment;

import org.jspecify.annotations.NullMarked;
