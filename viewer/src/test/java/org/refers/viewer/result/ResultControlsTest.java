package org.refers.viewer.result;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.refers.viewer.result.ClassRow.Estimate;
import org.refers.viewer.result.UnitPlot.Line;
import org.refers.viewer.result.UnitPlot.Mark;
import org.refers.viewer.result.UnitPlot.Style;
import org.refers.viewer.text.Texts;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@ExtendWith(ApplicationExtension.class)
class ResultControlsTest {

    private static final double SIDE = 240;

    private final List<String> opened = new ArrayList<>();
    private UnitPlotPane plot;
    private ClassTable table;
    private CaseList cases;

    /** A theme of the test, whose colours it looks for. */
    private static final String THEME = ".plot-theme{-plot-curve-1:rgb(108,182,255);-plot-curve-2:rgb(240,163,94);"
            + "-plot-grid:rgb(35,43,53);-plot-text:rgb(223,230,238);}";

    @Start
    void start(Stage stage) {
        plot = new UnitPlotPane(new UnitPlotPane.Names("ROC", "across", "up", "nothing"));
        // The plane then is a square of 240 pixels, its origin at 46, 268.
        plot.setMinSize(298, 310);
        plot.setMaxSize(298, 310);
        table = new ClassTable(Texts.english());
        cases = new CaseList(Texts.english(), opened::add);
        SplitPane split = new SplitPane(new VBox(plot), table, cases);
        split.setOrientation(Orientation.HORIZONTAL);
        Scene scene = new Scene(split, 1300, 400);
        scene.getStylesheets().add("data:text/css," + THEME);
        stage.setScene(scene);
        stage.show();
    }

    private int argb(double x, double y) {
        WaitForAsyncUtils.waitForFxEvents();
        return WaitForAsyncUtils.waitForAsyncFx(5000, () -> {
            WritableImage image = plot.snapshot(null, null);
            return image.getPixelReader().getArgb((int) (46 + x * SIDE), (int) (268 - y * SIDE));
        });
    }

    private static boolean isOrange(int argb) {
        return (argb >> 16 & 0xff) > 220 && (argb & 0xff) < 120;
    }

    @Test
    void curveAndOperatingPointLieWhereTheirValuesAre(FxRobot robot) {
        Line stairs = new Line(new double[]{0, 0.5, 1}, new double[]{0.9, 0.6, 0.3}, Style.STAIRS, index -> "");
        robot.interact(() -> plot.show(new UnitPlot(List.of(stairs),
                List.of(Mark.operatingPoint(0.25, 0.75, "here")), List.of(), "mass")));

        assertTrue(isOrange(argb(0.25, 0.75)));
        assertTrue((argb(0.4, 0.6) & 0xff) > 200, "the value holds back to the point before");
        assertTrue((argb(0.4, 0.9) & 0xff) < 200);
        assertEquals("ROC: mass", plot.getAccessibleText());
        robot.moveTo(plot.localToScreen(46 + 0.25 * SIDE, 268 - 0.75 * SIDE));
        assertTrue((argb(0.25, 0.75) & 0xff) > 200, "what the pointer reads is marked");
        robot.interact(() -> plot.show(UnitPlot.EMPTY));
        assertEquals(false, isOrange(argb(0.25, 0.75)));
        assertEquals("ROC", plot.getAccessibleText());
    }

    private static ClassRow row(String finding, double auroc) {
        return new ClassRow(finding, 1, 2, new Estimate(auroc, auroc - 0.1, auroc + 0.1), Estimate.NONE, Double.NaN,
                Double.NaN, 0.5);
    }

    @Test
    void theChosenFindingStaysWhenFiguresChange(FxRobot robot) {
        robot.interact(() -> table.show(List.of(row("mass", 0.8), row("pleural_effusion", 0.7))));
        assertEquals("mass", table.getSelectionModel().getSelectedItem().finding());
        robot.interact(() -> table.getSelectionModel().select(1));
        robot.interact(() -> table.show(List.of(row("mass", 0.5), row("pleural_effusion", 0.6))));
        assertEquals("pleural effusion", table.getSelectionModel().getSelectedItem().words());
        assertEquals("0.600 (0.500\u20130.700)", table.getSelectionModel().getSelectedItem().auroc().words());
        assertEquals("\u2013", Estimate.NONE.words());
    }

    @Test
    void aClickAndEnterOpenARadiograph(FxRobot robot) {
        robot.interact(() -> cases.getItems().setAll(new ResultCase("r1", "p1", true, 0.1, 0.9, true),
                new ResultCase("r2", "p2", false, 0.2, 0.2, false)));
        robot.clickOn("r2");
        assertEquals(List.of("r2"), opened);
        robot.press(KeyCode.UP).release(KeyCode.UP).press(KeyCode.ENTER).release(KeyCode.ENTER);
        assertEquals(List.of("r2", "r1"), opened);
    }
}
