package org.refers.viewer.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which keys ask for which command: the defaults, a preset over them, and what the user changed over both. Immutable. */
public final class KeyMap {

    private final List<Command> commands;
    private final Map<String, List<KeyStroke>> preset;
    private final Map<String, List<KeyStroke>> changed;
    private final Map<KeyStroke, List<Command>> byStroke = new LinkedHashMap<>();

    /**
     * A key that two commands claim. The one listed first gets it: one whose keys the user changed, then by the table.
     *
     * @param stroke the key
     * @param commands who claim it, two at least
     */
    public record Conflict(KeyStroke stroke, List<Command> commands) {
    }

    private KeyMap(List<Command> commands, Map<String, List<KeyStroke>> preset,
            Map<String, List<KeyStroke>> changed) {
        this.commands = List.copyOf(commands);
        this.preset = Map.copyOf(preset);
        this.changed = Map.copyOf(changed);
        // What the user chose comes first: a preset taken later does not take the key from its command.
        for (boolean chosen : new boolean[]{true, false}) {
            commands.stream().filter(command -> isChanged(command) == chosen)
                    .forEach(command -> keys(command).forEach(
                            stroke -> byStroke.computeIfAbsent(stroke, none -> new ArrayList<>()).add(command)));
        }
    }

    /** The default keys of a table of commands; their ids must differ. */
    public static KeyMap of(List<? extends Command> commands) {
        if (commands.stream().map(Command::id).distinct().count() != commands.size()) {
            throw new IllegalArgumentException("two commands bear one id");
        }
        return new KeyMap(List.copyOf(commands), Map.of(), Map.of());
    }

    /** These commands with the keys that preferences keep; what names no command or no key is passed over. */
    public KeyMap reading(Map<String, List<String>> kept) {
        Map<String, List<KeyStroke>> read = new LinkedHashMap<>();
        for (Command command : commands) {
            List<String> texts = kept.get(command.id());
            if (texts != null) {
                read.put(command.id(), texts.stream().flatMap(text -> parsed(text).stream()).distinct().toList());
            }
        }
        return new KeyMap(commands, preset, read);
    }

    private static Optional<KeyStroke> parsed(String text) {
        try {
            return Optional.of(KeyStroke.parse(text));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** What preferences keep: the changed commands' keys. */
    public Map<String, List<String>> kept() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (Command command : commands) {
            if (isChanged(command)) {
                texts.put(command.id(), keys(command).stream().map(KeyStroke::text).toList());
            }
        }
        return texts;
    }

    /** This map with other keys of a command; the defaults are no change. */
    public KeyMap with(Command command, List<KeyStroke> keys) {
        Map<String, List<KeyStroke>> now = new LinkedHashMap<>(changed);
        now.put(command.id(), List.copyOf(keys));
        if (keys.equals(base(command))) {
            now.remove(command.id());
        }
        return new KeyMap(commands, preset, now);
    }

    /** This map without a key, whoever has it. */
    public KeyMap without(KeyStroke stroke) {
        KeyMap map = this;
        for (Command command : byStroke.getOrDefault(stroke, List.of())) {
            map = map.with(command, keys(command).stream().filter(key -> !key.equals(stroke)).toList());
        }
        return map;
    }

    /** All commands with the preset's keys, or their default ones. */
    public KeyMap reset() {
        return new KeyMap(commands, preset, Map.of());
    }

    /**
     * This map over another preset; what the user changed stays.
     *
     * @param presetKeys keys by the command's id, as {@link KeyStroke#parse} reads them; the other commands have their default keys,
     *     less those that the preset gives away
     */
    public KeyMap over(Map<String, List<String>> presetKeys) {
        Map<String, List<KeyStroke>> strokes = new LinkedHashMap<>();
        presetKeys.forEach((id, keys) -> strokes.put(id, keys.stream().map(KeyStroke::parse).toList()));
        return new KeyMap(commands, strokes, changed);
    }

    /** All commands, in the table's order. */
    public List<Command> commands() {
        return commands;
    }

    /** A command's keys, the usual one first; empty if it has none. */
    public List<KeyStroke> keys(Command command) {
        List<KeyStroke> chosen = changed.get(command.id());
        return chosen == null ? base(command) : chosen;
    }

    private List<KeyStroke> base(Command command) {
        List<KeyStroke> given = preset.get(command.id());
        return given != null
                ? given
                : command.defaultKeys().stream().map(KeyStroke::parse)
                        .filter(stroke -> preset.values().stream().noneMatch(keys -> keys.contains(stroke))).toList();
    }

    /** Whether the user chose its keys. */
    public boolean isChanged(Command command) {
        return changed.containsKey(command.id());
    }

    /** The usual key as people read it; empty if there is none. */
    public String shown(Command command) {
        return keys(command).stream().findFirst().map(KeyStroke::shown).orElse("");
    }

    /** Who is asked for by a key. */
    public Optional<Command> commandOf(KeyStroke stroke) {
        return byStroke.getOrDefault(stroke, List.of()).stream().findFirst();
    }

    /** Keys that several commands claim. */
    public List<Conflict> conflicts() {
        return byStroke.entrySet().stream().filter(entry -> entry.getValue().size() > 1)
                .map(entry -> new Conflict(entry.getKey(), List.copyOf(entry.getValue()))).toList();
    }
}
