/// Git repositories inside the owner's roots: look at them, commit, switch, restore. The tool
/// module to copy from.
///
/// One class a tool. Reads: [GitStatus], [GitLog], [GitDiff], [GitShow], [GitBlame]. Mutations:
/// [GitCommit], [GitCreateBranch], [GitSwitch], [GitRestore]; each plans what it would do, and the
/// plan says on what it depends ([OpenRepository#head], [OpenRepository#index], the files), so that
/// it is stale once that has changed.
///
/// A [GitFolder] finds the repository of a path, an [OpenRepository] is that repository for the
/// length of one call. [Diffs] compares two states of it and bounds what is shown, a [Proposed]
/// change is one file of a proposal, [Paths] are the files that a caller names.
///
/// ## A repository is not trusted
///
/// Whoever made it may want to run something here, or to have something read or written outside the
/// roots. JGit works in this process and is given four things of ours that take that away:
/// [HarmlessFs] starts no process, so no hook, filter, file system monitor or external diff ever
/// runs; [HarmlessConfig] holds the few settings of a repository that can only change what a diff
/// looks like, and nothing that names a file or a command; [HarmlessRepository] borrows no objects
/// from elsewhere; [HarmlessSystem] reads no setting of the user or the machine, and asks for no
/// test files in folders that are merely read. Submodules are not entered.
///
/// Work tree and git folder must be inside the roots after their links are followed, and a git
/// folder that holds links, or anything but files and folders, is refused ([GitFolder]). That is
/// checked when a call begins. JGit then opens files by path: someone with the owner's rights who
/// swaps a link in during a call can have JGit follow it, which the file tools rule out and this
/// module can't.
///
/// ## What is left out
///
/// A file name that isn't UTF-8 can't be told to JGit by the system's Java: such a file is shown
/// with replacement marks, and can't be committed or restored. The user's own ignore file is not
/// read. Bare repositories, SHA-256 and reftable repositories are refused.
@NullMarked
package dev.fusionhost.git;

import org.jspecify.annotations.NullMarked;
