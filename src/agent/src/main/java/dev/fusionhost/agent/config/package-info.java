/// What the operator set: [HostSettings] are the `fusion.host.*` properties and `FUSION_HOST_*`
/// variables, also those of a [SettingsFileSource]; [Setting] reads one strictly, [Roots] the
/// allowed folders, [ToolPolicy] says which tools are offered.
@NullMarked
package dev.fusionhost.agent.config;

import org.jspecify.annotations.NullMarked;
