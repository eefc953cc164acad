package org.refers.model.finding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ConsensusTest {

    private final Consensus consensus = new Consensus(0.4, 2);

    private static ReaderBox box(String reader, String finding, double x) {
        return new ReaderBox(reader, finding, new Box(x, 0, 10, 10));
    }

    @Test
    void boxesOfEnoughReadersBecomeTheirMean() {
        assertEquals(List.of(new ReaderBox("consensus", "Mass", new Box(1, 0, 10, 10))),
                consensus.of(List.of(box("a", "Mass", 0), box("b", "Mass", 1), box("c", "Mass", 2))));
    }

    @Test
    void oneReaderOtherPlacesAndOtherFindingsAreNoAgreement() {
        assertEquals(List.of(), consensus.of(List.of(box("a", "Mass", 0), box("a", "Mass", 1), box("b", "Mass", 8),
                box("c", "Nodule", 0))));
        assertEquals(List.of(), consensus.of(List.of()));
    }

    @Property(tries = 50)
    void theOrderOfRowsDoesNotMatter(@ForAll Random random) {
        List<ReaderBox> boxes = new ArrayList<>(List.of(box("a", "Mass", 0), box("b", "Mass", 2), box("c", "Mass", 4),
                box("a", "Mass", 20), box("c", "Mass", 22), box("b", "Nodule", 0)));
        List<ReaderBox> before = consensus.of(boxes);
        Collections.shuffle(boxes, random);
        assertEquals(before, consensus.of(boxes));
    }
}
