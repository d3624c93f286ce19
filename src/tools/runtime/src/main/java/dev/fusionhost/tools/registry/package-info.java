/// The tools of this device, ready to be advertised and called.
///
/// [ToolRegistry] holds them: inject it, or make one from plain instances. Each is a
/// [RegisteredTool], which reads inputs strictly and writes outputs, and has a [ToolDefinition]
/// for the wire. [ToolBlueprint] checks a tool's class and finds out what it takes and gives; at
/// build time the extension calls it and [ToolsRecorder] carries the result into the
/// application, as [RecordedTool]s.
@NullMarked
package dev.fusionhost.tools.registry;

import org.jspecify.annotations.NullMarked;
