package dev.fusionhost.agent.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fusionhost.protocol.HostFrame.Result;
import dev.fusionhost.protocol.Proposal;
import org.jspecify.annotations.Nullable;

/// About how many bytes of memory a result takes, without writing it.
final class ResultSize {
    /// A frame, its id and its place in a map.
    private static final long FRAME = 300;

    /// A node of a tree, with its share of the collection that it is in.
    private static final long NODE = 40;

    private ResultSize() {}

    static long of(Result result) {
        var size = FRAME + of(result.proposal());
        return result.output() == null ? size : size + of(result.output());
    }

    private static long of(JsonNode node) {
        var size = NODE + (node.isTextual() ? node.textValue().length() : 0);
        for (var child : node.properties()) size += child.getKey().length() + of(child.getValue());
        if (node.isArray()) for (var child : node) size += of(child);
        return size;
    }

    private static long of(@Nullable Proposal proposal) {
        if (proposal == null) return 0;
        long size = FRAME + proposal.summary().length();
        for (var change : proposal.changes())
            size += FRAME + (change.diff() == null ? 0 : change.diff().length());
        return size;
    }
}
