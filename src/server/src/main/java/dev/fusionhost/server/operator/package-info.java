/// What a person, or an application on their behalf, does with the devices.
///
/// [CodesResource] mints pairing codes, [DevicesResource] lists and revokes, [CallsResource] runs
/// tools and [ProposalsResource] applies what they have shown, both by way of [OperatorCalls],
/// which keeps the [Proposals]. [OperatorKey] opens all of it: [OperatorGate] stands before each
/// resource that is [OperatorOnly].
@NullMarked
package dev.fusionhost.server.operator;

import org.jspecify.annotations.NullMarked;
