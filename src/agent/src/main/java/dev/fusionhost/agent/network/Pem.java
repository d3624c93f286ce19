package dev.fusionhost.agent.network;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// The blocks of a PEM file (RFC 7468). What is between them, as in the systems' bundles, is
/// comment.
record Pem(List<byte[]> certificates, List<byte[]> keys) {
    /// A system's bundle has some 250 KB.
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    static Pem read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII);
            var pem = new Pem(new ArrayList<>(), new ArrayList<>());
            var blocks = BLOCK.matcher(text);
            while (blocks.find()) {
                var bytes = Base64.getMimeDecoder().decode(blocks.group(2));
                switch (blocks.group(1)) {
                    case "CERTIFICATE" -> pem.certificates.add(bytes);
                    case "PRIVATE KEY" -> pem.keys.add(bytes);
                    default -> {}
                }
            }
            return pem;
        } catch (IllegalArgumentException broken) {
            throw new IOException("not base64", broken);
        }
    }

    static X509Certificate certificate(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
    }

    /// The encoding doesn't say which kind of key it is before it is decoded.
    static PrivateKey key(byte[] der) throws GeneralSecurityException {
        for (var kind : new String[] {"RSA", "EC", "Ed25519"}) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException _) {
                // Another kind, then.
            }
        }
        throw new InvalidKeySpecException("neither RSA nor EC nor Ed25519");
    }
}
