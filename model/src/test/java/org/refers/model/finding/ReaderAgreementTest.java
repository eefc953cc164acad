package org.refers.model.finding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReaderAgreementTest {

    private static ReaderBox box(String reader, String finding, double x, double width) {
        return new ReaderBox(reader, finding, new Box(x, 0, width, 10));
    }

    @Test
    void aBoxWithoutPartnerCountsNothing() {
        // Two thirds of the first pair's union, and a second box of one reader alone.
        List<ReaderBox> boxes = List.of(box("A", "Mass", 0, 10), box("B", "Mass", 2, 10), box("A", "Mass", 50, 10),
                box("A", "Nodule", 0, 5), box("B", "Nodule", 0, 5));
        ReaderAgreement agreement = ReaderAgreement.of(List.of(boxes), List.of(List.of("A", "B")));
        ReaderAgreement.Cell cell = agreement.between("B", "A").orElseThrow();
        assertEquals((8.0 / 12 / 2 + 1) / 2, cell.iou(), 1e-12);
        assertEquals(2, cell.cases());
        assertEquals(agreement.between("A", "B"), agreement.between("B", "A"));
        assertEquals(List.of("A", "B"), agreement.readers());
    }

    @Test
    void theGreatestOverlapIsPairedFirst() {
        List<Box> ours = List.of(new Box(0, 0, 10, 10), new Box(4, 0, 10, 10));
        List<Box> theirs = List.of(new Box(4, 0, 10, 10), new Box(20, 0, 10, 10));
        assertEquals(0.5, ReaderAgreement.overlap(ours, theirs), 1e-12);
    }

    @Test
    void onlyWhatBothHaveReadIsCompared() {
        List<ReaderBox> mass = List.of(box("A", "Mass", 0, 10));
        ReaderAgreement agreement = ReaderAgreement.of(List.of(mass, mass, List.of()),
                List.of(List.of("A"), List.of("A", "B"), List.of("B", "C")));
        assertEquals(Optional.of(new ReaderAgreement.Cell(0, 1)), agreement.between("A", "B"));
        assertEquals(Optional.empty(), agreement.between("A", "C"));
        assertEquals(Optional.empty(), agreement.between("B", "C"));
        assertThrows(IllegalArgumentException.class, () -> ReaderAgreement.of(List.of(mass), List.of()));
    }

    @Property(tries = 200)
    void agreementIsSymmetricWithinBoundsAndDoesNotDependOnTheOrder(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int ours, @ForAll @IntRange(max = 6) int theirs) {
        Random random = new Random(seed);
        List<Box> one = boxes(random, ours);
        List<Box> other = boxes(random, theirs);
        double there = ReaderAgreement.overlap(one, other);
        assertTrue(there >= 0 && there <= 1);
        assertEquals(there, ReaderAgreement.overlap(other, one), 1e-12);
        Collections.shuffle(one, random);
        assertEquals(there, ReaderAgreement.overlap(one, other), 1e-12);
        assertEquals(1, ReaderAgreement.overlap(one, List.copyOf(one)), 1e-12);
    }

    private static List<Box> boxes(Random random, int count) {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boxes.add(new Box(random.nextDouble(50), random.nextDouble(50), 1 + random.nextDouble(40),
                    1 + random.nextDouble(40)));
        }
        return boxes;
    }
}
