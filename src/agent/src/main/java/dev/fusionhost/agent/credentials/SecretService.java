package dev.fusionhost.agent.credentials;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// What is asked of the desktop's Secret Service. No request has anybody asked for a password, and
/// any of them may never return.
interface SecretService {
    /// The collection that new items go to.
    enum Collection {
        NONE,
        LOCKED,
        OPEN
    }

    Collection collection() throws IOException;

    /// Looks for items with these attributes.
    Sight look(Map<String, String> attributes) throws IOException;

    /// Gives the item with these attributes another secret; where there is none, puts one into the
    /// collection for new ones.
    void store(Map<String, String> attributes, String label, byte[] secret) throws IOException;

    /// Deletes the items with these attributes.
    void delete(Map<String, String> attributes) throws IOException;

    /// What could be seen.
    ///
    /// @param secrets those of the items that are open
    /// @param locked whether something else may be there: an item is locked, or a collection, or
    ///     there is none that new items would go to
    record Sight(List<byte[]> secrets, boolean locked) {}

    /// Connects to it.
    interface Door {
        /// @throws IOException where there is none on this machine, or in this session
        SecretService open() throws IOException;
    }
}
