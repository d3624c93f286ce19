package dev.fusionhost.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.Optional;

/// The whole text of a file in such a form that every byte of it comes out again as it went in.
///
/// @param text without its byte order mark, with the line ends that it has
/// @param eol `lf`, `crlf`, `cr`, `mixed` or `none`
record EditableText(Encoding encoding, boolean marked, String text, String eol) {
    /// Empty where it is binary, or can't be decoded without a loss.
    static Optional<EditableText> of(byte[] bytes) {
        var survey = TextSurvey.withoutHash(new LineWindow.None());
        try (var channel = Channels.newChannel(new ByteArrayInputStream(bytes))) {
            while (survey.more(channel)) {}
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (survey.binary()) return Optional.empty();
        var encoding = survey.encoding();
        int begin = Math.min(encoding.bom(), bytes.length);
        var text = encoding.decode(bytes, begin, bytes.length);
        var whole = new EditableText(encoding, begin > 0, text, survey.eol());
        return whole.bytes(text).filter(again -> Arrays.equals(again, bytes)).map(_ -> whole);
    }

    /// Another text as this file would hold it; empty where its encoding has no bytes for it.
    Optional<byte[]> bytes(String other) {
        var bytes = encoding.encode(marked ? "\ufeff" + other : other);
        return Optional.ofNullable(bytes);
    }

    /// A text from elsewhere with the line ends of this file, where it has only one kind.
    String withItsLineEnds(String other) {
        return eol.equals("crlf") ? LineEnding.CRLF.of(other) : other;
    }
}
