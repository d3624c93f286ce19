/// The host as a background service of one user, started when they log in; nothing needs root.
///
/// What the system wants to be told is data: an [InitSystem] says what to write where and which of
/// the system's own commands to call, for systemd, launchd and Windows' task scheduler. [Service]
/// does it. The service's settings are a file of its own, since a service has no terminal to set
/// variables in.
@NullMarked
package dev.fusionhost.agent.service;

import org.jspecify.annotations.NullMarked;
