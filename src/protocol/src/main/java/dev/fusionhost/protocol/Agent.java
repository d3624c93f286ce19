package dev.fusionhost.protocol;

import org.jspecify.annotations.Nullable;

/// The program that speaks for a device.
///
/// @param os `linux`, `macos` or `windows`
/// @param arch `amd64` or `arm64`
public record Agent(String name, String version, @Nullable String os, @Nullable String arch) {
    public Agent {
        Wire.required("name", name);
        Wire.required("version", version);
    }
}
