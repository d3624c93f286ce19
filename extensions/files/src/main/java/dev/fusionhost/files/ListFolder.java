package dev.fusionhost.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fusionhost.tools.Default;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.sandbox.Entry;
import dev.fusionhost.tools.sandbox.FileInfo;
import dev.fusionhost.tools.sandbox.FileType;
import dev.fusionhost.tools.sandbox.Folder;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "list_folder",
        title = "List folder",
        description =
                "List what is in a folder: name, type, size, time of the last change. Links are"
                        + " shown with what they point to and are not followed.")
class ListFolder implements ReadTool<ListFolder.Input, ListFolder.Listing> {
    record Input(
            @NotBlank @Size(max = 4096) @Description("The folder: absolute, ~/…, or relative to the first root.")
                    String path,
            @Default("name")
                    @Description("Order: name, size (largest first) or modified (newest first).")
                    Sort sort,
            @Default("false") @Description("Whether names that begin with a dot are shown as well.")
                    boolean hidden,
            @Default("0") @Min(0) @Max(100_000) @Description("How many entries to skip.")
                    int offset,
            @Default("200") @Min(1) @Max(2_000) int limit) {}

    enum Sort {
        @JsonProperty("name")
        NAME,
        @JsonProperty("size")
        SIZE,
        @JsonProperty("modified")
        MODIFIED
    }

    /// @param total of the entries that could be shown, on all pages
    /// @param hiddenLeftOut names with a dot that were not asked for
    /// @param next the offset of the next page; null on the last one, and where no page begins any
    ///     more
    record Listing(
            String path,
            List<Item> entries,
            int total,
            int hiddenLeftOut,
            boolean truncated,
            @Nullable Integer next) {}

    record Item(
            String name,
            FileType type,
            @Nullable Long size,
            Instant modified,
            @Nullable String linkTarget) {}

    @Override
    public Listing execute(Input input, ToolContext context) {
        try (var folder = context.existing(input.path()).openFolder()) {
            var page = new Page(input);
            for (var entry : folder) {
                context.checkCancelled();
                page.offer(entry);
            }
            return page.listing(folder);
        }
    }

    /// The first entries up to the end of the page, and never more in memory, however many there
    /// are.
    private static final class Page {
        private static final Comparator<Row> ORDER =
                Comparator.comparingLong(Row::key).thenComparing(row -> row.entry().name());

        private final Input input;
        private final int end;
        private final PriorityQueue<Row> rows = new PriorityQueue<>(ORDER.reversed());
        private int total;
        private int hidden;

        Page(Input input) {
            this.input = input;
            this.end = input.offset() + input.limit();
        }

        void offer(Entry entry) {
            if (!input.hidden() && entry.name().startsWith(".")) {
                hidden++;
                return;
            }
            total++;
            rows.add(new Row(key(entry), entry));
            if (rows.size() > end) rows.remove();
        }

        private long key(Entry entry) {
            return switch (input.sort()) {
                case NAME -> 0;
                case SIZE -> -entry.info().map(FileInfo::size).orElse(0L);
                case MODIFIED ->
                        -entry.info().map(info -> info.modified().toEpochMilli()).orElse(0L);
            };
        }

        Listing listing(Folder folder) {
            var items =
                    rows.stream()
                            .sorted(ORDER)
                            .skip(input.offset())
                            .flatMap(row -> item(row.entry()).stream())
                            .toList();
            boolean truncated = total > end;
            Integer next = truncated && end <= 100_000 ? end : null;
            return new Listing(folder.path(), items, total, hidden, truncated, next);
        }

        private static Optional<Item> item(Entry entry) {
            return entry.info()
                    .map(
                            info ->
                                    new Item(
                                            entry.name(),
                                            info.type(),
                                            info.isFile() ? info.size() : null,
                                            info.modified(),
                                            info.linkTarget()));
        }
    }

    private record Row(long key, Entry entry) {}
}
