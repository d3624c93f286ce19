package dev.fusionhost.files;

import dev.fusionhost.tools.Change;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Place;
import java.util.function.Supplier;

/// Gives files and folders, whatever is in them, a place.
sealed interface Arranging extends Operation {
    record CreateFolder(String path, boolean parents) implements Arranging {
        @Override
        public Done draft(Scene scene) {
            var place = parents ? withParents(scene, path) : scene.place(path);
            if (scene.exists(place)) throw Operation.exists(path);
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

    record Copy(String from, String to, boolean overwrite) implements Arranging {
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

    record Move(String from, String to, boolean overwrite) implements Arranging {
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

    record Trash(String path) implements Arranging {
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

    /// The place at a path, where nothing is or what is there is removed first.
    private static Place freed(Scene scene, String path, boolean overwrite, Place source) {
        var place = scene.place(path);
        if (!scene.exists(place) || place.equals(source)) return place;
        if (!overwrite) throw Operation.exists(path);
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
}
