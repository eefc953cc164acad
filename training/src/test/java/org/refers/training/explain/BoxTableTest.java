package org.refers.training.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.Box;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.ViewPosition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BoxTableTest {

    @TempDir
    private Path folder;

    private Path table(String text) throws IOException {
        return Files.writeString(folder.resolve("boxes.csv"), text);
    }

    @Test
    void readsTheBoxesOfOnePictureByItsName() throws IOException {
        Path table = table(
                "file,reader,finding,x,y,width,height\nimages/a.png,R1,mass,1,2,3.5,4\nimages/b.png,R1,mass,9,9,9,9\na.png,R2,nodule,5,6,7,8\n");

        assertEquals(List.of(new ReaderBox("R1", "mass", new Box(1, 2, 3.5, 4)),
                new ReaderBox("R2", "nodule", new Box(5, 6, 7, 8))), BoxTable.read(table, "a.png"));
        assertTrue(BoxTable.read(table, "c.png").isEmpty());
    }

    @Test
    void otherNamesOfColumnsAndMissingReadersAreTaken() throws IOException {
        Path table = table("Label, X ,y,w,h\nmass,1,2,3,4\n");

        assertEquals(List.of(new ReaderBox("reference", "mass", new Box(1, 2, 3, 4))), BoxTable.read(table, "a.png"));
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() throws IOException {
        Path missing = table("finding,x,y,width\nmass,1,2,3\n");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> BoxTable.read(missing, "a")).getMessage()
                .contains("no column height or h"));
        Path wrong = table("finding,x,y,width,height\nmass,1,2,3,4\nmass,1,2,-3,4\n");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> BoxTable.read(wrong, "a")).getMessage()
                .startsWith("line 3"));
    }

    /** As the import reads the same table. */
    @Test
    void semicolonsTabsAndByteOrderMarksAreTaken() throws IOException {
        for (String text : List.of("\ufefffile,finding,x,y,width,height\na.png,mass,1,2,3,4\n",
                "file;finding;x;y;width;height\r\na.png;mass;1;2;3;4\r\n",
                "file\tfinding\tx\ty\twidth\theight\na.png\tmass\t1\t2\t3\t4\n")) {
            assertEquals(List.of(new ReaderBox("reference", "mass", new Box(1, 2, 3, 4))),
                    BoxTable.read(table(text), "a.png"));
        }
    }

    @Test
    void damagedTablesAreRefusedInWords() throws IOException {
        String header = "file,finding,x,y,width,height\n";
        assertRefused("is empty", "");
        assertRefused("a quote is not closed", header + "\"a.png,mass,1,2,3,4\n");
        assertRefused("line 2 has 7 values", header + "a.png,mass,1,2,3,4,5\n");
        assertRefused("line 2 has 4 values", header + "a.png,mass,1,2\n");
        assertRefused("line 2: x is no number: left", header + "a.png,mass,left,2,3,4\n");
        assertEquals("is not there", assertThrows(IOException.class,
                () -> BoxTable.read(folder.resolve("none.csv"), "a.png")).getMessage());
        Files.write(folder.resolve("boxes.csv"), new byte[]{'f', (byte) 0xe8, 1});
        assertTrue(String.valueOf(assertThrows(IOException.class,
                () -> BoxTable.read(folder.resolve("boxes.csv"), "a.png")).getMessage()).contains("is not UTF-8"));
    }

    private void assertRefused(String words, String text) throws IOException {
        Path table = table(text);
        Exception refused = assertThrows(Exception.class, () -> BoxTable.read(table, "a.png"));
        assertTrue(refused instanceof IOException || refused instanceof IllegalArgumentException, refused::toString);
        assertTrue(String.valueOf(refused.getMessage()).contains(words), refused::toString);
    }

    @Test
    void viewsAreChosenFrontalThenLateralAndTheFirstIsRepeated() {
        assertEquals(List.of(1, 2, 0), ViewOrder
                .choose(List.of(ViewPosition.LATERAL, ViewPosition.PA, ViewPosition.AP, ViewPosition.OTHER), 3));
        assertEquals(List.of(1, 0, 1), ViewOrder.choose(List.of(ViewPosition.LATERAL, ViewPosition.AP), 3));
        assertEquals(List.of(0, 0, 0), ViewOrder.choose(List.of(ViewPosition.UNKNOWN), 3));
        assertThrows(IllegalArgumentException.class, () -> ViewOrder.choose(List.of(), 3));
    }
}
