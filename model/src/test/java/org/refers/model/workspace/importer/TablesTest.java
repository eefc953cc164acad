package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TablesTest {

    @TempDir
    Path temp;

    private final List<String> rejected = new ArrayList<>();

    private CsvTable table(byte[] bytes) throws IOException {
        Path file = temp.resolve("t.csv");
        Files.write(file, bytes);
        return CsvTable.read(file, (path, reason) -> rejected.add(reason));
    }

    private CsvTable table(String text) throws IOException {
        return table(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void byteOrderMarksLineEndsQuotesAndSeparatorsAreTaken() throws IOException {
        for (String text : List.of("\ufeffFile,Note\r\na.png,\"x, \"\"y\"\"\nz\"\r\n",
                "File;Note\na.png;\"x, \"\"y\"\"\nz\"",
                "File\tNote\na.png\t\"x, \"\"y\"\"\nz\"\n\n")) {
            CsvTable table = table(text);
            assertEquals(1, table.rows().size());
            assertEquals("a.png", table.rows().get(0).get("file"));
            assertEquals("x, \"y\"\nz", table.rows().get(0).get("NOTE"));
            assertEquals("", table.rows().get(0).get("absent"));
        }
        assertEquals(List.of(), rejected);
    }

    @Test
    void rowsOfAnotherWidthAreNamedByTheirLine() throws IOException {
        CsvTable table = table("a,b\n1,2\n3\n4,5,6\n7,8,,\n");
        assertEquals(List.of("1", "7"), table.rows().stream().map(row -> row.get("a")).toList());
        assertEquals(List.of("line 3 has 1 values where the header has 2; the line was left out",
                "line 4 has 3 values where the header has 2; the line was left out"), rejected);
    }

    @Test
    void otherEncodingsAndBrokenTablesAreRefused() {
        assertTrue(refusal("a\nb\nö".getBytes(StandardCharsets.ISO_8859_1)).contains("not UTF-8 text (line 3)"));
        assertTrue(refusal("a,b".getBytes(StandardCharsets.UTF_16)).contains("UTF-16"));
        assertTrue(refusal(new byte[0]).contains("empty"));
        assertTrue(refusal("a,b\n\"never closed,2\n3,4".getBytes(StandardCharsets.UTF_8)).contains("quote"));
    }

    @Test
    void theSeparatorIsTheMarkTheHeaderHasMostOf() throws IOException {
        CsvTable table = table("\"Box [x,y,w,h]\";File;Note\n1;a.png;b,c\n");
        assertEquals("a.png", table.rows().get(0).get("File"));
        assertEquals("b,c", table.rows().get(0).get("Note"));
        assertEquals("a;b", table("x,y,z;w\n1,a;b,3\n").rows().get(0).get("y"));
    }

    @Test
    void linesAndValuesWithoutEndAreRefused() {
        String huge = "x".repeat((1 << 22) + 1);
        assertTrue(refusal(("a,b\n1," + huge + "\n").getBytes(StandardCharsets.UTF_8)).contains("line 2"));
        String lines = "x\n".repeat(1 << 22);
        assertTrue(refusal(("a,b\n1,\"" + lines).getBytes(StandardCharsets.UTF_8)).contains("not closed"));
    }

    private String refusal(byte[] bytes) {
        return String.valueOf(assertThrows(IOException.class, () -> table(bytes)).getMessage());
    }

    @Test
    void listsAreReadByTheLongestSharedPathAndKeepTheirColumns() throws Exception {
        Map<String, String> lists = new HashMap<>();
        lists.put("train.txt", "images/a b.png 0 1\r\nx/view1_frontal.jpg 1.0 0.0\r\ntwice.png 0 1");
        lists.put("valid.txt", "y/view1_frontal.jpg 0 1\nplain.png");
        lists.put("test.txt", "twice.png 0 1");
        for (Map.Entry<String, String> list : lists.entrySet()) {
            Files.writeString(temp.resolve(list.getKey()), list.getValue());
        }
        SplitLists read = read();
        assertEquals(Optional.of(new SplitLists.Line(Split.TRAIN, List.of(false, true))), read.of("a b.png"));
        assertEquals(List.of(true, false), read.of("data/x/view1_frontal.jpg").orElseThrow().values());
        assertEquals(Split.VALIDATION, read.side("y/view1_frontal.jpg"));
        assertEquals(Split.NONE, read.side("z/view1_frontal.jpg"), "two lines share the name");
        assertEquals(Split.VALIDATION, read.side("plain.png"));
        assertEquals(Split.TEST, read.side("twice.png"), "further from training counts");
    }

    private SplitLists read() throws Exception {
        try (Workspace workspace = Workspace
                .openOrCreate(temp.resolve("w"));
                ImportSession session = new ImportSession(ImportRequest.of(temp, "csv"), workspace,
                        ImportProgress.NONE, false)) {
            return SplitLists.read(temp, session);
        }
    }

    private static StudyPlan plan(int patient, Split split) {
        return new StudyPlan("p" + patient, "s" + split, "", split, Optional.empty(), List.of());
    }

    @Property(tries = 50)
    void settledSidesArePartitionsByPatientAndNothingLeavesTheTestSide(@ForAll @IntRange(max = 60) int train,
            @ForAll @IntRange(max = 20) int validation, @ForAll @IntRange(max = 20) int test, @ForAll long seed) {
        List<StudyPlan> plans = new ArrayList<>();
        for (int i = 0; i < train; i++) {
            plans.add(plan(i, Split.TRAIN));
        }
        for (int i = 0; i < validation; i++) {
            plans.add(plan(i + 1000, Split.VALIDATION));
        }
        for (int i = 0; i < test; i++) {
            // Every other test patient stands on the training list as well.
            plans.add(plan(i % 2 == 0 ? i + 2000 : i, Split.TEST));
        }
        List<StudyPlan> settled = new Sides(seed).settle(plans);
        Map<String, Split> sides = new HashMap<>();
        for (int i = 0; i < settled.size(); i++) {
            StudyPlan plan = settled.get(i);
            Split before = sides.putIfAbsent(plan.patient(), plan.split());
            assertTrue(before == null || before == plan.split());
            assertTrue(plans.get(i).split() != Split.TEST || plan.split() == Split.TEST);
        }
        assertEquals(settled, new Sides(seed).settle(plans));
    }

    @Test
    void listsOfTwoSidesAreCompletedFromTheTrainingSide() {
        List<StudyPlan> plans = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            plans.add(plan(i, i < 40 ? Split.TRAIN : Split.VALIDATION));
        }
        Sides sides = new Sides(1);
        List<StudyPlan> settled = sides.settle(plans);
        assertEquals(10, settled.stream().filter(plan -> plan.split() == Split.TEST).count());
        assertEquals(4, settled.stream().filter(plan -> plan.split() == Split.VALIDATION).count());
        assertEquals(1, sides.notices().size());
    }

    @Property(tries = 200)
    void anyBytesAreATableOrRefusedInWords(@ForAll byte[] bytes, @ForAll @IntRange(max = 3) int kind)
            throws IOException {
        byte[][] begins = {{}, "a,b\n".getBytes(StandardCharsets.UTF_8),
            "\"a\",b\r\n1,\"".getBytes(StandardCharsets.UTF_8),
            {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, 'x', ';', 'y', '\n'}};
        Path file = Files.createTempFile("table", ".csv");
        try {
            byte[] content = Arrays.copyOf(begins[kind], begins[kind].length + bytes.length);
            System.arraycopy(bytes, 0, content, begins[kind].length, bytes.length);
            Files.write(file, content);
            CsvTable table = CsvTable.read(file, (path, reason) -> assertFalse(reason.isEmpty()));
            table.rows().forEach(row -> table.columns().forEach(row::get));
        } catch (IOException e) {
            assertTrue(e.getMessage() != null && !e.getMessage().isEmpty());
        } finally {
            Files.delete(file);
        }
    }

    /** A table of a few kilobytes that unpacks to hundreds of megabytes is not unpacked. */
    @Test
    void aPackedTableThatGrowsBeyondMeasureIsRefused() throws IOException {
        Path bomb = temp.resolve("bomb.csv.gz");
        try (java.io.OutputStream out = new java.util.zip.GZIPOutputStream(java.nio.file.Files.newOutputStream(bomb))) {
            for (int i = 0; i < 40; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        IOException refused = assertThrows(IOException.class, () -> CsvTable.readWhole(bomb));
        assertTrue(String.valueOf(refused.getMessage()).contains("unpacks"), refused::getMessage);
    }
}
