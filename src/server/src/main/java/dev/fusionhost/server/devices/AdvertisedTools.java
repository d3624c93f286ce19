package dev.fusionhost.server.devices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.fusionhost.protocol.FrameCodec;
import dev.fusionhost.protocol.Limits;
import dev.fusionhost.protocol.ToolDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A device's tools as one column of text.
final class AdvertisedTools {
    private final ObjectReader reader;
    private final ObjectWriter writer;

    AdvertisedTools() {
        var mapper = FrameCodec.mapper(Limits.MAX_MESSAGE_BYTES);
        reader = mapper.readerForListOf(ToolDescription.class);
        writer = mapper.writer();
    }

    String text(List<ToolDescription> tools) {
        try {
            return writer.writeValueAsString(tools);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("can't write the tools of a hello", broken);
        }
    }

    List<ToolDescription> tools(@Nullable String text) {
        if (text == null) return List.of();
        try {
            return reader.readValue(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("can't read the tools in the database", broken);
        }
    }
}
