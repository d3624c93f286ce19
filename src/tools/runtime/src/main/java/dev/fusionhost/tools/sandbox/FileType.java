package dev.fusionhost.tools.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.attribute.BasicFileAttributes;

/// What is there, before any link is followed.
public enum FileType {
    @JsonProperty("file")
    FILE,
    @JsonProperty("folder")
    FOLDER,
    @JsonProperty("link")
    LINK,
    /// A fifo, a socket, a device: never opened.
    @JsonProperty("other")
    OTHER;

    static FileType of(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) return LINK;
        if (attributes.isRegularFile()) return FILE;
        return attributes.isDirectory() ? FOLDER : OTHER;
    }
}
