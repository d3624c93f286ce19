package dev.fusionhost.tools.execution;

import dev.fusionhost.tools.Change;
import dev.fusionhost.tools.Plan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What is shown of a [Plan].
///
/// @param paths absolute paths of everything that the change touches
/// @param digest stands for this very plan; an apply whose plan has another digest is `stale`
/// @param expiresAt until when an apply is possible without a new plan
public record Proposal(
        String summary,
        List<String> paths,
        List<Change> changes,
        boolean destructive,
        boolean reversible,
        String digest,
        Instant expiresAt) {
    static Proposal of(Plan<?> plan, Instant expiresAt) {
        var paths =
                plan.changes().stream()
                        .flatMap(change -> Stream.of(change.path(), change.toPath()))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        return new Proposal(
                plan.summary(),
                paths,
                plan.changes(),
                plan.destructive(),
                plan.reversible(),
                digest(plan),
                expiresAt);
    }

    /// Stands for everything that was shown and everything it depends on: equal plans have equal
    /// digests. The records' own text is unambiguous enough for that only with lengths before each
    /// part.
    static String digest(Plan<?> plan) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            Stream.concat(
                            Stream.of(
                                    plan.summary(),
                                    String.valueOf(plan.destructive()),
                                    String.valueOf(plan.reversible())),
                            Stream.concat(
                                    plan.changes().stream().map(Change::toString),
                                    plan.dependencies().stream()))
                    .forEach(part -> sha256.update(framed(part)));
            return "sha256:" + HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }

    private static byte[] framed(String part) {
        return (part.length() + ":" + part).getBytes(StandardCharsets.UTF_8);
    }
}
