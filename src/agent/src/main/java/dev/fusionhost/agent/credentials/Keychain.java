package dev.fusionhost.agent.credentials;

import java.io.IOException;

/// What is asked of macOS' keychain: generic passwords, by the `SecKeychain` functions of the
/// Security framework, which work for a program without entitlements. Each gives an `OSStatus`.
interface Keychain {
    /// @param secret empty unless the status is 0
    record Answer(int status, byte[] secret) {}

    /// Whether new passwords could be put there.
    int ready();

    Answer find(String service, String account);

    /// Adds a password, or changes the one that is there.
    int keep(String service, String account, byte[] secret);

    int delete(String service, String account);

    /// Loads the framework.
    interface Door {
        Keychain open() throws IOException;
    }
}
