package dev.fusionhost.server.devices;

import dev.fusionhost.protocol.Dpop;
import dev.fusionhost.server.devices.Bearer.Known;
import dev.fusionhost.server.devices.Devices.Owner;
import dev.fusionhost.server.proof.Judgement;
import dev.fusionhost.server.proof.Judgement.Proven;
import dev.fusionhost.server.proof.ProofGate;
import dev.fusionhost.server.proof.SeenProofs;
import dev.fusionhost.server.proof.Shown;
import dev.fusionhost.server.secrets.BearerToken;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/// Recognises devices by their tokens, and where a token is bound to a key, by the proof of it.
@Singleton
public class Bearers {
    private static final Duration TOO_MANY_FOR = Duration.ofMinutes(1);

    private final Devices devices;
    private final ProofGate proofs;
    private final SeenProofs seen;

    Bearers(Devices devices, ProofGate proofs, SeenProofs seen) {
        this.devices = devices;
        this.proofs = proofs;
        this.seen = seen;
    }

    /// Who sends this request. Asks the database.
    public Bearer of(Shown request) {
        var bound = BearerToken.in(request.authorization(), Dpop.TOKEN_TYPE);
        if (bound.isPresent()) return proven(request, bound.get());
        return BearerToken.in(request.authorization()).map(this::bare).orElseGet(Bearer::unknown);
    }

    private Bearer bare(String token) {
        var owner = devices.owner(token);
        if (owner.isEmpty()) return Bearer.unknown();
        return owner.get().jkt() == null
                ? known(owner.get())
                : Bearer.unproven("This token is bound to a key: show it as DPoP, with a proof.");
    }

    private Bearer proven(Shown request, String token) {
        return switch (proofs.judge(request, token)) {
            case Judgement.Absent _ -> Bearer.unproven("There is no proof in a DPoP header.");
            case Judgement.Unproven(var why) -> Bearer.unproven(why);
            case Judgement.NonceWanted(var nonce) -> Bearer.nonceWanted(nonce);
            case Proven proof -> proven(devices.owner(token), proof);
        };
    }

    private Bearer proven(Optional<Owner> owner, Proven proof) {
        if (owner.isEmpty()) return Bearer.unknown();
        if (!proof.jkt().equals(owner.get().jkt()))
            return Bearer.unproven("The proof is by another key than the token is bound to.");
        return switch (seen.use(proof)) {
            case FIRST -> known(owner.get());
            case AGAIN -> Bearer.unproven("This proof was used before.");
            case TOO_MANY -> Bearer.tooManyProofs(TOO_MANY_FOR);
        };
    }

    private Bearer known(Owner owner) {
        if (owner.isRevoked()) return Bearer.revoked();
        if (owner.isNext()) devices.advance(owner);
        return new Known(owner.id(), owner.name());
    }
}
