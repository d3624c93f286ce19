package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.config.Roots;
import dev.fusionhost.agent.enrol.Identity;
import dev.fusionhost.agent.home.HostHome;
import dev.fusionhost.agent.service.Service;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "service",
        description = "Have the system start the host in the background when you log in.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} service install --server https://pulsn.internal --root ~/models",
            "  ${ROOT-COMMAND-NAME} service install --server https://pulsn.internal --print",
            "  ${ROOT-COMMAND-NAME} service logs"
        })
class ServiceCommand implements Runnable {
    @Spec CommandSpec spec;

    private final Config config;
    private final HostSettings settings;
    private final HostHome home;
    private final Identity identity;
    private final PairingCode code;
    private final String program;

    ServiceCommand(
            Config config,
            HostSettings settings,
            HostHome home,
            Identity identity,
            PairingCode code,
            @ConfigProperty(name = "quarkus.application.name") String program) {
        this.config = config;
        this.settings = settings;
        this.home = home;
        this.identity = identity;
        this.code = code;
        this.program = program;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what: install, uninstall, start, stop, status or logs");
    }

    @Command(
            description =
                    "Enrol where needed, write down the options and settings of now, and start the service, at each login too.")
    void install(
            @Mixin RunOptions options,
            @Option(names = "--print", description = "Show what would be written; change nothing.")
                    boolean print) {
        var given = given(options);
        if (print) {
            service()
                    .preview(config, given)
                    .forEach((file, text) -> out().printf("# %s%n%s%n", file, text));
            return;
        }
        var origin = options.server.origin(settings);
        identity.resolve(
                origin,
                code.of(options.device, origin),
                options.device.name(settings),
                options.device.store);
        out().printf("Installed and started: %s%n", service().install(config, given));
        service().hint().ifPresent(out()::println);
    }

    @Command(
            description =
                    "Stop the service, and have the system forget it. The host's state stays.")
    void uninstall() {
        service().uninstall();
        out().println("Uninstalled. This device is still enrolled.");
    }

    @Command(description = "Start the service.")
    void start() {
        service().start();
    }

    @Command(description = "Stop the service, until it is started or you log in again.")
    void stop() {
        service().stop();
    }

    @Command(description = "Show what the system says about the service.")
    void status() {
        out().println(service().status());
    }

    @Command(description = "Show the last lines of its log.")
    void logs() {
        out().println(service().logs());
    }

    /// The server must be known; everything else is what the settings say where it isn't given.
    private Map<String, String> given(RunOptions options) {
        var given = new TreeMap<String, String>();
        given.put("fusion.host.server", options.server.origin(settings).toString());
        if (options.server.allowHttp(settings)) given.put("fusion.host.allow-http", "true");
        given.put("fusion.host.name", options.device.name(settings));
        given.put("fusion.host.home", home.path().toString());
        var roots = options.roots.roots(settings);
        if (!roots.isEmpty())
            given.put(
                    "fusion.host.roots",
                    roots.stream()
                            .map(Roots::spelledOut)
                            .map(ServiceCommand::inAList)
                            .collect(Collectors.joining(",")));
        if (options.device.store != null) given.put("fusion.host.store", options.device.store);
        var log = options.log(settings);
        if (log != null) given.put("fusion.host.log", log);
        given.put("fusion.host.log-format", options.logFormat(settings).word());
        return given;
    }

    /// As a list in a setting has it.
    private static String inAList(String root) {
        return root.replace("\\", "\\\\").replace(",", "\\,");
    }

    private Service service() {
        return Service.ofThisMachine(program, home.path());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
