/// Finds out why a host doesn't get on, step by step along its way, and says it in one sentence and
/// what to do.
///
/// [Doctor] goes through them: the state folder and the identity in it ([StateExam]), then the way
/// to the server ([WayExam]), which ends at the first thing that is in the way. A [Probe] is one
/// plain request over that way. Each step is a [Finding].
@NullMarked
package dev.fusionhost.agent.doctor;

import org.jspecify.annotations.NullMarked;
