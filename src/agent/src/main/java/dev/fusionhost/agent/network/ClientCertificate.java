package dev.fusionhost.agent.network;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import org.jboss.logging.Logger;

/// The certificate by which the device shows a server, or what stands before it, who it is.
final class ClientCertificate {
    private static final Logger LOG = Logger.getLogger(ClientCertificate.class);

    private ClientCertificate() {}

    /// Reads a certificate, with those that vouch for it, and its key.
    ///
    /// @param certificate PEM, the device's own first
    /// @param key PEM, PKCS #8, without a password
    static KeyStore read(Path certificate, Path key) {
        try {
            var chain = new ArrayList<Certificate>();
            for (var der : Pem.read(certificate).certificates()) chain.add(Pem.certificate(der));
            var keys = Pem.read(key).keys();
            if (!chain.isEmpty() && !keys.isEmpty()) {
                var store = Stores.empty();
                store.setKeyEntry(
                        "device",
                        Pem.key(keys.getFirst()),
                        Route.PASSWORD.toCharArray(),
                        chain.toArray(Certificate[]::new));
                return store;
            }
        } catch (IOException | GeneralSecurityException broken) {
            LOG.debugf(broken, "%s and %s can't be read", certificate, key);
        }
        throw new HostFailure(
                ExitCode.CONFIG,
                "%s and %s are no certificate and its key; give PEM files, the key as PKCS #8 (openssl pkcs8 -topk8 -nodes)."
                        .formatted(certificate, key));
    }
}
