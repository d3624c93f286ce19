/// What is known of actions and mutations across restarts, so that none of them runs twice.
///
/// The [Journal] keeps [Entry]s: a call began, it was answered, it is over. Each is on the disk
/// before the call goes a step further; those that come at one moment share one flush. The
/// [CallLog] is its file: frames with a checksum, written one after the other and read once, at the
/// start. A [Scan] is that reading: it cuts off an end that was never finished, and tells it from
/// damage. What still counts of it are the [LivingEntries].
///
/// It is a plain file and not a database, because so little is asked of it: one kind of record, in
/// the order in which it came. What a crash can leave of it can be made, cut by cut, in a test; and
/// what keeps it is in the executable as it is here.
///
/// ## What holds
///
/// - A crash at any moment leaves every entry that was acknowledged, and of the others all or
///   nothing.
/// - A disk that is full or can't be written costs nothing that was kept. New entries are refused
///   until there is room again, and with them the calls that would need them.
/// - A damaged file is never cut or overwritten. What can be read of it counts; new entries are
///   refused, because nobody knows what the damaged part held.
/// - The file is bounded by what is alive in it: it is written anew when more than half is not.
@NullMarked
package dev.fusionhost.agent.journal;

import org.jspecify.annotations.NullMarked;
