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

    private static final double NAME_WIDTH = 136;
    private static final double ESTIMATE_WIDTH = 170;
    private static final double FIGURE_WIDTH = 94;

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
        add("result.finding", NAME_WIDTH, ClassRow::words, words -> words, Pos.CENTER_LEFT);
        add("result.auroc", ESTIMATE_WIDTH, ClassRow::auroc, ClassRow.Estimate::words, Pos.CENTER_RIGHT);
        add("result.ap", ESTIMATE_WIDTH, ClassRow::averagePrecision, ClassRow.Estimate::words, Pos.CENTER_RIGHT);
        add("result.threshold", FIGURE_WIDTH, ClassRow::threshold, Figures::share, Pos.CENTER_RIGHT);
        add("result.sensitivity", FIGURE_WIDTH, ClassRow::sensitivity, Figures::share, Pos.CENTER_RIGHT);
        add("result.specificity", FIGURE_WIDTH, ClassRow::specificity, Figures::share, Pos.CENTER_RIGHT);
        add("result.positives", FIGURE_WIDTH, ClassRow::positives, Object::toString, Pos.CENTER_RIGHT);
        add("result.negatives", FIGURE_WIDTH, ClassRow::negatives, Object::toString, Pos.CENTER_RIGHT);
    }

    private <T> void add(String key, double width, Function<ClassRow, T> value, Function<T, String> words, Pos side) {
        TableColumn<ClassRow, T> column = new TableColumn<>();
        Label head = new Label(texts.get(key));
        Tooltip why = new Tooltip(texts.get(key + ".why"));
        why.setWrapText(true);
        why.setMaxWidth(NAME_WIDTH * 2);
        head.setTooltip(why);
        column.setGraphic(head);
        column.setId(key.replace('.', '-'));
        column.setPrefWidth(width);
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
