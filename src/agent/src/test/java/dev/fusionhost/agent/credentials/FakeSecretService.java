package dev.fusionhost.agent.credentials;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// A keyring in memory.
final class FakeSecretService implements SecretService {
    final Map<Map<String, String>, byte[]> items = new HashMap<>();
    SecretService.Collection collection = SecretService.Collection.OPEN;
    boolean locked;
    String fault = "";

    @Override
    public SecretService.Collection collection() throws IOException {
        answer();
        return collection;
    }

    @Override
    public Sight look(Map<String, String> attributes) throws IOException {
        answer();
        var secrets = new ArrayList<byte[]>();
        if (!locked)
            items.forEach(
                    (item, secret) -> {
                        if (item.entrySet().containsAll(attributes.entrySet())) secrets.add(secret);
                    });
        return new Sight(secrets, locked);
    }

    @Override
    public void store(Map<String, String> attributes, String label, byte[] secret)
            throws IOException {
        answer();
        items.put(attributes, secret);
    }

    @Override
    public void delete(Map<String, String> attributes) throws IOException {
        answer();
        items.remove(attributes);
    }

    private void answer() throws IOException {
        if (!fault.isEmpty()) throw new IOException(fault);
    }
}
