package dev.fusionhost.files;

import dev.fusionhost.tools.Change;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.Printable;
import dev.fusionhost.tools.Sha256;
import dev.fusionhost.tools.TextDiff;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Place;
import dev.fusionhost.tools.undo.Backup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives a file a content.
sealed interface Writing extends Operation {
    /// Of a file that is edited or appended to: it is in memory twice while that is planned.
    long MOST_EDITED = 16L << 20;

    /// @param overwrite something that is there is replaced
    record Write(String path, String content, boolean overwrite, LineEnding eol)
            implements Writing {
        @Override
        public Done draft(Scene scene) {
            var place = scene.place(path);
            if (!scene.isTouched(place)) place.mustBeWritable();
            if (scene.exists(place) && !overwrite) throw Operation.exists(path);
            var before = scene.content(place, Backup.MOST_BYTES);
            var old = before == null ? null : EditableText.of(before).orElse(null);
            if (old == null) {
                var after = eol.of(content).getBytes(StandardCharsets.UTF_8);
                return written("write", scene, place, before, after, List.of());
            }
            var text = eol == LineEnding.KEEP ? old.withItsLineEnds(content) : eol.of(content);
            var encoded = old.bytes(text);
            var after = encoded.orElseGet(() -> text.getBytes(StandardCharsets.UTF_8));
            var warnings =
                    encoded.isPresent()
                            ? List.<String>of()
                            : List.of(
                                    "The text can't be written in %s as the file was: it becomes UTF-8."
                                            .formatted(old.encoding().label()));
            return written("write", scene, place, before, after, warnings);
        }
    }

    record Edit(String path, List<TextEdit> edits) implements Writing {
        @Override
        public Done draft(Scene scene) {
            var place = scene.existing(path);
            var before = scene.content(place, MOST_EDITED);
            var file = text(before, path);
            var text = file.text();
            for (int i = 0; i < edits.size(); i++) {
                text = edits.get(i).in(text, file, i + 1, path);
            }
            var after = file.bytes(text).orElseThrow(() -> notEncodable(file, path));
            return written("edit", scene, place, before, after, List.of());
        }
    }

    record Append(String path, String content) implements Writing {
        @Override
        public Done draft(Scene scene) {
            var place = scene.place(path);
            var before = scene.content(place, MOST_EDITED);
            if (before == null) {
                var after = content.getBytes(StandardCharsets.UTF_8);
                return written("append", scene, place, null, after, List.of());
            }
            var file = text(before, path);
            var text = file.text() + file.withItsLineEnds(content);
            var after = file.bytes(text).orElseThrow(() -> notEncodable(file, path));
            return written("append", scene, place, before, after, List.of());
        }
    }

    private static Done written(
            String op,
            Scene scene,
            Place place,
            byte @Nullable [] before,
            byte[] after,
            List<String> warnings) {
        var then = scene.then(place);
        var kind = before == null ? "create" : op;
        var change = Change.content(kind, place, before, after, diff(scene, place, before, after));
        for (var warning : warnings) change = change.warning(warning);
        scene.add(change, () -> then.get().write(after));
        scene.holds(place, after);
        return new Done(op, place.path(), null, Sha256.of(after));
    }

    private static @Nullable TextDiff diff(
            Scene scene, Place place, byte @Nullable [] before, byte[] after) {
        var old = before == null ? null : EditableText.of(before).orElse(null);
        var revised = EditableText.of(after);
        if (revised.isEmpty() || (before != null && old == null)) return null;
        return TextDiff.of(
                place.path(),
                old == null ? null : old.text(),
                revised.get().text(),
                scene.context()::checkCancelled);
    }

    private static EditableText text(byte @Nullable [] content, String path) {
        if (content == null) {
            throw new ToolException(
                    ErrorCode.NOT_FOUND, "%s does not exist.".formatted(Printable.of(path)));
        }
        return EditableText.of(content)
                .orElseThrow(
                        () ->
                                new ToolException(
                                        ErrorCode.UNSUPPORTED_ENCODING,
                                        "%s is not a text file.".formatted(Printable.of(path))));
    }

    private static ToolException notEncodable(EditableText file, String path) {
        return new ToolException(
                ErrorCode.UNSUPPORTED_ENCODING,
                "%s is %s, which has no bytes for some of the new text."
                        .formatted(Printable.of(path), file.encoding().label()));
    }
}
