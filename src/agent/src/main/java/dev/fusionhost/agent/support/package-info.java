/// What an operator sends to somebody who is to find out what is wrong.
///
/// The [SupportBundle] packs what the doctor, the status, the audit log and the host's log say;
/// never an identity, never what was in a file.
@NullMarked
package dev.fusionhost.agent.support;

import org.jspecify.annotations.NullMarked;
