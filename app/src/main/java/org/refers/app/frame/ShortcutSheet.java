package org.refers.app.frame;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.refers.app.parts.Parts;
import org.refers.app.study.MouseProfiles;
import org.refers.app.study.MouseWords;
import org.refers.viewer.command.Command;
import org.refers.viewer.command.Command.Group;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.command.KeyMap.Conflict;
import org.refers.viewer.command.KeyStroke;
import org.refers.viewer.image.MouseProfile;
import org.refers.viewer.text.Texts;

/** All commands with their keys, which can be changed here, and what the mouse does. Made from the table of commands. */
final class ShortcutSheet extends VBox {

    private static final List<List<Group>> COLUMNS = List.of(List.of(Group.PICTURE, Group.WINDOW),
            List.of(Group.TOOLS, Group.HANGING), List.of(Group.STUDY, Group.OVERLAY, Group.PROGRAM));

    /** Three columns of keys and words fit the smallest window. */
    private static final double WORDS_WIDTH = 190;
    private static final int MOST_CAPS = 3;

    private final Texts texts;
    private final ObjectProperty<KeyMap> keys;
    private final Label said = Parts.paragraph("");
    private final HBox columns = new HBox(24);
    private final MouseProfiles mice;
    private final ComboBox<MouseProfile> profile;
    private final MouseRows mouseRows;
    /** The profile whose keys are shown. */
    private String keysOf;
    /** Changes only the box, not the mouse. */
    private boolean filling;
    private Optional<Waiting> waiting = Optional.empty();

    /** A key that is to be replaced by the next one pressed; none: one is added. */
    private record Waiting(Command command, Optional<KeyStroke> old, Button button) {
    }

    ShortcutSheet(Texts texts, ObjectProperty<KeyMap> keys, MouseProfiles mice) {
        super(12);
        this.texts = texts;
        this.keys = keys;
        this.mice = mice;
        profile = profiles();
        mouseRows = new MouseRows(texts, mice, this::mouseChanged);
        keysOf = mice.now().get().id();
        said.setId("keys-said");
        said.setMinHeight(20);
        Button reset = new Button(texts.get("keys.reset"));
        reset.setId("keys-reset");
        reset.getStyleClass().add(Styles.SMALL);
        reset.setMinWidth(Region.USE_PREF_SIZE);
        reset.setOnAction(pressed -> change(keys.get().reset(), ""));
        HBox foot = new HBox(12, said, Parts.spring(), reset);
        foot.setAlignment(Pos.CENTER_LEFT);
        ScrollPane scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(new HBox(16, Parts.paragraph(texts.get("keys.why")), Parts.spring(), profile), scroll,
                foot);
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        rebuild();
        fill();
        tell("");
    }

    private void rebuild() {
        Optional<Command> asked = waiting.map(Waiting::command);
        waiting = Optional.empty();
        columns.getChildren().clear();
        for (List<Group> groups : COLUMNS) {
            VBox column = new VBox(8);
            groups.forEach(group -> column.getChildren().addAll(heading(group), rows(group)));
            columns.getChildren().add(column);
        }
        // The middle column has the most room left.
        ((VBox) columns.getChildren().get(1)).getChildren().add(mouseRows);
        // The caps are new ones: whoever goes by keys stays where he was.
        asked.map(command -> columns.lookup("#key-" + command.id())).ifPresent(Node::requestFocus);
    }

    /** Here as well as above the radiographs: whoever looks for another viewer's keys looks among the keys. */
    private ComboBox<MouseProfile> profiles() {
        ComboBox<MouseProfile> box = new ComboBox<>();
        box.setId("keys-profile");
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable MouseProfile profile) {
                return profile == null ? "" : MouseWords.name(texts, profile);
            }

            @Override
            public MouseProfile fromString(String typed) {
                return mice.now().get();
            }
        });
        box.setButtonCell(new ListCell<>() {
            /** An own profile is none of the list, for which a cell shows nothing. */
            @Override
            protected void updateItem(@Nullable MouseProfile item, boolean empty) {
                super.updateItem(item, empty);
                setText(MouseWords.name(texts, mice.now().get()));
            }
        });
        box.setAccessibleText(texts.get("keys.profile"));
        box.setTooltip(Parts.tooltip(texts.get("keys.profile")));
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.setOnAction(chosen -> {
            if (!filling && box.getValue() != null) {
                mice.choose(box.getValue());
                mouseChanged("");
            }
        });
        return box;
    }

    private void fill() {
        filling = true;
        profile.getItems().setAll(mice.all());
        profile.setValue(mice.now().get());
        filling = false;
    }

    /** Another profile, or this one with another action or name. */
    private void mouseChanged(String words) {
        mouseRows.show();
        fill();
        if (!keysOf.equals(mice.now().get().id())) {
            keysOf = mice.now().get().id();
            rebuild();
        }
        tell(words);
    }

    private Node heading(Group group) {
        return Parts.heading(texts.get("command.group." + group.name().toLowerCase(Locale.ROOT)));
    }

    private GridPane rows(Group group) {
        GridPane grid = grid();
        for (Command command : keys.get().commands()) {
            if (command.group() == group) {
                Label words = words(texts.get(command.textKey()));
                if (keys.get().isChanged(command)) {
                    words.getStyleClass().add("key-changed");
                }
                grid.addRow(grid.getRowCount(), caps(command), words);
            }
        }
        return grid;
    }

    /** Keys beside each other; many take a second line, so that the words of all columns keep theirs. */
    private VBox caps(Command command) {
        List<KeyStroke> strokes = keys.get().keys(command);
        int most = strokes.size() > MOST_CAPS ? (strokes.size() + 1) / 2 : MOST_CAPS;
        VBox lines = new VBox(4);
        HBox line = new HBox(4);
        for (int i = 0; i < strokes.size(); i++) {
            if (i % most == 0) {
                line = new HBox(4);
                lines.getChildren().add(line);
            }
            line.getChildren().add(cap(command, Optional.of(strokes.get(i)), i));
        }
        if (strokes.isEmpty()) {
            lines.getChildren().add(cap(command, Optional.empty(), 0));
        }
        return lines;
    }

    private Button cap(Command command, Optional<KeyStroke> stroke, int number) {
        String shown = stroke.map(KeyStroke::shown).orElse(texts.get("keys.none"));
        Button cap = new Button(shown);
        cap.setId("key-" + command.id() + (number == 0 ? "" : "-" + (number + 1)));
        cap.getStyleClass().setAll("button", "key-cap");
        cap.setMinWidth(Region.USE_PREF_SIZE);
        cap.setAccessibleText(texts.get(command.textKey()) + ", " + shown);
        cap.setOnAction(pressed -> {
            waiting.ifPresent(other -> other.button().setText(
                    other.old().map(KeyStroke::shown).orElse(texts.get("keys.none"))));
            cap.setText(texts.get("keys.press"));
            waiting = Optional.of(new Waiting(command, stroke, cap));
        });
        return cap;
    }

    private void pressed(KeyEvent event) {
        if (waiting.isEmpty() || event.getCode().isModifierKey()) {
            return;
        }
        event.consume();
        Waiting now = waiting.get();
        boolean bare = !event.isShiftDown() && !event.isShortcutDown() && !event.isAltDown();
        if (bare && event.getCode() == KeyCode.ESCAPE) {
            rebuild();
        } else if (bare && event.getCode() == KeyCode.BACK_SPACE) {
            change(keys.get().with(now.command(), replaced(now, Optional.empty())), "");
        } else {
            KeyStroke.of(event).ifPresent(stroke -> take(now, stroke));
        }
    }

    private void take(Waiting now, KeyStroke stroke) {
        Optional<Command> owner = keys.get().commandOf(stroke).filter(other -> !other.equals(now.command()));
        KeyMap freed = owner.isPresent() ? keys.get().without(stroke) : keys.get();
        change(freed.with(now.command(), replaced(now, Optional.of(stroke))), owner.map(other -> texts
                .format("keys.conflict", stroke.shown(), texts.get(other.textKey()))).orElse(""));
    }

    private List<KeyStroke> replaced(Waiting now, Optional<KeyStroke> by) {
        List<KeyStroke> strokes = new ArrayList<>(keys.get().keys(now.command()));
        int place = now.old().map(strokes::indexOf).orElse(-1);
        if (place >= 0) {
            strokes.remove(place);
        }
        by.filter(stroke -> !strokes.contains(stroke)).ifPresent(stroke -> strokes.add(Math.max(0, place), stroke));
        return List.copyOf(strokes);
    }

    private void change(KeyMap changed, String words) {
        keys.set(changed);
        rebuild();
        tell(words);
    }

    /** Says what a change brought, or else what is amiss with keys and mouse as they are. */
    private void tell(String words) {
        List<String> sentences = new ArrayList<>(words.isEmpty()
                ? keys.get().conflicts().stream().limit(1).map(this::words).toList()
                : List.of(words));
        MouseReach.lost(mice.now().get(), keys.get()).stream()
                .map(action -> texts.format("mouse.lost", texts.get("mouse.action." + action.id())))
                .forEach(sentences::add);
        said.setText(String.join(" ", sentences));
    }

    private String words(Conflict clash) {
        return texts.format("keys.clash", clash.stroke().shown(),
                String.join(", ", clash.commands().stream().map(command -> texts.get(command.textKey())).toList()));
    }

    static Label words(String said) {
        Label words = new Label(said);
        words.setWrapText(true);
        words.setMaxWidth(WORDS_WIDTH);
        words.setMinHeight(Region.USE_PREF_SIZE);
        return words;
    }

    static GridPane grid() {
        GridPane grid = new GridPane();
        grid.setHgap(12);
        grid.setVgap(4);
        return grid;
    }
}
