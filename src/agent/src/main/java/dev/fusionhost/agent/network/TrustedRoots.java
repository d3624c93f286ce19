package dev.fusionhost.agent.network;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Whom the system trusts, and whom the operator trusts besides.
///
/// Go's list of places is the best kept one: `crypto/x509/root_linux.go`.
final class TrustedRoots {
    private static final Logger LOG = Logger.getLogger(TrustedRoots.class);
    private static final List<Path> BUNDLES =
            List.of(
                    Path.of("/etc/ssl/certs/ca-certificates.crt"),
                    Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
                    Path.of("/etc/ssl/ca-bundle.pem"),
                    Path.of("/etc/pki/tls/cacert.pem"),
                    Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
                    Path.of("/etc/ssl/cert.pem"));

    /// What Windows and macOS call their stores of authorities, as Java names them.
    private static final List<String> STORES = List.of("Windows-ROOT", "KeychainStore-ROOT");

    private TrustedRoots() {}

    /// The authorities, as a store; null where the system has none that can be found, and Java's
    /// own have to do.
    ///
    /// @param extra a PEM file of the operator's own authorities
    static @Nullable KeyStore read(@Nullable Path extra) {
        return read(system(), extra);
    }

    static @Nullable KeyStore read(List<X509Certificate> system, @Nullable Path extra) {
        if (system.isEmpty() && extra == null) return null;
        // The operator's own come besides those that would have been trusted without them.
        var roots = new ArrayList<>(system.isEmpty() ? ofJava() : system);
        if (extra != null) roots.addAll(own(extra));
        try {
            var store = Stores.empty();
            for (int i = 0; i < roots.size(); i++)
                store.setCertificateEntry("root-" + i, roots.get(i));
            return store;
        } catch (KeyStoreException broken) {
            throw new IllegalStateException("a store takes certificates", broken);
        }
    }

    private static List<X509Certificate> system() {
        // Elsewhere such a file is nobody's, or not all that the system trusts.
        if (Platform.os().equals("linux")) {
            var bundle = BUNDLES.stream().filter(Files::isReadable).findFirst();
            return bundle.isPresent() ? bundle(bundle.get()) : new ArrayList<>();
        }
        for (var name : STORES) {
            try {
                return store(name);
            } catch (GeneralSecurityException | IOException _) {
                LOG.debugf("This system has no store %s", name);
            }
        }
        return new ArrayList<>();
    }

    private static List<X509Certificate> ofJava() {
        try {
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            var roots = new ArrayList<X509Certificate>();
            for (var manager : factory.getTrustManagers())
                if (manager instanceof X509TrustManager trusting)
                    roots.addAll(List.of(trusting.getAcceptedIssuers()));
            return roots;
        } catch (GeneralSecurityException broken) {
            LOG.debug("This Java trusts nobody", broken);
            return List.of();
        }
    }

    /// One authority that can't be read is no reason to trust nobody.
    private static List<X509Certificate> bundle(Path file) {
        var roots = new ArrayList<X509Certificate>();
        try {
            for (var der : Pem.read(file).certificates()) {
                try {
                    roots.add(Pem.certificate(der));
                } catch (CertificateException broken) {
                    LOG.debugf(broken, "An authority of %s is left out", file);
                }
            }
        } catch (IOException unreadable) {
            LOG.warnf("The system's authorities in %s can't be read.", file);
        }
        return roots;
    }

    private static List<X509Certificate> store(String name)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(name);
        store.load(null, null);
        var roots = new ArrayList<X509Certificate>();
        for (var alias : Collections.list(store.aliases()))
            if (store.getCertificate(alias) instanceof X509Certificate root) roots.add(root);
        return roots;
    }

    private static List<X509Certificate> own(Path file) {
        try {
            var own = new ArrayList<X509Certificate>();
            for (var der : Pem.read(file).certificates()) own.add(Pem.certificate(der));
            if (!own.isEmpty()) return own;
        } catch (IOException | CertificateException broken) {
            LOG.debugf(broken, "%s can't be read", file);
        }
        throw new HostFailure(
                ExitCode.CONFIG,
                "%s holds no certificate that can be read; set FUSION_HOST_TLS_CA to a PEM file."
                        .formatted(file));
    }
}
