package dev.fusionhost.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// The machine and the program, in the protocol's words.
public final class Platform {
    private Platform() {}

    /// `linux`, `macos` or `windows`.
    public static String os() {
        var name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (name.contains("win")) return "windows";
        return name.contains("mac") ? "macos" : "linux";
    }

    /// `amd64` or `arm64`.
    public static String arch() {
        var arch = System.getProperty("os.arch", "");
        return arch.equals("aarch64") || arch.equals("arm64") ? "arm64" : "amd64";
    }

    /// Of the application, as it was built.
    public static String version() {
        return ConfigProvider.getConfig()
                .getOptionalValue("quarkus.application.version", String.class)
                .orElse("unknown");
    }

    /// The system's host name, without asking the network where that can be helped.
    public static String hostName() {
        return Stream.<Supplier<@Nullable String>>of(
                        () -> System.getenv("COMPUTERNAME"),
                        () -> line(Path.of("/proc/sys/kernel/hostname")),
                        () -> System.getenv("HOSTNAME"),
                        Platform::resolved)
                .map(Supplier::get)
                .filter(name -> name != null && !name.isBlank())
                .map(String::strip)
                .findFirst()
                .orElse("device");
    }

    /// The last resort (macOS): may ask a name service, and may be slow about it.
    private static String resolved() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "";
        }
    }

    private static String line(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            return "";
        }
    }
}
