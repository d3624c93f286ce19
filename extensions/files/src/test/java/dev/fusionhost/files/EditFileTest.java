package dev.fusionhost.files;

import static dev.fusionhost.tools.ErrorCode.EDIT_COUNT_MISMATCH;
import static dev.fusionhost.tools.ErrorCode.EDIT_NO_MATCH;
import static dev.fusionhost.tools.ErrorCode.INVALID_INPUT;
import static dev.fusionhost.tools.ErrorCode.NOT_FOUND;
import static dev.fusionhost.tools.ErrorCode.STALE;
import static dev.fusionhost.tools.ErrorCode.UNSUPPORTED_ENCODING;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EditFileTest extends ChangedFolder {
    private static final String EDIT = "edit_file";
    private static final String BOM = "\ufeff";

    @Test
    void anEditIsShownThenMadeAndCanBeUndone() throws IOException {
        var file = file("a.txt", "one\ntwo\nthree\n");

        var proposal = plan(EDIT, edit("a.txt", "two", "2"));

        var change = proposal.changes().getFirst();
        assertThat(change.kind()).isEqualTo("edit");
        assertThat(change.diff())
                .isEqualTo(
                        "--- %1$s\n+++ %1$s\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n"
                                .formatted(file));
        assertThat(change.added()).isEqualTo(1);
        assertThat(change.removed()).isEqualTo(1);
        assertThat(proposal.reversible()).isTrue();
        var done = tools.apply(EDIT, edit("a.txt", "two", "2")).output();
        assertThat(file).hasContent("one\n2\nthree\n");
        assertThat(done.get("diff").asText()).isEqualTo(change.diff());
        undo(done);
        assertThat(file).hasContent("one\ntwo\nthree\n");
    }

    @Test
    void everythingOutsideOfAnEditKeepsItsBytes() throws IOException {
        for (var kept :
                List.of(
                        new Kept("crlf", UTF_8, "a\r\nold\r\nc"),
                        new Kept("bom", UTF_8, BOM + "a\nold\nc\n"),
                        new Kept("mixed", UTF_8, "a\r\nold\nc\r\n\rd\n"),
                        new Kept("latin1", ISO_8859_1, "caf\u00e9 old \u00fc\u0081\n"),
                        new Kept("windows", ISO_8859_1, "\u0080 5 old \u0096 \u00e9\r\n"),
                        new Kept("utf16le", UTF_16LE, BOM + "a\u00e9\r\nold\ud83d\ude00\r\n"),
                        new Kept("utf16be", UTF_16BE, BOM + "a\u00e9\nold\n"))) {
            var file = file(kept.name(), kept.text().getBytes(kept.charset()));

            change(EDIT, edit(kept.name(), "old", "new"));

            assertThat(Files.readAllBytes(file))
                    .as(kept.name())
                    .isEqualTo(kept.text().replace("old", "new").getBytes(kept.charset()));
        }
        assertClean();
    }

    private record Kept(String name, Charset charset, String text) {}

    @Test
    void linesOfAnEditEndAsThoseOfTheFile() throws IOException {
        var file = file("a.txt", "one\r\ntwo\r\nthree\r\n");

        change(EDIT, edit("a.txt", "one\ntwo\n", "1\n2\n2b\n"));

        assertThat(Files.readString(file)).isEqualTo("1\r\n2\r\n2b\r\nthree\r\n");
    }

    @Test
    void textIsTakenLiterally() throws IOException {
        var file = file("a.txt", "cost: $1 (.*)\\d [a]\n");

        change(EDIT, edit("a.txt", "$1 (.*)\\d", "$0\\1${x}"));

        assertThat(file).hasContent("cost: $0\\1${x} [a]\n");
    }

    @Test
    void editsAreMadeOneAfterTheOther() throws IOException {
        var file = file("a.txt", "a b a");
        var edits =
                List.of(
                        Map.of("old", "a", "new", "c", "count", 2),
                        Map.of("old", "c b", "new", "d"));

        change(EDIT, Map.of("path", "a.txt", "edits", edits));

        assertThat(file).hasContent("d c");
    }

    @Test
    void anotherCountThanTheGivenOneIsRefused() throws IOException {
        var file = file("a.txt", "a a a");

        var error = refused(EDIT_COUNT_MISMATCH, planned(EDIT, edit("a.txt", "a", "b")));

        assertThat(error.message()).contains("3 times").contains("not 1 times");
        assertThat(file).hasContent("a a a");
    }

    @Test
    void aMissTellsTheNearestText() throws IOException {
        file("a.java", "class A {\n    int count = 1;\n    int size = 2;\n}\n");

        var error =
                refused(
                        EDIT_NO_MATCH,
                        planned(EDIT, edit("a.java", "int  count = 1;\nint size = 2;", "x")));

        assertThat(error.message())
                .contains("nearest is line 2: \"    int count = 1;\\n    int size = 2;\"");
        assertThat(refused(EDIT_NO_MATCH, planned(EDIT, edit("a.java", "zzz", "x"))).message())
                .doesNotContain("nearest");
    }

    @Test
    void whatCannotBeEditedIsRefused() throws IOException {
        file("binary", new byte[] {1, 0, 2});
        file("odd", "\ufeffab".getBytes(UTF_16LE));
        Files.write(root.resolve("odd"), new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0, 'b'});
        file("latin1", "caf\u00e9".getBytes(ISO_8859_1));

        refused(UNSUPPORTED_ENCODING, planned(EDIT, edit("binary", "a", "b")));
        refused(UNSUPPORTED_ENCODING, planned(EDIT, edit("odd", "a", "b")));
        refused(UNSUPPORTED_ENCODING, planned(EDIT, edit("latin1", "caf", "\ud83d\ude00")));
        refused(NOT_FOUND, planned(EDIT, edit("missing", "a", "b")));
        refused(INVALID_INPUT, planned(EDIT, edit("latin1", "", "b")));
        refused(INVALID_INPUT, planned(EDIT, Map.of("path", "latin1", "edits", List.of())));
    }

    @Test
    void aPlanIsStaleOnceTheFileHasChanged() throws IOException {
        var file = file("a.txt", "one two");
        plan(EDIT, edit("a.txt", "two", "2"));
        var time = Files.getLastModifiedTime(file);
        Files.writeString(file, "one TWO two");
        Files.setLastModifiedTime(file, time);

        refused(STALE, tools.apply(EDIT, edit("a.txt", "two", "2")));
        assertThat(file).hasContent("one TWO two");
    }

    @Test
    void aThousandRandomEditsAgreeWithAPlainString() throws IOException {
        var random = new Random(20_260_101);
        var alphabet = "ab\n é$\\";
        for (int round = 0; round < 100; round++) {
            var model = text(random, alphabet, 200);
            var file = file("random.txt", model);
            var edits = new ArrayList<Map<String, Object>>();
            for (int i = 0; i < 10; i++) {
                int begin = random.nextInt(Math.max(1, model.length() - 4));
                int end = Math.min(model.length(), begin + 1 + random.nextInt(4));
                var old = model.isEmpty() ? "x" : model.substring(begin, end);
                var fresh = text(random, alphabet, random.nextInt(6));
                int count = count(model, old);
                if (count == 0) continue;
                edits.add(Map.of("old", old, "new", fresh, "count", count));
                model = model.replace(old, fresh);
            }
            var input = Map.of("path", "random.txt", "edits", edits);
            tools.plan(EDIT, input);
            tools.apply(EDIT, input).output();
            assertThat(Files.readString(file)).as("round %d", round).isEqualTo(model);
        }
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = 0; (at = text.indexOf(part, at)) >= 0; at += part.length()) count++;
        return count;
    }

    private static String text(Random random, String alphabet, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static Map<String, ?> edit(String path, String old, String fresh) {
        return Map.of("path", path, "edits", List.of(Map.of("old", old, "new", fresh)));
    }
}
