package org.refers.app.annotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.refers.app.parts.Parts;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.workspace.annotation.DrawnMeasurement;
import org.refers.viewer.text.Texts;

/** The ends of a measurement's lines as numbers, so that keys alone move them. */
final class MeasuredEnds extends VBox {

    private static final List<String> NAMES = List.of("annotate.from.x", "annotate.from.y", "annotate.to.x",
            "annotate.to.y");

    private final Texts texts;
    private final AnnotationViewModel model;
    private final List<List<TextField>> fields = new ArrayList<>();
    private Optional<DrawnMeasurement> shown = Optional.empty();

    MeasuredEnds(Texts texts, AnnotationViewModel model) {
        super(6);
        this.texts = texts;
        this.model = model;
    }

    void show(Optional<DrawnMeasurement> drawn) {
        int lines = drawn.map(one -> one.measurement().lines().size()).orElse(0);
        shown = Optional.empty();
        if (lines != fields.size()) {
            fields.clear();
            getChildren().clear();
            for (int line = 0; line < lines; line++) {
                getChildren().add(row(line));
            }
        }
        shown = drawn;
        fill();
    }

    private HBox row(int line) {
        HBox row = new HBox(6);
        List<TextField> numbers = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            TextField field = new TextField();
            field.setId("line-" + (line + 1) + "-" + (i + 1));
            field.setAlignment(Pos.CENTER_RIGHT);
            AnnotationPanel.onCommit(field, words -> move());
            row.getChildren().add(Parts.field(texts.get(NAMES.get(i)), "", field));
            numbers.add(field);
        }
        fields.add(numbers);
        return row;
    }

    private void fill() {
        shown.ifPresent(drawn -> {
            for (int line = 0; line < fields.size(); line++) {
                List<String> words = words(drawn.measurement().lines().get(line));
                for (int i = 0; i < words.size(); i++) {
                    fields.get(line).get(i).setText(words.get(i));
                }
            }
        });
    }

    private static List<String> words(MeasuredLine line) {
        return List.of(words(line.x1()), words(line.y1()), words(line.x2()), words(line.y2()));
    }

    private static String words(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private void move() {
        shown.ifPresent(drawn -> {
            try {
                List<MeasuredLine> wanted = new ArrayList<>();
                for (List<TextField> numbers : fields) {
                    double[] at = numbers.stream().mapToDouble(field -> Double.parseDouble(field.getText().strip()))
                            .toArray();
                    wanted.add(new MeasuredLine(at[0], at[1], at[2], at[3]));
                }
                if (!wanted.stream().map(MeasuredEnds::words).toList()
                        .equals(drawn.measurement().lines().stream().map(MeasuredEnds::words).toList())) {
                    model.alter(drawn, wanted);
                }
            } catch (IllegalArgumentException noLine) {
                fill();
            }
        });
    }
}
