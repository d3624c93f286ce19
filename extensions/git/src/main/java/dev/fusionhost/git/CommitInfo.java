package dev.fusionhost.git;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/// A commit as git shows it.
///
/// @param parents several of a merge
/// @param committer who made the commit of what the author wrote
/// @param truncated the message is longer
record CommitInfo(
        String id,
        List<String> parents,
        @Nullable Person author,
        @Nullable Person committer,
        String subject,
        String message,
        boolean truncated) {
    /// Room for any message that a person wrote.
    private static final int MOST_MESSAGE = 8_000;

    static CommitInfo of(RevCommit commit) {
        var message = commit.getFullMessage();
        boolean truncated = message.length() > MOST_MESSAGE;
        return new CommitInfo(
                commit.name(),
                Arrays.stream(commit.getParents()).map(RevCommit::name).toList(),
                Person.of(commit.getAuthorIdent()),
                Person.of(commit.getCommitterIdent()),
                subject(commit),
                truncated ? message.substring(0, MOST_MESSAGE) : message,
                truncated);
    }

    static String subject(RevCommit commit) {
        var subject = commit.getShortMessage();
        return subject.length() > 500 ? subject.substring(0, 500) : subject;
    }

    /// @param when to the second
    record Person(String name, String email, Instant when) {
        static @Nullable Person of(@Nullable PersonIdent ident) {
            return ident == null
                    ? null
                    : new Person(
                            ident.getName(), ident.getEmailAddress(), ident.getWhenAsInstant());
        }
    }
}
