package org.refers.viewer.result;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.refers.viewer.text.Texts;

/** One row a finding, with its figures; a click on a column's head sorts by it. */
public final class ClassTable extends TableView<ClassRow> {

    /** Widths in pixels: wished for, and the least that shows the words whole. */
    private record Width(double wished, double least) {
    }

    private static final Width NAME = new Width(136, 126);
    private static final Width ESTIMATE = new Width(170, 142);
    private static final Width FIGURE = new Width(90, 46);
    private static final Width COUNT = new Width(90, 51);
    private static final double TOOLTIP_WIDTH = 340;

    /** Fourteen findings, as most data sets have, then need little scrolling. */
    private static final double ROW_HEIGHT = 29;

    private final Texts texts;

    /** Creates a table without rows. */
    public ClassTable(Texts texts) {
        this.texts = texts;
        setId("result-table");
        setAccessibleText(texts.get("result.table"));
        getStyleClass().add("result-table");
        setFixedCellSize(ROW_HEIGHT);
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        add("result.finding", NAME, ClassRow::words, words -> words, Pos.CENTER_LEFT);
        add("result.auroc", ESTIMATE, ClassRow::auroc, ClassRow.Estimate::words, Pos.CENTER_RIGHT);
        add("result.ap", ESTIMATE, ClassRow::averagePrecision, ClassRow.Estimate::words, Pos.CENTER_RIGHT);
        add("result.threshold", FIGURE, ClassRow::threshold, Figures::share, Pos.CENTER_RIGHT);
        add("result.sensitivity", FIGURE, ClassRow::sensitivity, Figures::share, Pos.CENTER_RIGHT);
        add("result.specificity", FIGURE, ClassRow::specificity, Figures::share, Pos.CENTER_RIGHT);
        add("result.positives", COUNT, ClassRow::positives, Object::toString, Pos.CENTER_RIGHT);
        add("result.negatives", COUNT, ClassRow::negatives, Object::toString, Pos.CENTER_RIGHT);
    }

    private <T> void add(String key, Width width, Function<ClassRow, T> value, Function<T, String> words, Pos side) {
        TableColumn<ClassRow, T> column = new TableColumn<>();
        Label head = new Label(texts.get(key));
        Tooltip why = new Tooltip(texts.get(key + ".why"));
        why.setWrapText(true);
        why.setMaxWidth(TOOLTIP_WIDTH);
        head.setTooltip(why);
        head.setAccessibleText(texts.get(key) + ": " + texts.get(key + ".why"));
        column.setGraphic(head);
        column.setId(key.replace('.', '-'));
        column.setPrefWidth(width.wished());
        column.setMinWidth(width.least());
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setCellFactory(unused -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable T item, boolean empty) {
                super.updateItem(item, empty);
                setAlignment(side);
                setText(empty || item == null ? null : words.apply(item));
            }
        });
        getColumns().add(column);
    }

    /** Shows these findings; the one that was chosen stays so if it is there again, else the first is. */
    public void show(List<ClassRow> rows) {
        ClassRow chosen = getSelectionModel().getSelectedItem();
        getItems().setAll(rows);
        sort();
        getSelectionModel().select(getItems().stream()
                .filter(row -> chosen != null && row.finding().equals(chosen.finding())).findFirst()
                .orElse(rows.isEmpty() ? null : getItems().getFirst()));
    }
}
