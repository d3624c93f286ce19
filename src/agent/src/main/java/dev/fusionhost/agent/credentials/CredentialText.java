package dev.fusionhost.agent.credentials;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A credential as the JSON object that each store keeps.
final class CredentialText {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final ObjectReader READER = MAPPER.readerFor(Credential.class);
    private static final ObjectWriter WRITER = MAPPER.writerFor(Credential.class);

    /// A credential is some 200 bytes; whatever is longer isn't one.
    static final int MAX_BYTES = 64 * 1024;

    private CredentialText() {}

    static byte[] of(Credential credential) {
        try {
            return WRITER.writeValueAsBytes(credential);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static Credential read(byte[] text) throws NoCredentialException {
        if (text.length > MAX_BYTES) throw new NoCredentialException();
        try {
            Credential credential = READER.readValue(text);
            if (credential == null) throw new NoCredentialException();
            return credential;
        } catch (IOException | IllegalArgumentException _) {
            // Without its cause, which may quote what it has read.
            throw new NoCredentialException();
        }
    }

    /// Reads what a store holds for a server.
    ///
    /// @param place what holds it, as the beginning of a sentence
    static Lookup lookup(byte[] text, Origin origin, String place) {
        try {
            var credential = read(text);
            return credential.origin().equals(origin.toString())
                    ? new Lookup.Found(credential)
                    : broken(place, "belongs to another server, " + credential.origin());
        } catch (NoCredentialException _) {
            return broken(place, "is empty, cut short or not a credential");
        }
    }

    static Lookup.Broken broken(String place, String fault) {
        return new Lookup.Broken(
                "%s %s; mend it, or move it away and enrol again with a new pairing code."
                        .formatted(place, fault));
    }

    /// What was read is something else.
    static final class NoCredentialException extends Exception {
        private static final long serialVersionUID = 1L;

        NoCredentialException() {
            super("not a credential");
        }
    }
}
