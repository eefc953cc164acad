package org.refers.app.assistant;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.refers.app.dialog.FileDialogs;
import org.refers.app.parts.Parts;
import org.refers.viewer.text.Texts;

/** The assistant: its steps on the left, one of them in the middle, and the way on below. */
public final class AssistantView extends BorderPane {

    static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
    static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private static final double RAIL_WIDTH = 236;

    private final Texts texts;
    private final AssistantViewModel model;
    private final Surroundings around;
    private final Map<AssistantStep, StepPane> panes = new EnumMap<>(AssistantStep.class);
    private final Map<AssistantStep, ToggleButton> marks = new EnumMap<>(AssistantStep.class);
    private final StackPane middle = new StackPane();
    private final ScrollPane scroll = new ScrollPane(middle);
    private final Label missing = StepPane.words("assistant-missing", "assistant-wrong");
    private final Button back;
    private final Button next;
    private final Button start;

    /**
     * What is around the assistant.
     *
     * @param dialogs ask for files
     * @param recipes names of the recipes
     * @param checked what the check of the data says
     * @param openData shows the room of the data
     * @param start starts the run
     */
    public record Surroundings(FileDialogs dialogs, List<String> recipes, ObservableValue<String> checked,
            Runnable openData, Runnable start) {
    }

    /** Creates the view. */
    public AssistantView(Texts texts, AssistantViewModel model, Surroundings around) {
        this.texts = texts;
        this.model = model;
        this.around = around;
        setId("assistant");
        getStyleClass().add("assistant");
        panes.put(AssistantStep.METHOD, new MethodPane(texts, model, () -> choose("assistant.chooseweights",
                "safetensors")));
        panes.put(AssistantStep.DATA, new DataPane(texts, model, around.checked(), around.openData()));
        panes.put(AssistantStep.RECIPE, new RecipePane(texts, model, around.recipes(),
                () -> choose("assistant.chooserecipe", "yaml", "yml")));
        panes.put(AssistantStep.DEVICE, new DevicePane(texts, model));
        panes.put(AssistantStep.SUMMARY, new SummaryPane(texts, model,
                name -> around.dialogs().chooseNewFile(texts.get("assistant.keep"), name)));
        back = Parts.button("assistant-back", MaterialDesignA.ARROW_LEFT, texts.get("assistant.back"), model::back);
        next = Parts.button("assistant-next", MaterialDesignA.ARROW_RIGHT, texts.get("assistant.next"), model::next);
        next.setDefaultButton(true);
        start = Parts.button("assistant-begin", MaterialDesignP.PLAY, texts.get("train.start"), this::begin);
        start.getStyleClass().add(Styles.ACCENT);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        middle.setAlignment(Pos.TOP_LEFT);
        setLeft(rail());
        setCenter(scroll);
        setBottom(foot());
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        model.stepProperty().subscribe(this::show);
        model.revisionProperty().subscribe(this::refresh);
        model.openProperty().subscribe(now -> {
            if (now) {
                refresh();
            }
        });
    }

    /** Gives the keyboard to the step that is up. */
    public void focus() {
        focus(model.stepProperty().get());
    }

    private Optional<Path> choose(String title, String... endings) {
        return around.dialogs().chooseFile(texts.get(title), endings);
    }

    private Node rail() {
        ToggleGroup group = new ToggleGroup();
        VBox rail = new VBox(6);
        for (AssistantStep step : AssistantStep.values()) {
            ToggleButton mark = new ToggleButton((step.ordinal() + 1) + "  " + texts.get("assistant.step." + step.id()),
                    new FontIcon(MaterialDesignC.CIRCLE_OUTLINE));
            mark.setId("assistant-to-" + step.id());
            mark.setToggleGroup(group);
            mark.getStyleClass().add("assistant-mark");
            mark.setMaxWidth(Double.MAX_VALUE);
            mark.setOnAction(pressed -> {
                mark.setSelected(true);
                model.stepProperty().set(step);
            });
            marks.put(step, mark);
            rail.getChildren().add(mark);
        }
        HBox title = new HBox(Parts.heading(texts.get("assistant.title")));
        title.getStyleClass().add("panel-title");
        rail.getStyleClass().add("assistant-rail");
        VBox side = new VBox(title, rail);
        side.getStyleClass().add("side-panel");
        side.setPrefWidth(RAIL_WIDTH);
        side.setMinWidth(RAIL_WIDTH);
        return side;
    }

    private Node foot() {
        Button close = new Button(texts.get("assistant.close"));
        close.setId("assistant-close");
        close.getStyleClass().add(Styles.FLAT);
        close.setMinWidth(USE_PREF_SIZE);
        close.setOnAction(pressed -> model.close());
        HBox foot = new HBox(12, close, missing, Parts.spring(), back, next, start);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("assistant-foot");
        return foot;
    }

    /** Steps by keyboard: the keys that turn pages. Escape leaves; what was chosen stays. */
    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            model.close();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.PAGE_DOWN) {
            model.next();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.PAGE_UP) {
            model.back();
        } else {
            return;
        }
        event.consume();
    }

    private void begin() {
        if (model.missing().isEmpty()) {
            model.close();
            around.start().run();
        }
    }

    private void show(AssistantStep step) {
        middle.getChildren().setAll(pane(step));
        scroll.setVvalue(0);
        refresh();
        if (model.openProperty().get()) {
            focus(step);
        }
    }

    private StepPane pane(AssistantStep step) {
        return Optional.ofNullable(panes.get(step)).orElseThrow();
    }

    /** A step that is left goes to the next one's first control; from a wrong recipe to the wrong value. */
    private void focus(AssistantStep step) {
        applyCss();
        layout();
        boolean placed = pane(step) instanceof RecipePane recipe && recipe.focusProblem();
        if (!placed) {
            first(pane(step)).ifPresent(Node::requestFocus);
        }
    }

    private static Optional<Node> first(Parent parent) {
        for (Node node : parent.getChildrenUnmodifiable()) {
            if (!node.isVisible() || node.isDisabled()) {
                continue;
            }
            if (node.isFocusTraversable() && !(node instanceof ScrollPane)) {
                return Optional.of(node);
            }
            Optional<Node> inside = node instanceof Parent group ? first(group) : Optional.empty();
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private void refresh() {
        AssistantStep now = model.stepProperty().get();
        pane(now).refresh();
        marks.forEach((step, mark) -> {
            boolean wrong = !model.missing(step).isEmpty();
            boolean past = step.ordinal() < now.ordinal();
            mark.setSelected(step == now);
            mark.pseudoClassStateChanged(WRONG, wrong);
            mark.setGraphic(new FontIcon(wrong
                    ? MaterialDesignA.ALERT_CIRCLE_OUTLINE
                    : past ? MaterialDesignC.CHECK_CIRCLE_OUTLINE : MaterialDesignC.CIRCLE_OUTLINE));
            mark.setAccessibleHelp(String.join(" ", model.missing(step)));
        });
        boolean last = now == AssistantStep.SUMMARY;
        List<String> here = last ? model.missing() : model.missing(now);
        StepPane.say(missing, here.isEmpty() ? "" : here.getFirst());
        back.setDisable(now == AssistantStep.METHOD);
        for (Node button : List.of(next, start)) {
            boolean shown = (button == start) == last;
            button.setVisible(shown);
            button.setManaged(shown);
        }
        start.setDisable(!model.missing().isEmpty() || model.outlook().busy());
    }
}
