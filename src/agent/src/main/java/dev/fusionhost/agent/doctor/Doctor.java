package dev.fusionhost.agent.doctor;

import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.Platform;
import dev.fusionhost.agent.credentials.CredentialStores;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.home.HostHome;
import dev.fusionhost.agent.journal.Journal;
import dev.fusionhost.agent.network.Network;
import dev.fusionhost.agent.network.Route;
import dev.fusionhost.agent.proof.Authorization;
import dev.fusionhost.agent.service.Service;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Goes the host's way to its server, step by step, and tells of each. Changes nothing on
/// this machine.
@Singleton
public class Doctor {
    private final HostHome home;
    private final Network network;
    private final String program;

    Doctor(
            HostHome home,
            Network network,
            @ConfigProperty(name = "quarkus.application.name") String program) {
        this.home = home;
        this.network = network;
        this.program = program;
    }

    /// Examines the host of this state folder, as it would connect to a server.
    ///
    /// @param told hears of each finding as soon as there is one
    public void examine(Origin origin, Consumer<Finding> told) {
        told.accept(
                Finding.fine(
                        "program",
                        "Version %s on %s/%s"
                                .formatted(Platform.version(), Platform.os(), Platform.arch())));
        var state =
                new StateExam(
                        home.path(),
                        CredentialStores.ofThisMachine(home.path()),
                        origin,
                        folder -> Files.getFileStore(folder).getUsableSpace());
        state.examine(told);
        new WorkExam(
                        Journal.file(home.path(), origin),
                        state.atWork(),
                        () -> Service.ofThisMachine(program, home.path()),
                        InstantSource.system())
                .examine(told);
        try {
            way(network.to(origin), state, origin, told);
        } catch (HostFailure setting) {
            told.accept(
                    Finding.wrong(
                            "settings",
                            setting.exitCode(),
                            setting.sentence(),
                            "Mend the setting."));
        }
    }

    private void way(Route route, StateExam state, Origin origin, Consumer<Finding> told) {
        var credential = state.credential();
        var exam = new WayExam(origin, route, InstantSource.system());
        var device = credential == null ? Authorization.none() : Authorization.of(credential);
        var passed = exam.examine(device, told);
        if (!passed || credential == null) return;
        told.accept(
                state.atWork() != null
                        ? Finding.fine(
                                "stream",
                                "Not tried: the host at work has it, and would lose it to a second one")
                        : exam.stream(device));
    }
}
