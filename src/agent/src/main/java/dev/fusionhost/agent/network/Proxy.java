package dev.fusionhost.agent.network;

import org.jspecify.annotations.Nullable;

/// An HTTP proxy, which is asked to CONNECT.
///
/// @param user for Basic authentication; null for none
public record Proxy(String host, int port, @Nullable String user, @Nullable String password) {
    /// The password is a secret.
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
