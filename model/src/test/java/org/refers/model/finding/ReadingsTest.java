package org.refers.model.finding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ReadingsTest {

    private static final Box HERE = new Box(0, 0, 10, 10);
    private static final Box BESIDE = new Box(5, 0, 10, 10);

    private static ReaderBox box(String reader, String finding, Box box) {
        return new ReaderBox(reader, finding, box);
    }

    /** The model reads the first radiograph alone, and knows no hernia. */
    @Test
    void aModelIsOneMoreReaderOfWhatItReadsAndKnows() {
        Readings readings = new Readings(
                Map.of("one", List.of(box("A", "mass", HERE), box("B", "mass", BESIDE), box("A", "hernia", HERE)),
                        "two", List.of(box("A", "mass", HERE), box("B", "mass", HERE))),
                Map.of("one", Set.of("A", "B"), "two", Set.of("A", "B")));
        ReaderAgreement all = readings.with("M", List.of("mass", "nodule"),
                Map.of("one", List.of(box("M", "mass", HERE))));

        assertEquals(List.of("A", "B", "M"), all.readers());
        assertEquals(readings.agreement().between("A", "B"), all.between("A", "B"),
                "readers among each other as before");
        assertEquals(Optional.of(new ReaderAgreement.Cell(1, 1)), all.between("M", "A"));
        assertEquals(1 / 3.0, all.between("B", "M").orElseThrow().iou(), 1e-12);
        assertEquals(Set.of("hernia", "mass"), readings.findings());
    }

    @Test
    void aFindingThatTheModelMissesCountsAgainstIt() {
        Readings readings = new Readings(Map.of("one", List.of(box("A", "mass", HERE))), Map.of("one", Set.of("A")));
        assertEquals(Optional.of(new ReaderAgreement.Cell(0, 1)),
                readings.with("M", List.of("mass"), Map.of("one", List.of())).between("A", "M"));
        assertEquals(Optional.empty(), readings.with("M", List.of("nodule"), Map.of("one", List.of()))
                .between("A", "M"), "nothing to compare");
    }

    @Test
    void noReaderIsTakenForTheModel() {
        Readings readings = new Readings(Map.of("one", List.of()), Map.of("one", Set.of("Model", "Model*")));
        assertEquals("Model**", readings.freeName("Model"));
        assertEquals("Net", readings.freeName("Net"));
        assertThrows(IllegalArgumentException.class, () -> new Readings(Map.of("one", List.of()), Map.of()));
    }
}
