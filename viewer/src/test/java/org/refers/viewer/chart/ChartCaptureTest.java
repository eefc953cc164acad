package org.refers.viewer.chart;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.refers.viewer.text.Texts;
import org.refers.viewer.theme.PlotColours;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ChartCaptureTest {

    private static final String NAME = "lr \"1e-3\", <a> & b";

    private static ShownCurves curves(int steps, NamedCurves... others) {
        RunCurves run = new RunCurves();
        for (int step = 1; step <= steps; step++) {
            run.addStep(StepFigures.of(step, 1.0 / step, Map.of("findings", 1.0 / step), 1e-3 / 3));
        }
        run.addValidation(steps, 0.25, Map.of("auroc", 0.5));
        ShownCurves curves = new ShownCurves(Texts.english());
        List<NamedCurves> runs = new ArrayList<>(List.of(new NamedCurves(NAME, run)));
        runs.addAll(List.of(others));
        curves.setRuns(runs);
        curves.setSmoothing(0.5);
        return curves;
    }

    private static String csv(List<ShownCurve> shown, StepRange range) throws IOException {
        StringBuilder out = new StringBuilder();
        new ChartTable(shown, range).write(out);
        return out.toString();
    }

    @Test
    void theTableHoldsAllDigitsOfThePointsInViewAndTheirSmoothedValues() throws IOException {
        ShownCurves curves = curves(10);
        String[] lines = csv(curves.of(Figure.LOSS, key -> true), new StepRange(3, 5)).split("\n");
        String run = "\"lr \"\"1e-3\"\", <a> & b\"";

        assertEquals(ChartTable.HEADER, lines[0]);
        assertEquals(4, lines.length, "steps 3 to 5; the validation at 10 is out of view");
        double smooth = (1.0 / 3 + 0.5 / 2 + 0.25) / 1.75;
        String[] cells = lines[1].substring(run.length() + 1).split(",");
        assertTrue(lines[1].startsWith(run + ",loss,total,training,3,"), lines[1]);
        assertEquals(1.0 / 3, Double.parseDouble(cells[4]));
        assertEquals(smooth, Double.parseDouble(cells[5]), 1e-15);
    }

    @Test
    void theTableDoesNotGrowWithTheRun() throws IOException {
        RunCurves run = new RunCurves();
        run.addStep(StepFigures.of(1, 2, Map.of(), 1e-3));
        ShownCurves curves = new ShownCurves(Texts.english());
        curves.setRuns(List.of(new NamedCurves("one", run)));
        ChartTable table = new ChartTable(curves.of(Figure.LOSS, key -> true), StepRange.upTo(9));
        run.addStep(StepFigures.of(2, 3, Map.of(), 1e-3));
        StringBuilder out = new StringBuilder();
        table.write(out);

        assertEquals(ChartTable.HEADER + "\none,loss,total,training,1,2.0,\n", out.toString());
    }

    /** A run's name is its folder's, which somebody else may have chosen. */
    @Test
    void aRunsNameIsNoFormulaInATable() throws IOException {
        RunCurves run = new RunCurves();
        run.addStep(StepFigures.of(1, 2, Map.of(), 1e-3));
        ShownCurves curves = new ShownCurves(Texts.english());
        curves.setRuns(List.of(new NamedCurves("=HYPERLINK(\"http://a\",1)", run)));
        StringBuilder out = new StringBuilder();
        new ChartTable(curves.of(Figure.LOSS, key -> true), StepRange.upTo(9)).write(out);

        assertEquals(ChartTable.HEADER + "\n\"'=HYPERLINK(\"\"http://a\"\",1)\",loss,total,training,1,2.0,\n",
                out.toString());
    }

    private static Document svg(ShownCurves curves) throws Exception {
        List<ShownCurve> shown = curves.of(Figure.LOSS, key -> true);
        List<PlotLine> lines = shown.stream().flatMap(curve -> curve.lines().stream()).toList();
        PlotPicture plot = PlotPicture.of("Loss", lines, StepRange.upTo(10), false, 600, 300);
        List<ChartPage.Entry> legend = shown.stream()
                .map(curve -> new ChartPage.Entry(curve.name(), curve.look(), curve.hasDots())).toList();
        String text = PageSvg.write(new ChartPage(600, legend, List.of(plot)), PlotColours.PLAIN);
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return parsers.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static List<Element> all(Document svg, String name) {
        NodeList found = svg.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    /** The points read from the drawing are the values that were drawn. */
    @Test
    void theDrawingHoldsTheMeasuredLineAndTextAsText() throws Exception {
        ShownCurves curves = curves(10, new NamedCurves("two", new RunCurves()));
        Document svg = svg(curves);
        List<String> words = all(svg, "text").stream().map(Element::getTextContent).toList();
        assertTrue(words.contains(NAME + " \u00b7 Total") || words.contains(NAME), words.toString());
        assertTrue(words.contains("Loss"));

        List<Element> faint = all(svg, "path").stream().filter(path -> path.hasAttribute("stroke-opacity")).toList();
        assertEquals(1, faint.size());
        String[] points = faint.getFirst().getAttribute("d").substring(1).split("L");
        assertEquals(10, points.length);
        PlotFrame frame = PlotPicture.of("Loss", curves.of(Figure.LOSS, key -> true).stream()
                .flatMap(curve -> curve.lines().stream()).toList(), StepRange.upTo(10), false, 600, 300).frame();
        for (int i = 0; i < 10; i++) {
            String[] xy = points[i].split(" ");
            assertEquals(i + 1, frame.stepAt(Double.parseDouble(xy[0])), 0.01);
            double share = 1 - (Double.parseDouble(xy[1]) - PlotFrame.TOP) / frame.plotHeight();
            assertEquals(1.0 / (i + 1), frame.values().value(share), 1e-4);
        }
    }

    @Test
    void whatXmlCannotHoldIsMarked() {
        assertEquals("a&lt;b&gt;&amp;&quot;\ufffd", PageSvg.escaped("a<b>&\"\u0001"));
    }

    @Test
    void aGapIsNoLine() throws Exception {
        RunCurves run = new RunCurves();
        for (int step = 1; step <= 5; step++) {
            run.addStep(StepFigures.of(step, step == 3 ? Double.NaN : 1, Map.of(), 1e-3));
        }
        ShownCurves curves = new ShownCurves(Texts.english());
        curves.setRuns(List.of(new NamedCurves("one", run)));
        String drawn = all(svg(curves), "path").stream().map(path -> path.getAttribute("d"))
                .filter(path -> path.contains("L")).findFirst().orElse("");

        assertEquals(2, drawn.chars().filter(sign -> sign == 'M').count(), drawn);
    }

    @Test
    void severalRunsDifferInColourAndDashesAndShowTheirTotalsFirst() {
        RunCurves one = new RunCurves();
        RunCurves two = new RunCurves();
        one.addStep(StepFigures.of(1, 2, Map.of("language", 1.0, "contrast", 1.0), 1e-3));
        two.addStep(StepFigures.of(1, 3, Map.of("language", 1.0, "contrast", 2.0), 1e-3));
        ShownCurves curves = new ShownCurves(Texts.english());
        curves.setRuns(List.of(new NamedCurves("one", one), new NamedCurves("two", two)));
        List<ShownCurve> shown = curves.of(Figure.LOSS, key -> curves.isShownAtFirst(Figure.LOSS, key));

        assertEquals(List.of("one", "two"), shown.stream().map(ShownCurve::name).toList());
        assertNotEquals(shown.get(0).look().place(), shown.get(1).look().place());
        assertFalse(shown.get(0).look().dashes().equals(shown.get(1).look().dashes()));
        assertEquals(28, IntStream.range(0, LineLook.count()).mapToObj(i -> LineLook.of(i, i))
                .distinct().count());
    }

    @Test
    void aReadoutTellsTheSmoothedAndTheMeasuredValue() {
        List<PlotLine> lines = curves(10).of(Figure.LOSS, key -> key.side() == RunCurves.Side.TRAINING).stream()
                .flatMap(curve -> curve.lines().stream()).toList();
        PlotReadout readout = PlotReadout.of(lines, 2.2).orElseThrow();

        assertEquals(2, readout.step());
        assertEquals("Total 0.6667 (0.5)", readout.words());
    }

    /** A run of 3 steps beside one of 10 has no loss at step 8. */
    @Test
    void aRunThatEndedBeforeTheStepIsNotRead() {
        RunCurves brief = new RunCurves();
        for (int step = 1; step <= 3; step++) {
            brief.addStep(StepFigures.of(step, 4, Map.of(), 1e-3));
        }
        List<PlotLine> lines = curves(10, new NamedCurves("brief", brief))
                .of(Figure.LEARNING_RATE, key -> true).stream().flatMap(curve -> curve.lines().stream()).toList();

        assertEquals(List.of(NAME), PlotReadout.of(lines, 8).orElseThrow().rows().stream()
                .map(PlotReadout.Row::name).toList());
        assertEquals(2, PlotReadout.of(lines, 2).orElseThrow().rows().size());
    }
}
