/// The tool contract: everything that the author of a tool needs to know.
///
/// A tool is one class with [Tool] on it that implements [ReadTool], [ActionTool] or
/// [MutationTool]. Its input is a record; Bean Validation constraints on the record's
/// components, [Default]s and [Description]s are part of the schema that the device advertises,
/// and hold before the tool is entered. It reaches files through its [ToolContext] alone, and
/// says what went wrong with a [ToolException]. One that depends on the operator's settings is
/// [Configurable], and says what is wrong with them with a [BadSettingException].
///
/// A mutation changes nothing by itself: it returns a [Plan], which is the proposal to show
/// *and* the change that carries it out. Its [Change]s show what becomes of each file, with a
/// [TextDiff] and each [Caution] that a person should read first. A [LineDiff] compares.
@NullMarked
package dev.fusionhost.tools;

import org.jspecify.annotations.NullMarked;
