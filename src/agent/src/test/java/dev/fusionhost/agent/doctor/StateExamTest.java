package dev.fusionhost.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fusionhost.agent.ExitCode;
import dev.fusionhost.agent.credentials.Credential;
import dev.fusionhost.agent.credentials.CredentialFiles;
import dev.fusionhost.agent.credentials.CredentialStores;
import dev.fusionhost.agent.credentials.Origin;
import dev.fusionhost.agent.link.LinkState;
import dev.fusionhost.agent.status.StatusFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateExamTest {
    private static final Origin ORIGIN = Origin.parse("https://pulsn.internal", false);
    private static final Credential CREDENTIAL =
            new Credential(ORIGIN.toString(), "device-1", "secret-token");

    @TempDir Path folder;
    private final List<Finding> findings = new ArrayList<>();

    @Test
    void anEnrolledHostIsFine() {
        new CredentialFiles(folder).keep(ORIGIN, CREDENTIAL);
        var exam = examine(folder);
        assertThat(findings).noneMatch(Finding::wrong);
        assertThat(exam.credential()).isEqualTo(CREDENTIAL);
        assertThat(exam.atWork()).isNull();
        assertThat(findings.toString()).doesNotContain("secret-token");
    }

    @Test
    void oneThatIsNotEnrolledLearnsHow() {
        examine(folder.resolve("not-yet"));
        var identity = finding("identity");
        assertThat(identity.verdict()).isEqualTo(ExitCode.CONFIG);
        assertThat(identity.advice()).contains("FUSION_HOST_CODE");
        assertThat(folder.resolve("not-yet")).doesNotExist();
    }

    @Test
    void aStoreThatCanNotBeRead() throws IOException {
        var files = new CredentialFiles(folder);
        files.keep(ORIGIN, CREDENTIAL);
        Files.writeString(files.file(ORIGIN), "{");
        var exam = examine(folder);
        assertThat(finding("identity").verdict()).isEqualTo(ExitCode.CONFIG);
        assertThat(finding("identity").advice()).contains(files.file(ORIGIN).toString());
        assertThat(exam.credential()).isNull();
    }

    @Test
    void oneThatIsLockedIsNotAbsent() throws IOException {
        new CredentialFiles(folder).keep(ORIGIN, CREDENTIAL);
        var note = folder.resolve("credentials").resolve(ORIGIN.fileName() + ".store");
        Files.writeString(
                note, "{\"origin\":\"%s\",\"store\":\"systemd\",\"item\":\"1\"}".formatted(ORIGIN));
        Files.setPosixFilePermissions(note, PosixFilePermissions.fromString("rw-------"));
        var exam = examine(folder);
        assertThat(finding("identity").verdict()).isEqualTo(ExitCode.TEMPORARY);
        assertThat(finding("identity").sentence()).contains("kept by systemd");
        assertThat(exam.credential()).isNull();
    }

    @Test
    void aFullDisk() {
        new StateExam(folder, CredentialStores.ofThisMachine(folder), ORIGIN, _ -> 1024)
                .examine(findings::add);
        assertThat(finding("disk").verdict()).isEqualTo(ExitCode.IO);
        assertThat(finding("disk").sentence()).isEqualTo("0 MiB are free on its disk");
    }

    @Test
    void aStateFolderThatIsNone() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        examine(file);
        assertThat(finding("state folder").verdict()).isEqualTo(ExitCode.IO);
    }

    @Test
    void aHostThatIsAtWorkIsSeen() {
        var status = new StatusFile(folder, ORIGIN, "bench", InstantSource.system());
        status.is(new LinkState.Online());
        assertThat(examine(folder).atWork()).isNotNull();
        assertThat(finding("host").sentence()).contains("bench", "online");
    }

    private StateExam examine(Path home) {
        var stores = CredentialStores.ofThisMachine(home);
        var exam = new StateExam(home, stores, ORIGIN, _ -> Long.MAX_VALUE);
        exam.examine(findings::add);
        return exam;
    }

    private Finding finding(String step) {
        return findings.stream()
                .filter(finding -> finding.step().equals(step))
                .findFirst()
                .orElseThrow();
    }
}
