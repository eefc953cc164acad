package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.check.ReportBlock.Cell;
import org.refers.model.workspace.check.ReportBlock.Table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The report's tables by side and by subgroup, and its rules. */
class SubgroupsTest {

    /** Two training patients and one of the test side; the third is a woman of a maker of her own. */
    private static CheckedData data(Split last, byte[]... labels) {
        List<CheckedRadiograph> radiographs = new ArrayList<>();
        Map<Integer, Integer> positions = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            CheckedRadiograph.Owner owner = new CheckedRadiograph.Owner(i, i, i < 2 ? Split.TRAIN : last, "own 1",
                    i < 2 ? "M" : "F", 50);
            radiographs.add(new CheckedRadiograph(i, "r" + i, owner,
                    new CheckedRadiograph.Taken(ViewPosition.PA, "DX", 9, 9, "Maker " + i),
                    new CheckedRadiograph.Measured(true, "", "PNG", 8, "", "", "", false,
                            new PictureFacts.Layout(0, 0, 0, 0, 0))));
            positions.put(i, i);
        }
        Map<String, byte[]> findings = new LinkedHashMap<>();
        for (int i = 0; i < labels.length; i++) {
            findings.put("Finding " + i, labels[i]);
        }
        return new CheckedData(radiographs, positions, findings);
    }

    private static List<Table> tables(CheckedData data) {
        return new Subgroups(data).blocks().stream().filter(Table.class::isInstance).map(Table.class::cast).toList();
    }

    private static List<String> words(List<Cell> row) {
        return row.stream().map(Cell::text).toList();
    }

    @Test
    void uncertainAndUnknownLabelsAreToldBesideTheShares() {
        Table findings = tables(data(Split.TEST, new byte[]{0, 1, 2}, new byte[]{-1, -1, 0})).getFirst();
        assertEquals(List.of("finding", "training", "validation", "test", "uncertain", "unknown"), findings.columns());
        assertEquals(List.of("Finding 0", "1 / 2 (50.0 %)", "-", "-", "1", "-"), words(findings.rows().getFirst()));
        assertEquals(List.of("Finding 1", "-", "-", "1 / 1 (100.0 %)", "-", "2"), words(findings.rows().getLast()));
    }

    @Test
    void whoIsOnNoSideHasAColumnOnlyWhereThereIsSomebody() {
        assertTrue(tables(data(Split.NONE, new byte[]{0, 1, 1})).getFirst().columns().contains("no side"));
    }

    @Test
    void fewFindingsStandBesideTheCounts() {
        Table sex = tables(data(Split.TEST, new byte[]{0, 1, 0})).get(1);
        assertEquals(List.of("sex", "training", "validation", "test", "Finding 0"), sex.columns());
        assertEquals(List.of("M", "2 (2)", "-", "-", "50.0 %"), words(sex.rows().getLast()));
    }

    /** Columns of fourteen findings and more were cut off on paper, and those behind them were left out without a word. */
    @Test
    void manyFindingsAreRowsAndNoneIsLeftOut() {
        byte[][] labels = new byte[30][];
        Arrays.fill(labels, new byte[]{0, 1, 0});
        List<Table> tables = tables(data(Split.TEST, labels));
        List<String> names = IntStream.range(0, 30).mapToObj(i -> "Finding " + i).collect(Collectors.toList());
        assertEquals(List.of("sex", "training", "validation", "test"), tables.get(1).columns());
        Table sex = tables.get(2);
        assertEquals(List.of("finding, by sex", "F", "M"), sex.columns());
        assertEquals(names, sex.rows().stream().map(row -> row.getFirst().text()).toList());
        assertEquals(List.of("Finding 29", "100.0 %", "50.0 %"), words(sex.rows().getLast()));
        tables.forEach(table -> assertTrue(table.columns().size() <= 7, () -> table.columns().toString()));
    }

    /** A table of findings with a head alone looked like one that was cut off. */
    @Test
    void withoutLabelsThereIsASentenceInPlaceOfAnEmptyTable() {
        List<ReportBlock> blocks = new Subgroups(data(Split.TEST)).blocks();
        assertEquals(new ReportBlock.Paragraph("No radiograph has a label."), blocks.get(1));
        assertTrue(tables(data(Split.TEST)).stream().noneMatch(table -> table.rows().isEmpty()));
    }

    @Test
    void everyRuleSaysItsThresholds() {
        for (Rule rule : Rule.values()) {
            assertFalse(rule.definition().contains("{"), rule::definition);
            assertTrue(rule.remedy().endsWith(".") && !rule.remedy().contains("{"), rule::remedy);
        }
        assertTrue(Rule.BOX_OUTSIDE.definition().contains("reader's box reaches more than 1 pixel"),
                Rule.BOX_OUTSIDE::definition);
    }
}
