package dev.fusionhost.agent.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.Origin;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthorizationTest {
    private static final Origin ORIGIN = Origin.parse("https://fusion.example", false);

    private final DeviceKey key = DeviceKey.fresh();
    private final Credential bare = new Credential(ORIGIN.toString(), "d1", "t1");
    private final Credential bound = bare.boundTo(key.jwk());

    @Test
    void aProofIsSignedByTheKeyAndSaysWhatItIsFor() throws Exception {
        var headers = Authorization.of(bound).headers("GET", ORIGIN, "/x", "nonce-1");

        assertThat(headers).containsEntry("Authorization", "DPoP t1");
        var proof = SignedJWT.parse(headers.get("DPoP"));
        var head = proof.getHeader();
        assertThat(head.getType().getType()).isEqualTo("dpop+jwt");
        assertThat(head.getJWK().isPrivate()).isFalse();
        assertThat(proof.verify(new ECDSAVerifier(head.getJWK().toECKey()))).isTrue();
        assertThat(proof.getJWTClaimsSet().getClaims())
                .containsEntry("htm", "GET")
                .containsEntry("htu", "https://fusion.example/x")
                .containsEntry("nonce", "nonce-1")
                // Of "t1", by sha256sum.
                .containsEntry("ath", "YotJ2W3N6XpDDdT1l3BYmeCalo95NJHktwTK4zpA3AI")
                .containsKeys("iat", "jti");
    }

    @Test
    void noTwoProofsAreTheSame() {
        var authorization = Authorization.of(bound);
        assertThat(authorization.headers("GET", ORIGIN, "/x", null))
                .isNotEqualTo(authorization.headers("GET", ORIGIN, "/x", null));
    }

    @Test
    void anOrdinaryTokenGoesWithoutAProof() {
        assertThat(Authorization.of(bare).headers("GET", ORIGIN, "/x", null))
                .isEqualTo(Map.of("Authorization", "Bearer t1"));
        assertThat(Authorization.none().headers("GET", ORIGIN, "/x", null)).isEmpty();
    }

    @Test
    void aCredentialThatHasLostItsKeyProvesNothing() {
        var stripped = new Credential(ORIGIN.toString(), "d1", "t1", "DPoP", null, null);
        assertThat(Authorization.of(stripped).headers("GET", ORIGIN, "/x", null))
                .isEqualTo(Map.of("Authorization", "DPoP t1"));
    }

    @Test
    void aBrokenKeyIsASentence() {
        var broken = bare.boundTo(Map.of("kty", "EC", "d", "secret"));
        assertThatThrownBy(() -> Authorization.of(broken))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("is broken")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theNextTokenIsShownFirst() {
        assertThat(Authorization.of(bare.withNext("t2")).token()).isEqualTo("t2");
        assertThat(Authorization.of(bare.withNext("t2").withoutNext()).token()).isEqualTo("t1");
        assertThat(bare.withNext("t2").advanced())
                .isEqualTo(new Credential(ORIGIN.toString(), "d1", "t2"));
    }

    @Test
    void nothingSecretIsInTheirTexts() {
        var secrets = new String[] {"t1", key.jwk().get("d")};
        assertThat(bound.toString()).doesNotContain(secrets);
        assertThat(Authorization.of(bound).toString()).doesNotContain(secrets);
        assertThat(key.toString()).doesNotContain(secrets);
    }
}
