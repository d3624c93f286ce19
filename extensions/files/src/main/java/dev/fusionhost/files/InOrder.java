package dev.fusionhost.files;

import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.sandbox.Entry;
import dev.fusionhost.tools.sandbox.Folder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// The entries of a folder in the order of their names. A very large folder comes in several parts,
/// each in order, so that its entries are never all in memory.
final class InOrder implements Iterable<Entry> {
    private static final int SORTED_AT_ONCE = 10_000;

    private final Folder folder;
    private final ToolContext context;

    InOrder(Folder folder, ToolContext context) {
        this.folder = folder;
        this.context = context;
    }

    @Override
    public Iterator<Entry> iterator() {
        var unsorted = folder.iterator();
        return new Iterator<>() {
            private Iterator<Entry> part = List.<Entry>of().iterator();

            @Override
            public boolean hasNext() {
                if (!part.hasNext()) part = nextPart(unsorted).iterator();
                return part.hasNext();
            }

            @Override
            public Entry next() {
                if (!hasNext()) throw new NoSuchElementException();
                return part.next();
            }
        };
    }

    private List<Entry> nextPart(Iterator<Entry> unsorted) {
        var part = new ArrayList<Entry>();
        while (part.size() < SORTED_AT_ONCE && unsorted.hasNext()) part.add(unsorted.next());
        if (part.size() == SORTED_AT_ONCE) context.checkCancelled();
        part.sort(Comparator.comparing(Entry::name));
        return part;
    }
}
