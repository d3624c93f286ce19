package dev.fusionhost.agent.credentials;

import dev.fusionhost.agent.credentials.CredentialStores.Shelf;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What this machine has. Nothing of the system's own is loaded before it is asked for something.
///
/// @param home the host's state folder
/// @param os in the protocol's words
/// @param environment gives a variable by its name, or null
record ThisMachine(Path home, String os, UnaryOperator<@Nullable String> environment)
        implements Shelf {
    @Override
    public CredentialStore open(StoreKind kind, String item) {
        if (!kind.isOf(os)) return new ForeignStore(kind);
        return switch (kind) {
            case FILE -> new CredentialFiles(home);
            case SECRET_SERVICE -> new SecretServiceStore(SessionBus.in(environment), item);
            case SYSTEMD -> new LoadedCredentials(environment.apply("CREDENTIALS_DIRECTORY"));
            case KEYCHAIN -> new KeychainStore(SecurityFramework::new, item);
            case DPAPI -> new DpapiFiles(home, Crypt32::new);
        };
    }

    @Override
    public List<StoreKind> preferred() {
        return writable().stream().filter(kind -> kind != StoreKind.FILE).toList();
    }

    @Override
    public List<StoreKind> writable() {
        return Arrays.stream(StoreKind.values())
                .filter(kind -> kind.isOf(os) && kind != StoreKind.SYSTEMD)
                .toList();
    }
}
