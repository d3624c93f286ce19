package dev.fusionhost.protocol;

import org.jspecify.annotations.Nullable;

/// The answer to `GET /api/host/release`: which host the server's operator wants on devices. Asked
/// without a token, and 404 where the operator hasn't said.
///
/// @param version the newest
/// @param page where it is to be had, a URL for people
public record HostRelease(String version, @Nullable String page) {
    public HostRelease {
        Wire.required("version", version);
    }
}
