package dev.fusionhost.agent.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.credentials.CredentialStores;
import dev.fusionhost.agent.credentials.Lookup;
import dev.fusionhost.agent.credentials.Origin;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// Where the credential of a server is. Nothing of it is secret.
///
/// @param state `found`, `absent`, `locked` or `broken`
/// @param store null where its note can't be read
/// @param why it isn't found, and what to do
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeptRow(
        String origin,
        String state,
        @Nullable String deviceId,
        @Nullable String store,
        @Nullable String where,
        @Nullable String why) {
    static KeptRow of(Origin origin, CredentialStores stores) {
        try {
            var place = stores.place(origin);
            var store = place.kind().word();
            return switch (place.find()) {
                case Lookup.Found(var credential) ->
                        new KeptRow(
                                origin.toString(),
                                "found",
                                credential.deviceId(),
                                store,
                                place.where(),
                                null);
                case Lookup.Absent() ->
                        new KeptRow(origin.toString(), "absent", null, store, place.where(), null);
                case Lookup.Locked(var why) ->
                        new KeptRow(origin.toString(), "locked", null, store, place.where(), why);
                case Lookup.Broken(var why) ->
                        new KeptRow(origin.toString(), "broken", null, store, place.where(), why);
            };
        } catch (HostFailure note) {
            return new KeptRow(origin.toString(), "broken", null, null, null, note.sentence());
        }
    }

    /// For a person.
    String line() {
        var head = "%s  %s".formatted(origin, deviceId == null ? state : deviceId);
        var place = store == null ? "" : "  %s  %s".formatted(store, where);
        return head + place + (why == null ? "" : "  " + why);
    }
}
