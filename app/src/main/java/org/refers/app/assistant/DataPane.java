package org.refers.app.assistant;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.refers.app.parts.Parts;
import org.refers.app.training.RunFormViewModel;
import org.refers.app.training.RunPlan.Finetuning;
import org.refers.app.training.RunPlan.Kind;
import org.refers.training.run.RunData;
import org.refers.training.run.RunData.Count;
import org.refers.training.run.RunData.Labels;
import org.refers.viewer.text.Texts;

/** What the run learns from: the workspace, what its check found, its sides, and for fine-tuning the findings. */
final class DataPane extends StepPane {

    private static final List<String> RATIOS = List.of("100 %", "10 %", "1 %");
    private static final double RATIO_WIDTH = 140;
    private static final double NAME_WIDTH = 240;

    private final Texts texts;
    private final AssistantViewModel model;
    private final RunFormViewModel form;
    private final Label folder = words("assistant-workspace", "assistant-fact");
    private final Label verdict = words("assistant-verdict", "assistant-fact");
    private final Label leaks = words("assistant-leaks", "assistant-warning");
    private final Label problem = words("assistant-data-problem", "assistant-wrong");
    private final GridPane sides = new GridPane(24, 6);
    private final GridPane findings = new GridPane(18, 4);
    private final VBox labels;
    private List<Labels> shown = List.of();
    private final List<CheckBox> boxes = new ArrayList<>();

    /**
     * Creates the step.
     *
     * @param checked what the check of the data says
     * @param openData shows the room of the data
     */
    DataPane(Texts texts, AssistantViewModel model, ObservableValue<String> checked, Runnable openData) {
        super(texts, AssistantStep.DATA);
        this.texts = texts;
        this.model = model;
        this.form = model.form();
        verdict.textProperty().bind(checked);
        Button data = Parts.button("assistant-open-data", MaterialDesignC.CLIPBOARD_CHECK_OUTLINE,
                texts.get("assistant.opendata"), openData);
        HBox checks = new HBox(14, verdict, data);
        checks.setAlignment(Pos.CENTER_LEFT);
        ComboBox<String> ratio = new ComboBox<>();
        ratio.setId("assistant-ratio");
        ratio.setEditable(true);
        ratio.getItems().setAll(RATIOS);
        ratio.valueProperty().bindBidirectional(form.labelRatioProperty());
        ratio.getEditor().textProperty().addListener((property, before, now) -> form.labelRatioProperty().set(now));
        VBox share = Parts.field(texts.get("train.ratio"), texts.get("train.ratio.why"), ratio);
        share.setMaxWidth(RATIO_WIDTH);
        findings.setId("assistant-findings");
        sides.setId("assistant-sides");
        labels = new VBox(14, share, section(texts.get("train.task"), Parts.paragraph(texts.get("assistant.task.why")),
                findings));
        align(findings, 2);
        align(sides, 1);
        getChildren().addAll(problem, section(texts.get("assistant.workspace"), folder),
                section(texts.get("assistant.checks"), checks, leaks),
                section(texts.get("assistant.sides"), sides), labels);
    }

    /** Names to the left, numbers to the right. */
    private static void align(GridPane grid, int names) {
        for (int column = 0; column < names + 3; column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setHalignment(column < names ? HPos.LEFT : HPos.RIGHT);
            if (column == names - 1) {
                constraints.setMaxWidth(NAME_WIDTH);
            } else {
                // Numbers that are cut to dots say nothing; a long name is whole in its tooltip.
                constraints.setMinWidth(Region.USE_PREF_SIZE);
            }
            grid.getColumnConstraints().add(constraints);
        }
    }

    @Override
    void refresh() {
        boolean tunes = form.kindProperty().get() == Kind.FINETUNE;
        Optional<RunData> data = model.outlook().data();
        folder.setText(model.workspace().map(Path::toString).orElse(texts.get("train.noworkspace"))
                + data.map(found -> texts.format("assistant.studies", found.studies())).orElse(""));
        // That they were never checked, the words above say.
        say(leaks, data.filter(found -> !found.checks().never()).flatMap(found -> found.checks().inWords()).orElse(""));
        say(problem, model.outlook().problem().filter(told -> data.isEmpty())
                .or(() -> data.flatMap(RunData::problem)).orElse(""));
        labels.setVisible(tunes);
        labels.setManaged(tunes);
        showSides(data, tunes);
        List<Labels> now = data.map(RunData::labels).orElse(shown);
        if (tunes && !now.equals(shown)) {
            boolean same = counts(now).equals(counts(shown));
            shown = now;
            if (same) {
                // The boxes stay, and the keyboard with one of them.
                for (int row = 0; row < shown.size(); row++) {
                    boxes.get(row).setSelected(shown.get(row).task());
                }
            } else {
                showFindings();
            }
        }
    }

    /** What is shown of findings beside their boxes. */
    private static List<Labels> counts(List<Labels> labels) {
        return labels.stream().map(one -> new Labels(one.finding(), false, one.sides())).toList();
    }

    private void showSides(Optional<RunData> data, boolean tunes) {
        sides.getChildren().clear();
        if (data.isEmpty()) {
            sides.add(Parts.paragraph(texts.get(model.outlook().busy() ? "assistant.counting" : "assistant.unknown")),
                    0, 0);
            return;
        }
        RunData found = data.get();
        int column = 0;
        for (Node head : List.of(Parts.detail(""), Parts.detail(texts.get("assistant.usable")),
                Parts.detail(texts.get("assistant.all")))) {
            sides.add(head, column++, 0);
        }
        side(1, texts.get(tunes ? "assistant.labelled.training" : "assistant.reported.training"), found.training());
        side(2, texts.get(tunes ? "assistant.labelled.validation" : "assistant.reported.validation"),
                found.validation());
        if (tunes) {
            side(3, texts.get("assistant.labelled.test"), found.test());
        }
        int last = tunes ? 4 : 3;
        sides.add(new Label(texts.get("assistant.radiographs")), 0, last);
        sides.add(new Label(Integer.toString(found.radiographs())), 1, last);
    }

    private void side(int row, String name, RunData.Side side) {
        sides.add(new Label(name), 0, row);
        sides.add(new Label(Integer.toString(side.usable())), 1, row);
        sides.add(Parts.detail(Integer.toString(side.all())), 2, row);
    }

    private void showFindings() {
        findings.getChildren().clear();
        boxes.clear();
        int column = 1;
        for (String head : List.of("assistant.finding", "assistant.training", "assistant.validation",
                "assistant.test")) {
            findings.add(Parts.detail(texts.get(head)), column++, 0);
        }
        for (int row = 0; row < shown.size(); row++) {
            finding(row + 1, shown.get(row));
        }
    }

    private void finding(int row, Labels finding) {
        CheckBox learn = new CheckBox();
        learn.setId("assistant-learn-" + row);
        learn.setSelected(finding.task());
        learn.setAccessibleText(texts.format("assistant.learn", finding.finding()));
        learn.setOnAction(pressed -> takeTask());
        boxes.add(learn);
        Label name = new Label(finding.finding().replace('_', ' '));
        name.setLabelFor(learn);
        name.setTooltip(Parts.tooltip(name.getText()));
        findings.add(learn, 0, row);
        findings.add(name, 1, row);
        for (int side = 0; side < finding.sides().size(); side++) {
            Count count = finding.sides().get(side);
            Label numbers = new Label(count.uncertain() == 0
                    ? texts.format("assistant.counts", count.present(), count.absent())
                    : texts.format("assistant.counts.uncertain", count.present(), count.absent(), count.uncertain()));
            if (count.present() == 0) {
                numbers.getStyleClass().add("assistant-warning");
            }
            findings.add(numbers, 2 + side, row);
        }
        String without = without(finding);
        Label remark = Parts.detail(without);
        remark.getStyleClass().add("assistant-warning");
        remark.setWrapText(true);
        remark.setMinHeight(Region.USE_PREF_SIZE);
        findings.add(remark, 5, row);
    }

    /** On which sides nobody has the finding, and what that means. */
    private String without(Labels finding) {
        List<String> keys = List.of("assistant.nopositive.training", "assistant.nopositive.validation",
                "assistant.nopositive.test");
        for (int side = 0; side < keys.size(); side++) {
            if (finding.sides().get(side).present() == 0) {
                return texts.get(keys.get(side));
            }
        }
        return "";
    }

    private void takeTask() {
        List<String> learned = new ArrayList<>();
        for (int row = 0; row < shown.size(); row++) {
            if (boxes.get(row).isSelected()) {
                learned.add(shown.get(row).finding());
            }
        }
        boolean all = learned.size() == shown.size();
        form.taskProperty().set(all
                ? Finetuning.DEFAULT.task()
                : learned.stream().collect(Collectors.joining(",")));
    }
}
