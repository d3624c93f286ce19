package dev.fusionhost.agent.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.HostFailure;
import dev.fusionhost.agent.audit.AuditTrail;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.doctor.Doctor;
import dev.fusionhost.agent.doctor.Finding;
import dev.fusionhost.agent.home.HostHome;
import dev.fusionhost.agent.home.OwnerOnly;
import dev.fusionhost.agent.status.StatusFile;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.microprofile.config.Config;

/// Packs what helps to find out what is wrong into one archive.
@Singleton
public class SupportBundle {
    private static final String PREFIX = "fusion.host.";
    private static final int LOG_BYTES = 512 * 1024;
    private static final int AUDIT_LINES = 500;

    private final HostHome home;
    private final Doctor doctor;
    private final Config config;

    SupportBundle(HostHome home, Doctor doctor, Config config) {
        this.home = home;
        this.doctor = doctor;
        this.config = config;
    }

    /// Writes the archive, for the owner's eyes alone.
    ///
    /// @param archive must not exist
    /// @return the names of what is in it
    /// @throws HostFailure where it can't be written
    public Iterable<String> write(Path archive, Origin server) {
        var parts = parts(server);
        try {
            if (Files.exists(archive)) throw new FileAlreadyExistsException(archive.toString());
            OwnerOnly.replace(archive.toAbsolutePath(), zip(parts));
            return parts.keySet();
        } catch (IOException failed) {
            throw new HostFailure(
                    ExitCode.IO,
                    "The bundle can't be written to %s (%s); give another file."
                            .formatted(archive, failed.getClass().getSimpleName()),
                    failed);
        }
    }

    private Map<String, String> parts(Origin server) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("doctor.json", doctor(server));
        parts.put("status.json", StatusFile.read(home.path()).map(StatusFile::json).orElse("{}\n"));
        parts.put("settings.txt", settings());
        parts.put("audit.jsonl", audit());
        parts.put("log.txt", log());
        return parts;
    }

    private String doctor(Origin server) {
        var findings = new ArrayList<Finding>();
        doctor.examine(server, findings::add);
        try {
            return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(findings);
        } catch (IOException impossible) {
            throw new IllegalStateException("findings are JSON", impossible);
        }
    }

    /// What is no secret is shown; of everything else, whether it is set.
    private String settings() {
        var lines = new TreeMap<String, String>();
        for (var name : config.getPropertyNames()) {
            if (!name.startsWith(PREFIX)) continue;
            try {
                config.getOptionalValue(name, String.class)
                        .ifPresent(value -> lines.put(name, isPublic(name) ? value : "(set)"));
            } catch (RuntimeException broken) {
                // As one that refers to another that there is not.
                lines.put(name, "(can't be read)");
            }
        }
        var text = new StringBuilder();
        lines.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }

    private static boolean isPublic(String name) {
        return switch (name.substring(PREFIX.length())) {
            case "server",
                    "roots",
                    "name",
                    "log",
                    "log-format",
                    "home",
                    "settings",
                    "store",
                    "read-only",
                    "allow-http",
                    "tools.allow",
                    "tools.deny",
                    "tls.ca",
                    "tls.certificate" ->
                    true;
            default -> false;
        };
    }

    private String audit() {
        try {
            return String.join("\n", new AuditTrail(home.path()).tail(AUDIT_LINES));
        } catch (IOException failed) {
            return "can't be read: " + failed;
        }
    }

    /// The end of the log, where it is in a file.
    private String log() {
        var file =
                config.getOptionalValue(PREFIX + "log", String.class)
                        .map(Path::of)
                        .orElseGet(() -> home.path().resolve("service.log"));
        if (!Files.isRegularFile(file)) return "There is none in a file.\n";
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            var end = log.length();
            log.seek(Math.max(0, end - LOG_BYTES));
            var bytes = new byte[(int) Math.min(end, LOG_BYTES)];
            log.readFully(bytes);
            return new String(bytes, UTF_8);
        } catch (IOException failed) {
            return "can't be read: " + failed;
        }
    }

    private static byte[] zip(Map<String, String> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
