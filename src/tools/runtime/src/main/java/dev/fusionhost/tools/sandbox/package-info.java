/// Files inside the owner's roots, and nothing else: the path is opened, not checked.
///
/// [Sandbox] holds the [Root]s and turns a caller's path into a [Place]. [Walk] does the turning:
/// from an opened root, one checked name at a time, never through a link that it hasn't read
/// itself. A [Place] walks again, on handles, whenever it is used, so that a link swapped in
/// between leads nowhere. [Folder] and its [Entry]s are for the tools that look at many files:
/// everything is reached relative to an open handle. [ProtectedPaths] are refused inside any root,
/// and [Refusal] words what the caller is told.
///
/// ## Changing
///
/// [Writing], [NewFolder], [Copy], [Move], [Removal] and [Trashing] are what a [Place] can do;
/// each is noted in the undo journal before it is made, and comes to its place in one step, by a
/// rename of something whole. The [Changes] of a call stay or are taken back as a whole:
/// [Reversal] takes back what was kept and still is as it was left, [Rollback] what never came to
/// its end, and [Recovery] does that for a process that died. [Staging] makes what can only be
/// made by path, and [Trash] is where the system keeps what is thrown away. [Safekeeping] is what
/// a host hands in for all that.
///
/// ## How strong it is
///
/// Where the system has a `SecureDirectoryStream` (Linux, newer JDKs on macOS), [SecureFolder]
/// opens each name relative to the handle of the folder before it and never follows a link:
/// nothing outside the roots can be read, listed or written, whatever is swapped meanwhile. Three
/// things it can't do. Folders and links are made by path: in the root itself and moved from
/// there, or, where the root's own folder can't be written or is another file system, in place;
/// see [Staging]. The text of a link is read by path, so a racer can have the text of another link
/// shown; what that text names is looked up from a root all the same. And whoever puts a fifo in
/// the place of a file, between the look at it and its opening, makes that one call wait.
///
/// Elsewhere (Windows) [CheckedFolder] works by path and looks again after opening that path and
/// file are still what they were. That catches links that are there and links that are swapped in
/// and stay; someone with the owner's rights who swaps a link in and out again at the right
/// moments can win. A file has one name there: others by which the system knows it (`SSH~1`) are
/// no names.
///
/// ## What `..` means
///
/// In a caller's path it takes back the name before it, before anything is looked at. Callers make
/// paths as text and don't see the links, so the text alone says what they meant; and whether it
/// leads out of the roots is answered without a look at anything outside. In the text of a link
/// `..` means what it means to the system: the parent of where the names before it lead.
@NullMarked
package dev.fusionhost.tools.sandbox;

import org.jspecify.annotations.NullMarked;
