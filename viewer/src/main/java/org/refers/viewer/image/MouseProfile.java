package org.refers.viewer.image;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What mouse buttons and wheel do. Reading rooms differ, and hands remember.
 *
 * @param id the profile that it is, or was begun from; preferences keep it under this name
 * @param name what the user calls a profile of his own; empty if nobody named it
 * @param actions what each part of the mouse does; the left button does it until another tool is chosen
 */
public record MouseProfile(String id, String name, Map<Part, Action> actions) {

    /** What is dragged with or turned. */
    public enum Part {
        /** A drag with the left button. */
        LEFT,
        /** A drag with the right button; its click opens the menu of tools. */
        RIGHT,
        /** A drag with the middle button. */
        MIDDLE,
        /** The wheel alone. */
        WHEEL,
        /** The wheel with Ctrl. */
        CTRL_WHEEL;

        /** What it can be made to do. */
        public List<Action> choices() {
            return this == WHEEL || this == CTRL_WHEEL
                    ? List.of(Action.ZOOM, Action.VIEWS, Action.NONE)
                    : List.of(Action.WINDOW, Action.ZOOM, Action.PAN, Action.NONE);
        }

        /** Its name in preferences. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a part of the mouse does. */
    public enum Action {
        /** Window and level. */
        WINDOW,
        /** Zooms: a drag about the point where it began, the wheel to the pointer. */
        ZOOM,
        /** Moves the picture. */
        PAN,
        /** Goes to the next or previous radiograph of the study. */
        VIEWS,
        /** Nothing. */
        NONE;

        /** Its name in preferences. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        private Tool tool() {
            return switch (this) {
                case WINDOW -> Tool.WINDOW;
                case ZOOM -> Tool.ZOOM;
                case PAN -> Tool.PAN;
                case VIEWS, NONE -> Tool.NONE;
            };
        }
    }

    /** This program's own: as clinical viewers have it, but the wheel zooms, since a study has two or three radiographs. */
    public static final MouseProfile READING = new MouseProfile("reading", "",
            Map.of(Part.LEFT, Action.WINDOW, Part.RIGHT,
                    Action.ZOOM, Part.MIDDLE, Action.PAN, Part.WHEEL, Action.ZOOM, Part.CTRL_WHEEL, Action.VIEWS));

    /** As Weasis has it: the right button has the menu alone. */
    public static final MouseProfile WEASIS = new MouseProfile("weasis", "",
            Map.of(Part.LEFT, Action.WINDOW, Part.RIGHT,
                    Action.NONE, Part.MIDDLE, Action.PAN, Part.WHEEL, Action.VIEWS, Part.CTRL_WHEEL, Action.ZOOM));

    /** As OHIF has it. */
    public static final MouseProfile OHIF = new MouseProfile("ohif", "", Map.of(Part.LEFT, Action.WINDOW, Part.RIGHT,
            Action.ZOOM, Part.MIDDLE, Action.PAN, Part.WHEEL, Action.VIEWS, Part.CTRL_WHEEL, Action.ZOOM));

    /** As image-analysis programs have it: the left button moves the picture, the right one sets the window. */
    public static final MouseProfile ANALYSIS = new MouseProfile("analysis", "",
            Map.of(Part.LEFT, Action.PAN, Part.RIGHT,
                    Action.WINDOW, Part.MIDDLE, Action.ZOOM, Part.WHEEL, Action.ZOOM, Part.CTRL_WHEEL, Action.VIEWS));

    /** Those that come with the program, the default first. */
    public static final List<MouseProfile> ALL = List.of(READING, WEASIS, OHIF, ANALYSIS);

    /** Each part must do something that it can. */
    public MouseProfile {
        name = name.strip();
        for (Part part : Part.values()) {
            Action does = actions.get(part);
            if (does == null || !part.choices().contains(does)) {
                throw new IllegalArgumentException(part + " cannot do " + does);
            }
        }
        actions = Map.copyOf(actions);
    }

    /** The profile of an id; the default one if nobody bears it. */
    public static MouseProfile of(String id) {
        return ALL.stream().filter(profile -> profile.id.equals(id)).findFirst().orElse(READING);
    }

    /**
     * This profile with what preferences keep; what cannot be read stays as the profile has it.
     *
     * @param kept actions by part
     * @param unknown told of each entry that names no part, or no action of it, as {@code part=action}
     */
    public MouseProfile reading(Map<String, String> kept, Consumer<String> unknown) {
        MouseProfile read = this;
        for (Map.Entry<String, String> entry : new TreeMap<>(kept).entrySet()) {
            Optional<Part> part = Arrays.stream(Part.values()).filter(one -> one.id().equals(entry.getKey()))
                    .findFirst();
            Optional<Action> action = part.flatMap(one -> one.choices().stream()
                    .filter(choice -> choice.id().equals(entry.getValue())).findFirst());
            if (part.isPresent() && action.isPresent()) {
                read = read.with(part.get(), action.get());
            } else {
                unknown.accept(entry.getKey() + "=" + entry.getValue());
            }
        }
        return read;
    }

    /** What preferences keep: the actions that are not the profile's. */
    public Map<String, String> kept() {
        Map<String, String> changed = new TreeMap<>();
        for (Part part : Part.values()) {
            if (isChanged(part)) {
                changed.put(part.id(), does(part).id());
            }
        }
        return changed;
    }

    /** The same with another action of a part. */
    public MouseProfile with(Part part, Action action) {
        Map<Part, Action> changed = new EnumMap<>(actions);
        changed.put(part, action);
        return new MouseProfile(id, name, changed);
    }

    /** The same under another name. */
    public MouseProfile named(String other) {
        return new MouseProfile(id, other, actions);
    }

    /** What it was begun from, under its own name. */
    public MouseProfile asBegun() {
        return of(id).named(name);
    }

    /** What a part does. */
    public Action does(Part part) {
        return Objects.requireNonNull(actions.get(part));
    }

    /** Whether a part does something else than in the profile that this one was begun from. */
    public boolean isChanged(Part part) {
        return does(part) != of(id).does(part);
    }

    /** Whether any part does something else than in the profile that this one was begun from. */
    public boolean isChanged() {
        return !actions.equals(of(id).actions);
    }

    /** Whether it is the user's own, and none of those that come with the program. */
    public boolean isOwn() {
        return isNamed() || isChanged();
    }

    /** Whether the user gave it a name, under which it is kept when another is chosen. */
    public boolean isNamed() {
        return !name.isEmpty();
    }

    /** Tool of the left button, until another is chosen. */
    Tool left() {
        return does(Part.LEFT).tool();
    }

    /** Tool of the right button. */
    Tool right() {
        return does(Part.RIGHT).tool();
    }

    /** Tool of the middle button. */
    Tool middle() {
        return does(Part.MIDDLE).tool();
    }
}
