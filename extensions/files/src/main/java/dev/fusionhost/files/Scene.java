package dev.fusionhost.files;

import dev.fusionhost.tools.Change;
import dev.fusionhost.tools.ErrorCode;
import dev.fusionhost.tools.Plan;
import dev.fusionhost.tools.Printable;
import dev.fusionhost.tools.ToolContext;
import dev.fusionhost.tools.ToolException;
import dev.fusionhost.tools.sandbox.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is on the disk, as the operations drafted so far would leave it; and what they would do.
/// Operations look at it rather than at the disk, so that one can build on another before anything
/// is done.
final class Scene {
    private final ToolContext context;
    private final Map<String, Prop> props = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();
    private final List<Runnable> actions = new ArrayList<>();

    Scene(ToolContext context) {
        this.context = context;
    }

    /// What an operation leaves at a path.
    private sealed interface Prop {
        record Nothing() implements Prop {}

        record Folder() implements Prop {}

        record Content(byte[] bytes) implements Prop {}

        /// What is elsewhere on the disk now.
        record Moved(Place origin) implements Prop {}
    }

    ToolContext context() {
        return context;
    }

    /// Where a path leads, also below a folder that is yet to be made.
    Place place(String path) {
        try {
            return context.place(path);
        } catch (ToolException refused) {
            int end = path.lastIndexOf('/');
            if (!refused.code().equals(ErrorCode.NOT_FOUND) || end <= 0) throw refused;
            var parent = place(path.substring(0, end));
            if (!(props.get(parent.path()) instanceof Prop.Folder)) throw refused;
            return parent.child(path.substring(end + 1));
        }
    }

    /// The place of something that is there; a link leads on.
    Place existing(String path) {
        var place = place(path);
        if (!isTouched(place)) return context.existing(path);
        return mustBeThere(place, path);
    }

    /// The place of something that is there; a link is meant itself.
    Place entry(String path) {
        try {
            var place = context.entry(path);
            return isTouched(place) ? mustBeThere(place, path) : place;
        } catch (ToolException refused) {
            if (!refused.code().equals(ErrorCode.NOT_FOUND) || props.isEmpty()) throw refused;
            return mustBeThere(place(path), path);
        }
    }

    private Place mustBeThere(Place place, String path) {
        if (exists(place)) return place;
        throw new ToolException(
                ErrorCode.NOT_FOUND, "%s does not exist.".formatted(Printable.of(path)));
    }

    boolean exists(Place place) {
        if (isGone(place)) return false;
        return props.containsKey(place.path()) || place.exists();
    }

    /// The content of a file; null where nothing is there.
    byte @Nullable [] content(Place place, long most) {
        if (isGone(place)) return null;
        return switch (props.get(place.path())) {
            case Prop.Content(var bytes) -> bytes;
            case Prop.Moved(var origin) -> origin.content(most);
            case Prop.Folder _ -> place.content(most);
            case Prop.Nothing _ -> null;
            case null -> place.exists() ? place.content(most) : null;
        };
    }

    /// Whether an operation has been here before, so that the disk doesn't say what will be there.
    boolean isTouched(Place place) {
        return props.containsKey(place.path()) || isGone(place) || isBelowNew(place);
    }

    private boolean isGone(Place place) {
        for (var path = place.toPath(); path != null; path = path.getParent()) {
            var prop = props.get(path.toString());
            if (prop != null) return prop instanceof Prop.Nothing;
        }
        return false;
    }

    private boolean isBelowNew(Place place) {
        var parent = place.toPath().getParent();
        return parent != null && props.get(parent.toString()) instanceof Prop.Folder;
    }

    /// The place as it will be when the turn of the operation comes that is being drafted: as it
    /// was seen, unless one before changes it.
    Supplier<Place> then(Place place) {
        return isTouched(place) ? () -> context.place(place.path()) : () -> place;
    }

    void add(Change change, Runnable action) {
        changes.add(change);
        actions.add(action);
    }

    /// How the latest operation changes a text; null where that isn't shown.
    @Nullable String lastDiff() {
        return changes.getLast().diff();
    }

    /// Adds what the plan depends on besides its changes.
    void dependsOn(String fact) {
        facts.add(fact);
    }

    void holds(Place place, byte[] content) {
        props.put(place.path(), new Prop.Content(content));
    }

    void holdsFolder(Place place) {
        props.put(place.path(), new Prop.Folder());
    }

    void holdsNothing(Place place) {
        var below = place.toPath();
        props.keySet().removeIf(path -> Path.of(path).startsWith(below));
        props.put(place.path(), new Prop.Nothing());
    }

    /// What is at one place now comes to another one.
    void holdsWhatIs(Place origin, Place place) {
        var moved = props.get(origin.path());
        props.put(place.path(), moved == null ? new Prop.Moved(origin) : moved);
    }

    /// The plan of all that was drafted.
    <O> Plan<O> plan(String summary, Supplier<O> output) {
        var draft = Plan.of(summary).reversible();
        changes.forEach(draft::change);
        facts.forEach(draft::dependsOn);
        return draft.apply(
                () -> {
                    for (int i = 0; i < actions.size(); i++) {
                        if (i > 0) context.checkCancelled();
                        actions.get(i).run();
                        if (actions.size() > 1) {
                            context.progress(i + 1, (long) actions.size(), null);
                        }
                    }
                    return output.get();
                });
    }
}
