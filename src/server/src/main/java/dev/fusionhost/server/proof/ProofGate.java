package dev.fusionhost.server.proof;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fusionhost.protocol.Dpop;
import dev.fusionhost.server.BadSettingException;
import dev.fusionhost.server.ServerConfig;
import dev.fusionhost.server.proof.Judgement.Absent;
import dev.fusionhost.server.proof.Judgement.NonceWanted;
import dev.fusionhost.server.proof.Judgement.Proven;
import dev.fusionhost.server.proof.Judgement.Unproven;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads proofs, as RFC 9449, section 4.3, says. Takes some 0.2 ms of a processor, so not for an
/// event loop.
///
/// It doesn't know what was used before: that is for [SeenProofs], once it is known whose key it
/// is.
@Singleton
public class ProofGate {
    /// How old a proof may be that has no nonce.
    static final Duration BEHIND = Duration.ofMinutes(5);

    /// How far ahead its clock may be. Less than behind: a proof from before our start may be used
    /// that long again, so for that long after the start each has to have a nonce.
    static final Duration AHEAD = Duration.ofMinutes(1);

    /// A proof has some 500 letters.
    private static final int MAX_LETTERS = 4_096;

    private static final JOSEObjectType TYPE = new JOSEObjectType(Dpop.PROOF_TYPE);
    private static final Pattern JTI = Pattern.compile("[!-~]{8,128}");

    private final Clock clock;
    private final Nonces nonces;
    private final Address address;
    private final Instant startedAt;

    ProofGate(Clock clock, Nonces nonces, ServerConfig config) {
        this.clock = clock;
        this.nonces = nonces;
        address = new Address(config.publicUrl().orElse(null));
        startedAt = clock.instant();
    }

    /// @throws BadSettingException where the settings are wrong
    public void prepare() {
        address.check();
    }

    /// Judges the proof that came with a request.
    ///
    /// @param token that the request shows; null where it shows none, as at an enrolment
    public Judgement judge(Shown request, @Nullable String token) {
        if (request.proofs().isEmpty()) return new Absent();
        if (request.proofs().size() > 1) return new Unproven("There is more than one DPoP header.");
        var text = request.proofs().getFirst();
        if (text.length() > MAX_LETTERS) return new Unproven("The DPoP header is too long.");
        try {
            return judge(SignedJWT.parse(text), request, token);
        } catch (ParseException | JOSEException | IllegalArgumentException _) {
            // Without what it says, which quotes what was sent.
            return new Unproven("The DPoP header holds no proof.");
        }
    }

    private Judgement judge(SignedJWT proof, Shown request, @Nullable String token)
            throws ParseException, JOSEException {
        var key = key(proof);
        if (key == null) return new Unproven("The proof must be a dpop+jwt with a P-256 key.");
        var claims = proof.getJWTClaimsSet();
        var fault = fault(claims, request, token);
        if (fault != null) return new Unproven(fault);
        var until = until(claims);
        if (until.isEmpty()) return new NonceWanted(nonces.fresh());
        if (!proof.verify(new ECDSAVerifier(key)))
            return new Unproven("The proof's signature is wrong.");
        var jti = requireNonNull(claims.getJWTID());
        return new Proven(key.computeThumbprint().toString(), jti, until.get());
    }

    /// The key in the proof's head; null where that isn't one that we take.
    private static @Nullable ECKey key(SignedJWT proof) {
        var head = proof.getHeader();
        if (!TYPE.equals(head.getType()) || !JWSAlgorithm.ES256.equals(head.getAlgorithm()))
            return null;
        return head.getJWK() instanceof ECKey key
                        && Curve.P_256.equals(key.getCurve())
                        && !key.isPrivate()
                ? key
                : null;
    }

    private @Nullable String fault(JWTClaimsSet claims, Shown request, @Nullable String token)
            throws ParseException {
        var jti = claims.getJWTID();
        if (jti == null || !JTI.matcher(jti).matches()) return "The proof has no proper jti.";
        if (!request.method().equals(claims.getStringClaim("htm")))
            return "The proof is for another method.";
        if (!address.fits(claims.getStringClaim("htu"), request))
            return "The proof is for another URL than the one that this request has come to.";
        if (token != null && !Dpop.accessTokenHash(token).equals(claims.getStringClaim("ath")))
            return "The proof is for another token.";
        return null;
    }

    /// Until when a copy of this proof would pass; empty where only a nonce can tell that it is
    /// fresh.
    private Optional<Instant> until(JWTClaimsSet claims) throws ParseException {
        var nonce = claims.getStringClaim("nonce");
        if (nonce != null) return nonces.until(nonce);
        if (claims.getIssueTime() == null) return Optional.empty();
        var issued = claims.getIssueTime().toInstant();
        var now = clock.instant();
        var isFresh =
                issued.isAfter(startedAt.plus(AHEAD))
                        && issued.isAfter(now.minus(BEHIND))
                        && issued.isBefore(now.plus(AHEAD));
        return isFresh ? Optional.of(issued.plus(BEHIND)) : Optional.empty();
    }
}
