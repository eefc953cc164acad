package org.refers.viewer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.refers.viewer.report.FindingComparison.Verdict;
import org.refers.viewer.text.Texts;

/** The findings of two reports, each with a verdict as a sign, a word and a colour: the colour alone says nothing. */
final class FindingList extends VBox {

    private final Texts texts;

    FindingList(Texts texts) {
        super(6);
        this.texts = texts;
        setId("report-findings");
        getStyleClass().add("report-findings");
    }

    void show(List<FindingComparison> findings) {
        List<Node> rows = new ArrayList<>();
        Label heading = new Label(texts.get("report.findings"));
        heading.getStyleClass().add("report-heading");
        rows.add(heading);
        if (findings.isEmpty()) {
            rows.add(detail(texts.get("report.findings.none")));
        }
        findings.forEach(finding -> rows.add(row(finding)));
        getChildren().setAll(rows);
    }

    private Node row(FindingComparison finding) {
        Label verdict = verdict(texts, finding.verdict());
        Label name = new Label(finding.finding());
        name.getStyleClass().add("finding-name");
        HBox head = new HBox(8, name, verdict);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox row = new VBox(1, head);
        boolean same = finding.generated().equals(finding.reference());
        row.getChildren().add(detail(same
                ? texts.format("report.finding.same", finding.generated())
                : texts.format("report.finding.both", finding.generated(), finding.reference())));
        row.getStyleClass().addAll("finding-row", "finding-" + styleOf(finding.verdict()));
        return row;
    }

    /** A verdict's sign and word. */
    static Label verdict(Texts texts, Verdict verdict) {
        Label label = new Label(texts.get(switch (verdict) {
            case AGREES -> "report.verdict.agrees";
            case SIDE_DIFFERS -> "report.verdict.side";
            case MISSING -> "report.verdict.missing";
            case EXTRA -> "report.verdict.extra";
        }), new FontIcon(icon(verdict)));
        label.getStyleClass().addAll("report-verdict", "verdict-" + styleOf(verdict));
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Ikon icon(Verdict verdict) {
        return switch (verdict) {
            case AGREES -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
            case SIDE_DIFFERS -> MaterialDesignS.SWAP_HORIZONTAL;
            case MISSING -> MaterialDesignM.MINUS_CIRCLE_OUTLINE;
            case EXTRA -> MaterialDesignP.PLUS_CIRCLE_OUTLINE;
        };
    }

    private static String styleOf(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Label detail(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("row-detail");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
