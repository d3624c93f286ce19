package dev.fusionhost.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The words by which a device proves that it has the key its token is bound to (RFC 9449, DPoP).
///
/// A device sends a proof, a JWT signed by a P-256 key of its own, with `POST /api/host/enroll`. A
/// server that wants proofs binds the token to that key and answers with the token type `DPoP`.
/// From then on each request carries `Authorization: DPoP` and a proof of its own. A server that
/// doesn't know of it ignores the header, and the device goes on with `Authorization: Bearer`.
public final class Dpop {
    /// The header of a proof.
    public static final String HEADER = "DPoP";

    /// The header of a nonce that the server wants in the proof, section 8.
    public static final String NONCE_HEADER = "DPoP-Nonce";

    /// The type of a token that is bound to a key, and the scheme of its `Authorization`.
    public static final String TOKEN_TYPE = "DPoP";

    /// The `typ` of a proof, section 4.2.
    public static final String PROOF_TYPE = "dpop+jwt";

    /// The code of a refusal that asks for the same again, with the nonce of its header.
    public static final String USE_NONCE = "use_dpop_nonce";

    /// The code of a refusal of the proof. It says nothing about the token: a clock that is off
    /// or a proxy that rewrites URLs may be the reason.
    public static final String INVALID_PROOF = "invalid_dpop_proof";

    private Dpop() {}

    /// The claim `ath` of a proof that goes with `token`, section 4.2: the token's SHA-256 in
    /// base64url without padding.
    public static String accessTokenHash(String token) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
