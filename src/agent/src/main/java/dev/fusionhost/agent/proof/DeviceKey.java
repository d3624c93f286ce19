package dev.fusionhost.agent.proof;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fusionhost.protocol.Dpop;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The key that this device has at one server: P-256, which every JDK knows, made at the enrolment
/// and kept beside the token.
public final class DeviceKey {
    private static final JOSEObjectType PROOF = new JOSEObjectType(Dpop.PROOF_TYPE);

    private final ECKey key;

    private DeviceKey(ECKey key) {
        this.key = key;
    }

    public static DeviceKey fresh() {
        try {
            return new DeviceKey(new ECKeyGenerator(Curve.P_256).generate());
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every JDK has P-256", impossible);
        }
    }

    /// Reads a private key as [#jwk()] gives it.
    ///
    /// @throws IllegalArgumentException where it is something else; the message quotes nothing
    static DeviceKey of(Map<String, String> jwk) {
        try {
            var key = ECKey.parse(Map.<String, Object>copyOf(jwk));
            if (key.isPrivate() && Curve.P_256.equals(key.getCurve())) return new DeviceKey(key);
        } catch (ParseException | IllegalArgumentException _) {
            // Its message may hold what was read.
        }
        throw new IllegalArgumentException("not a private P-256 key");
    }

    /// The key with its private part, as a JWK (RFC 7517).
    public Map<String, String> jwk() {
        return key.toJSONObject().entrySet().stream()
                .collect(toUnmodifiableMap(Map.Entry::getKey, part -> part.getValue().toString()));
    }

    /// A proof for one request, RFC 9449, section 4.2.
    ///
    /// @param url without a query
    /// @param token that goes with the request, if one does
    /// @param nonce that the server wants in it, if it does
    String proof(
            String method,
            String url,
            @Nullable String token,
            @Nullable String nonce,
            Instant now) {
        var head =
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(PROOF)
                        .jwk(key.toPublicJWK())
                        .build();
        var claims =
                new JWTClaimsSet.Builder()
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .claim("htm", method)
                        .claim("htu", url);
        if (token != null) claims.claim("ath", Dpop.accessTokenHash(token));
        if (nonce != null) claims.claim("nonce", nonce);
        try {
            var proof = new SignedJWT(head, claims.build());
            proof.sign(new ECDSASigner(key));
            return proof.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a key of our own doesn't sign", impossible);
        }
    }

    /// The key stays out of logs.
    @Override
    public String toString() {
        return "DeviceKey[]";
    }
}
