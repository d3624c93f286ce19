package dev.fusionhost.agent.cli;

import dev.fusionhost.agent.config.HostSettings;
import dev.fusionhost.agent.support.SupportBundle;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "support-bundle",
        description =
                "Pack what helps to find out what is wrong: the doctor's findings, the status, settings without secrets, the newest audit lines and log lines.",
        mixinStandardHelpOptions = true)
class SupportBundleCommand implements Runnable {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    @Mixin ServerOption server;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "The archive to make. Default: a new one in this folder.")
    @Nullable Path file;

    @Spec CommandSpec spec;

    private final SupportBundle bundle;
    private final HostSettings settings;

    SupportBundleCommand(SupportBundle bundle, HostSettings settings) {
        this.bundle = bundle;
        this.settings = settings;
    }

    @Override
    public void run() {
        var archive = file == null ? Path.of(usualName()) : file;
        var parts = bundle.write(archive, server.origin(settings));
        spec.commandLine()
                .getOut()
                .printf(
                        "%s holds %s. No identity is in it, but names of files and folders are: look through it before you send it.%n",
                        archive, String.join(", ", parts));
    }

    private String usualName() {
        return "%s-support-%s.zip"
                .formatted(spec.root().name(), STAMP.format(LocalDateTime.now(ZoneOffset.UTC)));
    }
}
