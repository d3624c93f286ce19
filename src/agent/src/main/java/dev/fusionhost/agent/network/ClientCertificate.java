package dev.fusionhost.agent.network;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import org.jboss.logging.Logger;

/// The certificate by which the device shows a server, or what stands before it, who it is.
final class ClientCertificate {
    private static final Logger LOG = Logger.getLogger(ClientCertificate.class);

    private ClientCertificate() {}

    /// Reads the one certificate and key of a PKCS #12 file.
    static KeyStore read(Path file, String password) {
        try (var in = Files.newInputStream(file)) {
            var given = KeyStore.getInstance("PKCS12");
            given.load(in, password.toCharArray());
            for (var alias : Collections.list(given.aliases())) {
                var key = given.getKey(alias, password.toCharArray());
                if (key instanceof PrivateKey own)
                    return store(own, given.getCertificateChain(alias));
            }
        } catch (IOException | GeneralSecurityException broken) {
            LOG.debugf(broken, "%s can't be read", file);
        }
        throw new HostFailure(
                ExitCode.CONFIG,
                "%s is no PKCS #12 file with a key that FUSION_HOST_TLS_PASSWORD opens."
                        .formatted(file));
    }

    private static KeyStore store(PrivateKey key, Certificate[] chain)
            throws GeneralSecurityException {
        var store = Stores.empty();
        store.setKeyEntry("device", key, Route.PASSWORD.toCharArray(), chain);
        return store;
    }

    /// Reads a certificate, with those that vouch for it, and its key.
    ///
    /// @param certificate PEM, the device's own first
    /// @param key PEM, PKCS #8, without a password
    static KeyStore read(Path certificate, Path key) {
        try {
            var chain = new ArrayList<Certificate>();
            for (var der : Pem.read(certificate).certificates()) chain.add(Pem.certificate(der));
            var keys = Pem.read(key).keys();
            if (!chain.isEmpty() && !keys.isEmpty())
                return store(Pem.key(keys.getFirst()), chain.toArray(Certificate[]::new));
        } catch (IOException | GeneralSecurityException broken) {
            LOG.debugf(broken, "%s and %s can't be read", certificate, key);
        }
        throw new HostFailure(
                ExitCode.CONFIG,
                "%s and %s are no certificate and its key; give PEM files, the key as PKCS #8 (openssl pkcs8 -topk8 -nodes)."
                        .formatted(certificate, key));
    }
}
