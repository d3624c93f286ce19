/// The folder of the host's own state, and how things are kept in it.
///
/// [HostHome] says where it is, [HomeLock] sees to it that one host at a time works in it, and
/// [OwnerOnly] makes files and folders that nobody else can read and that are never half written.
@NullMarked
package dev.fusionhost.agent.home;

import org.jspecify.annotations.NullMarked;
