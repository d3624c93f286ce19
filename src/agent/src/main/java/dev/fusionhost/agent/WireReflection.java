package dev.fusionhost.agent;

import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.status.Status;
import dev.fusionhost.protocol.Agent;
import dev.fusionhost.protocol.CallError;
import dev.fusionhost.protocol.CallMode;
import dev.fusionhost.protocol.Enrolment;
import dev.fusionhost.protocol.HostFrame;
import dev.fusionhost.protocol.HostLimits;
import dev.fusionhost.protocol.HostRelease;
import dev.fusionhost.protocol.Proposal;
import dev.fusionhost.protocol.ServerFrame;
import dev.fusionhost.protocol.ToolDescription;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// The records that Jackson reads and writes, for the executable: the wire's, which knows nothing
/// of Quarkus, the credential and the status.
@RegisterForReflection(
        targets = {
            Agent.class,
            CallError.class,
            CallError.Fault.class,
            CallMode.class,
            Credential.class,
            Enrolment.NextToken.class,
            Enrolment.Platform.class,
            Enrolment.Refusal.class,
            Enrolment.Request.class,
            Enrolment.Response.class,
            Enrolment.Self.class,
            HostFrame.class,
            HostFrame.Ack.class,
            HostFrame.Ack.State.class,
            HostFrame.Bye.class,
            HostFrame.Hello.class,
            HostFrame.Progress.class,
            HostFrame.Result.class,
            HostFrame.Unknown.class,
            HostLimits.class,
            HostRelease.class,
            Proposal.class,
            Proposal.Change.class,
            ServerFrame.class,
            ServerFrame.Call.class,
            ServerFrame.Cancel.class,
            ServerFrame.Drain.class,
            ServerFrame.Rotate.class,
            ServerFrame.Settled.class,
            ServerFrame.Unknown.class,
            ServerFrame.Welcome.class,
            Status.class,
            Status.State.class,
            ToolDescription.class,
            ToolDescription.Kind.class
        })
final class WireReflection {
    private WireReflection() {}
}
