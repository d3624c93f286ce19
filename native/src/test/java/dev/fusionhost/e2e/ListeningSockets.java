package dev.fusionhost.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sockets on which a process listens, as Linux tells it: TCP in state LISTEN (0A), and any
/// bound UDP, IPv4 and IPv6.
final class ListeningSockets {
    private static final String LISTEN = "0A";

    private ListeningSockets() {}

    static List<String> of(long pid) throws IOException {
        var own = sockets(pid);
        return Stream.of("tcp", "tcp6", "udp", "udp6")
                .flatMap(table -> lines(pid, table))
                .filter(fields -> own.contains(fields[9]))
                .filter(fields -> fields[0].startsWith("udp") || fields[3].equals(LISTEN))
                .map(fields -> String.join(" ", fields))
                .toList();
    }

    private static Stream<String[]> lines(long pid, String table) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table)).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .peek(fields -> fields[0] = table + " " + fields[0]);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Set<String> sockets(long pid) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors
                    .map(ListeningSockets::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .collect(Collectors.toSet());
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException _) {
            return "";
        }
    }
}
