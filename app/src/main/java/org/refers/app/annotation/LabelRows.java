package org.refers.app.annotation;

import atlantafx.base.theme.Styles;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.refers.app.annotation.AnnotationViewModel.Shown;
import org.refers.app.parts.Parts;
import org.refers.model.finding.FindingLabel;
import org.refers.viewer.text.Texts;

/** A row a finding: present, absent, uncertain, or nothing said. */
final class LabelRows extends VBox {

    private final Texts texts;
    private final AnnotationViewModel model;
    private final boolean ofStudy;
    private final Map<String, Map<FindingLabel, ToggleButton>> buttons = new LinkedHashMap<>();

    /** Creates the rows of the radiograph, or of its study. */
    LabelRows(Texts texts, AnnotationViewModel model, boolean ofStudy) {
        super(2);
        this.texts = texts;
        this.model = model;
        this.ofStudy = ofStudy;
        setId(ofStudy ? "study-labels" : "radiograph-labels");
        model.findings().addListener((ListChangeListener<String>) change -> build());
        model.shownProperty().subscribe(this::show);
        build();
    }

    private void build() {
        buttons.clear();
        getChildren().clear();
        for (String finding : model.findings()) {
            Map<FindingLabel, ToggleButton> row = new EnumMap<>(FindingLabel.class);
            HBox line = new HBox(2, name(finding), Parts.spring());
            line.setAlignment(Pos.CENTER_LEFT);
            for (FindingLabel label : List.of(FindingLabel.PRESENT, FindingLabel.ABSENT, FindingLabel.UNCERTAIN)) {
                ToggleButton button = button(finding, label);
                row.put(label, button);
                line.getChildren().add(button);
            }
            buttons.put(finding, row);
            getChildren().add(line);
        }
        show(model.shownProperty().get());
    }

    private static Label name(String finding) {
        Label name = new Label(finding.replace('_', ' '));
        name.getStyleClass().add("field-label");
        return name;
    }

    private ToggleButton button(String finding, FindingLabel label) {
        String key = label.name().toLowerCase(Locale.ROOT);
        ToggleButton button = new ToggleButton(texts.get("annotate.short." + key));
        button.getStyleClass().addAll(Styles.SMALL, "label-" + key);
        button.setId("label-" + (ofStudy ? "study-" : "") + key + "-" + finding.replaceAll("\\W+", "-"));
        button.setTooltip(Parts.tooltip(texts.get("annotate.label." + key)));
        button.setAccessibleText(texts.format("annotate.label.of", finding.replace('_', ' '),
                texts.get("annotate.label." + key)));
        button.setOnAction(pressed -> {
            // What is selected follows what is kept, not the click.
            boolean wanted = button.isSelected();
            button.setSelected(!wanted);
            model.label(ofStudy, finding, wanted ? label : FindingLabel.UNKNOWN);
        });
        return button;
    }

    private void show(Shown now) {
        Map<String, FindingLabel> labels = ofStudy ? now.study() : now.radiograph();
        buttons.forEach((finding, row) -> row
                .forEach((label, button) -> button.setSelected(labels.get(finding) == label)));
    }
}
