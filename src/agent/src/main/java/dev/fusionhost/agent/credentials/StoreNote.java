package dev.fusionhost.agent.credentials;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/// What was written down about the store of one server's credential: no secret.
///
/// @param origin of the server
/// @param store which one it is, in [StoreKind]'s words
/// @param item tells this state folder's credential from that of another in the same store
@RegisterForReflection
record StoreNote(
        @JsonProperty(required = true) String origin,
        @JsonProperty(required = true) String store,
        @JsonProperty(required = true) String item) {

    /// A first one.
    static StoreNote of(Origin origin, StoreKind kind) {
        return new StoreNote(origin.toString(), kind.word(), UUID.randomUUID().toString());
    }

    StoreNote with(StoreKind kind) {
        return new StoreNote(origin, kind.word(), item);
    }
}
