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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One change of a file or a folder. Each tool makes one, and a batch makes many.
sealed interface Operation {
    /// Adds it to the plan.
    ///
    /// @return what it will have done
    Done draft(Scene scene);

    /// What an operation has done.
    ///
    /// @param toPath for a move or a copy
    /// @param sha256 of a file that was written
    record Done(String op, String path, @Nullable String toPath, @Nullable String sha256) {}

    /// @param overwrite something that is there is replaced
    record Write(String path, String content, boolean overwrite, LineEnding eol)
            implements Operation {
        @Override
        public Done draft(Scene scene) {
            var place = scene.place(path);
            if (!scene.isTouched(place)) place.mustBeWritable();
            if (scene.exists(place) && !overwrite) throw exists(path);
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

    record Edit(String path, List<TextEdit> edits) implements Operation {
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

    record Append(String path, String content) implements Operation {
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

    record CreateFolder(String path, boolean parents) implements Operation {
        @Override
        public Done draft(Scene scene) {
            var place = parents ? withParents(scene, path) : scene.place(path);
            if (scene.exists(place)) throw exists(path);
            make(scene, place);
            return new Done("create_folder", place.path(), null, null);
        }

        private static Place withParents(Scene scene, String path) {
            try {
                return scene.place(path);
            } catch (ToolException refused) {
                int end = path.lastIndexOf('/', path.length() - 2);
                if (!refused.code().equals(ErrorCode.NOT_FOUND) || end <= 0) throw refused;
                make(scene, withParents(scene, path.substring(0, end)));
                return scene.place(path);
            }
        }

        private static void make(Scene scene, Place place) {
            var then = scene.then(place);
            scene.add(
                    scene.isTouched(place)
                            ? Change.later("mkdir", place, null)
                            : Change.folder(place),
                    () -> then.get().createFolder());
            scene.holdsFolder(place);
        }
    }

    record Copy(String from, String to, boolean overwrite) implements Operation {
        @Override
        public Done draft(Scene scene) {
            var source = scene.existing(from);
            var target = freed(scene, to, overwrite, source);
            var thenSource = scene.then(source);
            var thenTarget = scene.then(target);
            boolean later = scene.isTouched(source) || scene.isTouched(target);
            var change = later ? Change.later("copy", source, target) : Change.copy(source, target);
            scene.add(
                    scene.isTouched(source) ? change : surveyed(scene, source, change),
                    () -> thenSource.get().copyTo(thenTarget.get()));
            scene.holdsWhatIs(source, target);
            return new Done("copy", source.path(), target.path(), null);
        }

        private static Change surveyed(Scene scene, Place source, Change change) {
            var tree = TreeSurvey.of(source, scene.context());
            scene.dependsOn("copied " + tree.sha256());
            var sized = change.withBytes(tree.bytes());
            return tree.special() == 0
                    ? sized
                    : sized.warning(
                            "%d fifo(s), socket(s) or device(s) are left out."
                                    .formatted(tree.special()));
        }
    }

    record Move(String from, String to, boolean overwrite) implements Operation {
        @Override
        public Done draft(Scene scene) {
            var source = scene.entry(from);
            var target = freed(scene, to, overwrite, source);
            var thenSource = entryThen(scene, source);
            var thenTarget = scene.then(target);
            boolean later = scene.isTouched(source) || scene.isTouched(target);
            scene.add(
                    later ? Change.later("move", source, target) : Change.move(source, target),
                    () -> thenSource.get().moveTo(thenTarget.get()));
            scene.holdsWhatIs(source, target);
            scene.holdsNothing(source);
            return new Done("move", source.path(), target.path(), null);
        }
    }

    record Trash(String path) implements Operation {
        @Override
        public Done draft(Scene scene) {
            var place = scene.entry(path);
            var then = entryThen(scene, place);
            scene.add(
                    scene.isTouched(place)
                            ? Change.later("trash", place, null)
                            : Change.trash(place),
                    () -> then.get().trash());
            scene.holdsNothing(place);
            return new Done("trash", place.path(), null, null);
        }
    }

    /// Of a file that is edited or appended to: it is in memory twice while that is planned.
    long MOST_EDITED = 16L << 20;

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

    /// The place at a path, where nothing is or what is there is removed first.
    private static Place freed(Scene scene, String path, boolean overwrite, Place source) {
        var place = scene.place(path);
        if (!scene.exists(place) || place.equals(source)) return place;
        if (!overwrite) throw exists(path);
        var then = scene.then(place);
        scene.add(
                (scene.isTouched(place)
                                ? Change.later("remove", place, null)
                                : Change.remove(place))
                        .warning("It is replaced; its content is kept for undo."),
                () -> then.get().remove());
        scene.holdsNothing(place);
        return place;
    }

    private static Supplier<Place> entryThen(Scene scene, Place place) {
        return scene.isTouched(place) ? () -> scene.context().entry(place.path()) : () -> place;
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

    private static ToolException exists(String path) {
        return new ToolException(
                ErrorCode.EXISTS, "%s exists already.".formatted(Printable.of(path)));
    }

    private static ToolException notEncodable(EditableText file, String path) {
        return new ToolException(
                ErrorCode.UNSUPPORTED_ENCODING,
                "%s is %s, which has no bytes for some of the new text."
                        .formatted(Printable.of(path), file.encoding().label()));
    }
}
