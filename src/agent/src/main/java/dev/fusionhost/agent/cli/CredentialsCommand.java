package dev.fusionhost.agent.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.CredentialStores;
import dev.fusionhost.agent.credentials.Move;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.credentials.StoreKind;
import dev.fusionhost.agent.enrol.Enroller;
import dev.fusionhost.agent.home.HomeLock;
import dev.fusionhost.agent.home.HostHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "credentials",
        description =
                "Show where this device's identities are kept, never what they are; or move one to another store.",
        mixinStandardHelpOptions = true)
class CredentialsCommand implements Callable<Integer> {
    @Mixin ServerOption server;

    @Option(names = "--json", description = "Print them as a JSON array.")
    boolean json;

    @Option(
            names = "--move-to",
            paramLabel = "STORE",
            description =
                    "Move the server's identity: file, secret-service, systemd, keychain or dpapi. No host may be at work.")
    @Nullable String store;

    @Spec CommandSpec spec;

    private final HostHome home;
    private final Enroller enroller;
    private final HostSettings settings;

    CredentialsCommand(HostHome home, Enroller enroller, HostSettings settings) {
        this.home = home;
        this.enroller = enroller;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        var stores = CredentialStores.ofThisMachine(home.path());
        if (store == null)
            show(stores.origins().stream().map(it -> KeptRow.of(it, stores)).toList());
        else move(stores, kind(store));
        return ExitCode.OK.number();
    }

    private StoreKind kind(String word) {
        return StoreKind.chosen(word)
                .orElseThrow(
                        () ->
                                new ParameterException(
                                        spec.commandLine(), "Say which store it is moved to"));
    }

    private void show(List<KeptRow> rows) {
        if (json) out().println(text(rows));
        else if (rows.isEmpty()) out().printf("No identity is kept in %s.%n", home.path());
        else rows.forEach(row -> out().println(row.line()));
    }

    private void move(CredentialStores stores, StoreKind kind) {
        var origin = server.origin(settings);
        // A host at work would go on with the old one.
        try (var _ = HomeLock.take(home.prepared())) {
            var place =
                    new Move(stores, credential -> accepted(origin, credential)).to(origin, kind);
            out().printf("Kept by %s now: %s%n", kind.word(), place.where());
        }
    }

    private void accepted(Origin origin, Credential credential) {
        switch (enroller.standing(origin, credential)) {
            case GOOD -> {}
            case REFUSED ->
                    throw new HostFailure(
                            ExitCode.NO_PERMISSION,
                            "%s does not accept this identity; it stays where it is."
                                    .formatted(origin));
            case UNKNOWN ->
                    throw new HostFailure(
                            ExitCode.UNAVAILABLE,
                            "%s can't be asked whether it accepts the identity; it stays where it is. Try again when the server can be reached."
                                    .formatted(origin));
        }
    }

    private static String text(List<KeptRow> rows) {
        try {
            return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
