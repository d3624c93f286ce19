package dev.fusionhost.server.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.fusionhost.protocol.FrameCodec;
import java.io.IOException;
import java.io.InputStream;

/// Reads a request's body as one JSON object of a bounded size, and refuses everything else without
/// quoting it.
///
/// @param <T> a record that checks itself
public final class BoundedBody<T> {
    private final int maxBytes;
    private final ObjectReader reader;

    public BoundedBody(Class<T> type, int maxBytes) {
        this.maxBytes = maxBytes;
        this.reader = FrameCodec.mapper(maxBytes).readerFor(type);
    }

    public T read(InputStream body) {
        try {
            var bytes = body.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new Refused(
                        413, "invalid_request", "The body is over " + maxBytes + " bytes.");
            }
            T value = reader.readValue(bytes);
            if (value == null) throw Refused.invalid("The body must be a JSON object.");
            return value;
        } catch (JsonProcessingException _) {
            throw Refused.invalid(
                    "The body is not JSON, or a field is missing or of the wrong type.");
        } catch (IOException _) {
            throw Refused.invalid("The body broke off.");
        }
    }
}
