package dev.fusionhost.agent.network;

import java.security.KeyStore;
import org.jspecify.annotations.Nullable;

/// How one server is reached.
///
/// @param proxy null for none
/// @param trusted the authorities that may vouch for the server; null for Java's own
/// @param identity the device's own certificate and key, behind [#PASSWORD]; null for none
public record Route(
        @Nullable Proxy proxy, @Nullable KeyStore trusted, @Nullable KeyStore identity) {
    /// Of stores that never leave the memory, and whose interface wants one.
    public static final String PASSWORD = "in-memory";
}
