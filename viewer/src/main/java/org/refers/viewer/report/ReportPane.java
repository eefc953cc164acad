package org.refers.viewer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.refers.viewer.overlay.MapLook;
import org.refers.viewer.report.ReportComparison.Row;
import org.refers.viewer.report.ReportComparison.Word;
import org.refers.viewer.text.Texts;

/**
 * A generated report beside the radiologist's, sentence by sentence, with their findings. What only one side says stands out, and
 * a word says how each pair agrees. Tokens of the generated report are looked at by pointer or by arrow keys. It always says that
 * this is no diagnosis.
 */
public final class ReportPane extends BorderPane {

    private static final double FINDINGS_WIDTH = 270;
    private static final double FINDINGS_LEAST = 170;
    private static final double FINDINGS_SHARE = 0.32;

    /** For the few words in place of a report. */
    private static final double MISSING_WIDTH = 150;

    private final Texts texts;
    private final GridPane grid = new GridPane();
    private final ColumnConstraints generatedSide = column();
    private final ColumnConstraints referenceSide = column();
    private final FindingList findings;
    private final Label hint = new Label();
    private final ScrollPane scroll;
    private final TokenCursor cursor = new TokenCursor();
    private final AttentionBar attention;
    private final List<SentenceCell> generated = new ArrayList<>();
    private boolean hasTokens;

    /**
     * What is shown.
     *
     * @param rows both reports by sentence
     * @param tokens of the generated report
     * @param hasGenerated whether a report was generated
     * @param hasReference whether the study has a report
     * @param findings of both
     */
    public record Content(ReportComparison rows, List<TokenPart> tokens, boolean hasGenerated, boolean hasReference,
            List<FindingComparison> findings) {

        /** Copies the lists. */
        public Content {
            tokens = List.copyOf(tokens);
            findings = List.copyOf(findings);
        }

        boolean comparable() {
            return hasGenerated && hasReference;
        }
    }

    /**
     * Creates an empty pane.
     *
     * @param look how maps are drawn over radiographs, for the legend
     */
    public ReportPane(Texts texts, ObservableValue<MapLook> look) {
        this.texts = texts;
        this.findings = new FindingList(texts);
        this.attention = new AttentionBar(texts, look);
        getStyleClass().add("report-pane");
        hint.getStyleClass().add("empty-hint");
        hint.setId("report-hint");
        hint.setWrapText(true);
        grid.setId("report-grid");
        grid.getStyleClass().add("report-grid");
        grid.getColumnConstraints().setAll(generatedSide, verdictColumn(), referenceSide);
        grid.setFocusTraversable(true);
        grid.addEventHandler(KeyEvent.KEY_PRESSED, this::step);
        grid.setOnMouseClicked(click -> grid.requestFocus());
        HBox.setHgrow(grid, Priority.ALWAYS);
        findings.setMinWidth(FINDINGS_LEAST);
        HBox content = new HBox(24, grid, findings);
        // In a small window sentences need the room more than the list does.
        findings.prefWidthProperty().bind(content.widthProperty()
                .map(width -> Math.clamp(FINDINGS_SHARE * width.doubleValue(), FINDINGS_LEAST, FINDINGS_WIDTH)));
        content.getStyleClass().add("report-content");
        scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        Label notice = new Label(texts.get("research.only"));
        notice.getStyleClass().add("research-note");
        notice.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(attention, Priority.ALWAYS);
        HBox foot = new HBox(16, notice, attention);
        foot.getStyleClass().add("report-foot");
        setCenter(new StackPane(scroll, hint));
        setBottom(foot);
        cursor.tokenProperty().subscribe(this::mark);
        showHint(texts.get("report.empty"));
    }

    private static ColumnConstraints column() {
        ColumnConstraints column = new ColumnConstraints();
        column.setMinWidth(0);
        column.setHalignment(HPos.LEFT);
        return column;
    }

    /** Reports share evenly what the verdicts leave; one that is not there leaves the room to the other. */
    private static void share(ColumnConstraints column, boolean filled) {
        column.setPrefWidth(filled ? 1 : MISSING_WIDTH);
        column.setHgrow(filled ? Priority.ALWAYS : Priority.NEVER);
    }

    private static ColumnConstraints verdictColumn() {
        ColumnConstraints column = new ColumnConstraints();
        column.setMinWidth(Region.USE_PREF_SIZE);
        return column;
    }

    private void step(KeyEvent key) {
        boolean done = true;
        switch (key.getCode()) {
            case LEFT -> cursor.step(-1);
            case RIGHT -> cursor.step(1);
            case HOME -> cursor.end(false);
            case END -> cursor.end(true);
            case ESCAPE -> cursor.leave();
            default -> done = false;
        }
        if (done && hasTokens && !key.isShortcutDown() && !key.isAltDown()) {
            key.consume();
        }
    }

    /** Shows words in place of reports. */
    public void showHint(String words) {
        hint.setText(words);
        hint.setVisible(true);
        scroll.setVisible(false);
        cursor.reset(0);
        hasTokens = false;
        attention.show(Optional.empty(), false);
    }

    /** Shows two reports. */
    public void show(Content now) {
        hint.setVisible(false);
        scroll.setVisible(true);
        generated.clear();
        grid.getChildren().clear();
        grid.addRow(0, heading("report.generated"), new Region(), heading("report.reference"));
        int line = 1;
        for (Row row : now.rows().rows()) {
            SentenceCell ours = new SentenceCell(row.generated(), marks(row, now), now.tokens(), cursor);
            generated.add(ours);
            grid.addRow(line, framed(ours, row.generated(), row, now), verdict(row, now),
                    framed(new SentenceCell(row.reference(), marks(row, now)), row.reference(), row, now));
            line++;
        }
        if (!now.hasGenerated()) {
            grid.add(note("report.nogenerated"), 0, 1, 1, Math.max(1, line - 1));
        }
        if (!now.hasReference()) {
            grid.add(note("report.noreference"), 2, 1, 1, Math.max(1, line - 1));
        }
        share(generatedSide, now.hasGenerated());
        share(referenceSide, now.hasReference());
        findings.setVisible(now.comparable());
        findings.setManaged(now.comparable());
        findings.show(now.findings());
        hasTokens = !now.tokens().isEmpty();
        grid.setAccessibleText(texts.get(hasTokens ? "report.tokens" : "report.title"));
        cursor.reset(now.tokens().size());
        attention.show(Optional.empty(), hasTokens);
    }

    private static boolean marks(Row row, Content now) {
        return now.comparable() && row.agreement().isOfOtherWords();
    }

    private Label heading(String key) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("report-heading");
        return label;
    }

    private Label note(String key) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("row-detail");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }

    private static Node framed(SentenceCell cell, List<Word> words, Row row, Content now) {
        if (now.comparable() && !words.isEmpty()) {
            cell.getStyleClass().add("report-" + row.agreement().name().toLowerCase(Locale.ROOT));
        }
        return cell;
    }

    private Node verdict(Row row, Content now) {
        Label label = new Label(now.comparable() ? texts.get(switch (row.agreement()) {
            case SAME -> "report.row.same";
            case DIFFERS -> "report.row.differs";
            case CONTRADICTS -> "report.row.contradicts";
            case EXTRA -> "report.row.extra";
            case MISSING -> "report.row.missing";
        }) : "");
        label.getStyleClass().addAll("report-row-verdict",
                "verdict-" + row.agreement().name().toLowerCase(Locale.ROOT));
        GridPane.setValignment(label, VPos.TOP);
        return new VBox(label);
    }

    private void mark(Optional<Integer> token) {
        generated.forEach(cell -> cell.show(token));
        token.ifPresent(now -> grid.setAccessibleText(texts.format("report.token", lettersOf(now))));
    }

    private String lettersOf(int token) {
        return generated.stream().map(cell -> cell.lettersOf(token)).filter(letters -> !letters.isEmpty()).findFirst()
                .orElse("");
    }

    /** Says where the network looked for the token that is looked at. */
    public void showAttention(Optional<AttentionBar.Seen> seen) {
        attention.show(seen, hasTokens);
        seen.ifPresent(now -> grid.setAccessibleText(
                texts.format("report.attention.seen", now.letters(), now.shares())));
    }

    /** The token that is looked at. */
    public TokenCursor cursor() {
        return cursor;
    }
}
