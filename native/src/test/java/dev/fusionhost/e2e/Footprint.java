package dev.fusionhost.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// What a process holds as time goes on, as Linux tells it.
final class Footprint {
    private final Path process;
    private final List<Sample> samples = new ArrayList<>();

    Footprint(long pid) {
        process = Path.of("/proc", Long.toString(pid));
    }

    /// @param residentKib memory in use
    /// @param descriptors open files and sockets
    private record Sample(long residentKib, long descriptors) {}

    void sample() throws IOException {
        var resident =
                Files.readAllLines(process.resolve("status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
        try (var open = Files.list(process.resolve("fd"))) {
            samples.add(new Sample(resident, open.count()));
        }
    }

    /// By how much the resident memory of the last third is above that of the second, the first
    /// being the warm-up: 0.05 is 5 %.
    double growthOfMemory() {
        return growth(Sample::residentKib);
    }

    double growthOfDescriptors() {
        return growth(Sample::descriptors);
    }

    private double growth(ToLongFunction<Sample> figure) {
        var third = samples.size() / 3;
        var before = median(samples.subList(third, 2 * third), figure);
        var after = median(samples.subList(2 * third, samples.size()), figure);
        return (double) after / before - 1;
    }

    private static long median(List<Sample> some, ToLongFunction<Sample> figure) {
        return some.stream().mapToLong(figure).sorted().skip(some.size() / 2).findFirst().orElse(0);
    }

    /// Every so many samples, resident MiB and descriptors.
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int at = 0; at < samples.size(); at += Math.max(1, samples.size() / 20)) {
            var sample = samples.get(at);
            text.append(" %d MiB/%d".formatted(sample.residentKib() / 1024, sample.descriptors()));
        }
        return text.toString().strip();
    }
}
