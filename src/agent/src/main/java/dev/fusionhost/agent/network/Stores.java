package dev.fusionhost.agent.network;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/// Key stores that are in memory alone.
final class Stores {
    private Stores() {}

    static KeyStore empty() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("every Java has PKCS12", impossible);
        }
    }
}
