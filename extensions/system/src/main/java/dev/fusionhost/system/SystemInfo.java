package dev.fusionhost.system;

import com.sun.management.OperatingSystemMXBean;
import dev.fusionhost.tools.Description;
import dev.fusionhost.tools.ReadTool;
import dev.fusionhost.tools.Tool;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.sandbox.Root;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "system_info",
        title = "System info",
        description =
                "Tell what this device is: its system, versions, cores, memory, the disks of the"
                        + " allowed folders, and what limits a call has.")
class SystemInfo implements ReadTool<SystemInfo.Input, SystemInfo.Info> {
    record Input() {}

    record Info(
            Os os, Versions versions, int cores, Memory memory, List<Disk> disks, Limits limits) {}

    record Os(String name, String version, String arch) {}

    record Versions(String host, String java) {}

    record Memory(long totalBytes, long freeBytes) {}

    record Disk(String root, @Nullable Long totalBytes, @Nullable Long freeBytes) {}

    record Limits(
            @Description("Seconds that this call has left.") long callSeconds,
            @Description("Memory that the host may use, in bytes.") long hostMemoryBytes) {}

    @Override
    public Info execute(Input input, ToolContext context) {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Info(
                new Os(
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch")),
                new Versions(version(), Runtime.version().toString()),
                Runtime.getRuntime().availableProcessors(),
                new Memory(machine.getTotalMemorySize(), machine.getFreeMemorySize()),
                context.roots().stream().map(SystemInfo::disk).toList(),
                new Limits(context.remaining().toSeconds(), Runtime.getRuntime().maxMemory()));
    }

    private static String version() {
        return ConfigProvider.getConfig()
                .getOptionalValue("quarkus.application.version", String.class)
                .orElse("unknown");
    }

    private static Disk disk(Root root) {
        var store = store(root);
        return new Disk(
                root.path().toString(),
                store.map(one -> bytes(one::getTotalSpace)).orElse(null),
                store.map(one -> bytes(one::getUsableSpace)).orElse(null));
    }

    private static Optional<FileStore> store(Root root) {
        try {
            return Optional.of(Files.getFileStore(root.path()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static @Nullable Long bytes(Space space) {
        try {
            return space.bytes();
        } catch (IOException _) {
            return null;
        }
    }

    private interface Space {
        long bytes() throws IOException;
    }
}
