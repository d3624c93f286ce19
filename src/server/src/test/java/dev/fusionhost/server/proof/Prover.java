package dev.fusionhost.server.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// A device's key, and proofs by it that may be as wrong as a test wants.
public final class Prover {
    private final ECKey key;

    public Prover() {
        try {
            key = new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public ECKey key() {
        return key;
    }

    public String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A proof that is right.
    public String proof(String method, URI url, String token, String nonce, Instant now) {
        return signed(head().build(), claims(method, url, token, nonce, now).build());
    }

    public String bent(
            String method,
            URI url,
            String token,
            Instant now,
            UnaryOperator<JWTClaimsSet.Builder> bend) {
        var claims = bend.apply(claims(method, url, token, null, now)).build();
        return signed(head().build(), claims);
    }

    public JWSHeader.Builder head() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK());
    }

    public static JWTClaimsSet.Builder claims(
            String method, URI url, String token, String nonce, Instant now) {
        return new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", url.toString())
                .claim("ath", token == null ? null : hash(token))
                .claim("nonce", nonce)
                .issueTime(Date.from(now));
    }

    public String signed(JWSHeader head, JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(head, claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String hash(String token) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return Base64URL.encode(sha256.digest(token.getBytes(US_ASCII))).toString();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
