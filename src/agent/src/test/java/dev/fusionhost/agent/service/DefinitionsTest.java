package dev.fusionhost.agent.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/// What is written down says what was meant, whatever is in a path.
class DefinitionsTest {
    private static final String ODD = "/opt/a b$HOME%h\"q\\<&>é/fusion-host";
    private static final ServiceDefinition SERVICE =
            new ServiceDefinition(
                    "fusion-host",
                    "100 % <safe> & sound",
                    List.of(ODD, "-Da=b$c", "run"),
                    Path.of("/home/ada/log & more"));

    private static final String ANALYZE = "/usr/bin/systemd-analyze";

    @TempDir Path folder;

    @Test
    void systemdsOwnCheckAcceptsTheUnit() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(ANALYZE)));
        var program = Files.createFile(folder.resolve("a b$HOME%hé"));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        var service =
                new ServiceDefinition(
                        "fusion-host",
                        SERVICE.description(),
                        List.of(program.toString(), "-Da=b$c", "run"),
                        SERVICE.log());
        var unit = folder.resolve("fusion-host.service");
        Files.writeString(unit, systemd().text(service));
        var check =
                new ProcessBuilder(ANALYZE, "verify", "--user", unit.toString())
                        .redirectErrorStream(true);
        check.environment().put("XDG_RUNTIME_DIR", folder.toString());
        var checked = check.start();
        var said = new String(checked.getInputStream().readAllBytes(), UTF_8);
        assertThat(checked.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("fusion-host.service");
    }

    @Test
    void aUnitQuotesWhatSystemdWouldTakeForSomethingElse() {
        assertThat(systemd().text(SERVICE))
                .contains("ExecStart=\"/opt/a b$HOME%%h\\\"q\\\\<&>é/fusion-host\" \"-Da=b$$c\"")
                .contains("Description=100 %% <safe>");
    }

    @Test
    void aPropertyListHasTheCommandWordByWord() throws Exception {
        var strings = xml(new Launchd(folder, 501).text(SERVICE)).getElementsByTagName("string");
        assertThat(
                        IntStream.range(0, strings.getLength())
                                .mapToObj(i -> strings.item(i).getTextContent()))
                .containsExactly(
                        "dev.fusionhost.fusion-host",
                        ODD,
                        "-Da=b$c",
                        "run",
                        "Background",
                        "/home/ada/log & more",
                        "/home/ada/log & more");
    }

    @Test
    void aTaskHasTheCommandAsWindowsSplitsIt() throws Exception {
        var task = xml(new TaskScheduler(folder, "OFFICE\\ada").text(SERVICE));
        assertThat(task.getElementsByTagName("Arguments").item(0).getTextContent())
                .isEqualTo(
                        "--headless \"/opt/a b$HOME%h\\\"q\\<&>é/fusion-host\" \"-Da=b$c\" \"run\"");
        assertThat(task.getElementsByTagName("UserId").item(0).getTextContent())
                .isEqualTo("OFFICE\\ada");
    }

    @Test
    void whoRunsWithoutALoginIsNotToldHow() throws IOException {
        assertThat(systemd().hint().orElse("")).contains("enable-linger ada");
        Files.createFile(folder.resolve("ada"));
        assertThat(systemd().hint()).isEmpty();
    }

    private Systemd systemd() {
        return new Systemd(folder.resolve("units"), "ada", folder);
    }

    /// Without the property list's DTD, which is on Apple's server.
    private static Document xml(String text) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }
}
