package dev.fusionhost.files;

import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.Sha256;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.FileInfo;
import dev.fusionhost.tools.sandbox.Folder;
import dev.fusionhost.tools.sandbox.Place;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.TreeMap;

/// One look over all that a copy takes along.
final class TreeSurvey {
    private static final int MOST_ENTRIES = 100_000;

    private final ToolContext context;
    private final MessageDigest digest = Sha256.begin();
    private int entries;
    private long bytes;
    private int special;

    private TreeSurvey(ToolContext context) {
        this.context = context;
    }

    static TreeSurvey of(Place place, ToolContext context) {
        var survey = new TreeSurvey(context);
        var info = place.info();
        survey.add("", info);
        if (info.isFolder()) {
            try (var folder = place.openFolder()) {
                survey.add(folder);
            }
        }
        return survey;
    }

    long bytes() {
        return bytes;
    }

    /// Things that aren't copied: fifos, sockets, devices.
    int special() {
        return special;
    }

    /// Differs once anything in it has changed. To be asked for once.
    String sha256() {
        return Sha256.hex(digest);
    }

    private void add(Folder folder) {
        var inside = new TreeMap<String, FileInfo>();
        for (var entry : folder) {
            context.checkCancelled();
            entry.info().ifPresent(info -> inside.put(entry.name(), info));
            if (++entries > MOST_ENTRIES) throw tooMany();
            if (!entry.isFolder()) continue;
            try (var below = entry.openFolder()) {
                add(below);
            }
        }
        inside.forEach(this::add);
    }

    private void add(String name, FileInfo info) {
        if (info.isFile()) bytes += info.size();
        if (!info.isFile() && !info.isFolder() && !info.isLink()) special++;
        var line =
                "%d:%s %s %d %s\n"
                        .formatted(name.length(), name, info.type(), info.size(), info.modified());
        digest.update(line.getBytes(StandardCharsets.UTF_8));
    }

    private static ToolException tooMany() {
        return new ToolException(
                ErrorCode.TOO_LARGE,
                "There are more than %d files and folders in it; copy its parts one by one."
                        .formatted(MOST_ENTRIES));
    }
}
