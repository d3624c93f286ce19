package dev.fusionhost.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class OutputTest {
    @Test
    void itsEndIsKeptAndAllOfItIsHashed() throws Exception {
        var printed = "0123456789".repeat(20_000) + "the end";

        var kept = output(16, printed);

        assertThat(kept.text()).isEqualTo(printed.substring(printed.length() - 16));
        assertThat(kept.bytes()).isEqualTo(printed.length());
        assertThat(kept.truncated()).isTrue();
        var sha256 = MessageDigest.getInstance("SHA-256").digest(printed.getBytes(UTF_8));
        assertThat(kept.sha256()).isEqualTo(HexFormat.of().formatHex(sha256));
    }

    @Test
    void aShortOneIsThereAsAWholeAndACharacterIsNeverCut() {
        assertThat(output(16, "short").text()).isEqualTo("short");
        assertThat(output(16, "short").truncated()).isFalse();
        assertThat(output(4, "ééé").text()).isEqualTo("éé");
        assertThat(output(3, "ééé").text()).isEqualTo("é");
    }

    private static Output.Printed output(int limit, String printed) {
        var output = new Output(limit);
        output.take(new ByteArrayInputStream(printed.getBytes(UTF_8)));
        return output.printed();
    }
}
