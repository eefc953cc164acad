package org.refers.viewer.annotate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.refers.model.finding.Box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BoxEditingTest {

    private static final double REACH = 4;
    private static final EditableBox LARGE = new EditableBox("large", new Box(10, 10, 60, 60), "Mass");
    private static final EditableBox SMALL = new EditableBox("small", new Box(30, 30, 10, 10), "Nodule");

    private final List<String> told = new ArrayList<>();
    private final BoxEditing editing = new BoxEditing(new BoxEditing.Edits() {
        @Override
        public void drawn(Box box) {
            told.add("drawn " + box);
        }

        @Override
        public void changed(EditableBox before, Box after) {
            told.add("changed " + before.id() + " " + after);
        }

        @Override
        public void removed(EditableBox box) {
            told.add("removed " + box.id());
        }
    });

    @BeforeEach
    void start() {
        editing.setSize(100, 80);
        editing.boxesProperty().set(List.of(LARGE, SMALL));
    }

    private void pull(double fromX, double fromY, double toX, double toY) {
        editing.press(new Point2D(fromX, fromY), REACH);
        editing.drag(new Point2D((fromX + toX) / 2, (fromY + toY) / 2));
        editing.drag(new Point2D(toX, toY));
        editing.release();
    }

    @Test
    void aDragOverNothingDrawsABoxWithinTheRadiograph() {
        pull(95, 5, 120, 2);
        assertEquals(List.of("drawn " + new Box(95, 2, 5, 3)), told);
        assertEquals(Optional.empty(), editing.draftProperty().get());
    }

    @Test
    void aClickSelectsTheSmallestAndDrawsNothing() {
        pull(35, 35, 35, 35);
        assertEquals(Optional.of("small"), editing.selectedProperty().get());
        pull(15, 40, 16, 40);
        assertEquals(Optional.of("large"), editing.selectedProperty().get());
        pull(5, 5, 5, 5);
        assertEquals(Optional.empty(), editing.selectedProperty().get());
        assertEquals(List.of(), told);
    }

    @Test
    void insideABoxMovesItAndStopsAtTheEdge() {
        pull(35, 35, 40, 20);
        pull(50, 60, 20, -200);
        assertEquals(List.of("changed small " + new Box(35, 15, 10, 10), "changed large " + new Box(0, 0, 60, 60)),
                told);
    }

    @Test
    void aCornerTurnsOverWhenItIsPulledPastTheOther() {
        pull(30, 30, 50, 45);
        assertEquals(List.of("changed small " + new Box(40, 40, 10, 5)), told);
    }

    @Test
    void theMiddleOfAnEdgeMovesThatEdgeAlone() {
        pull(70, 40, 85, 70);
        assertEquals(List.of("changed large " + new Box(10, 10, 75, 60)), told);
    }

    /** The selected box is held where a smaller one lies over it: else it could not be moved there. */
    @Test
    void whatIsSelectedIsHeldFirst() {
        editing.selectedProperty().set(Optional.of("large"));
        pull(35, 35, 36, 39);
        assertEquals(List.of("changed large " + new Box(11, 14, 60, 60)), told);
    }

    @Test
    void escapeGivesUpTheDrag() {
        editing.press(new Point2D(80, 5), REACH);
        editing.drag(new Point2D(90, 30));
        assertTrue(editing.draftProperty().get().isPresent());
        assertTrue(editing.cancel());
        editing.release();
        assertFalse(editing.cancel());
        assertEquals(List.of(), told);
    }

    @Test
    void deleteTakesTheSelectedBoxAlone() {
        assertFalse(editing.delete());
        editing.selectedProperty().set(Optional.of("small"));
        assertTrue(editing.delete());
        assertEquals(List.of("removed small"), told);
        editing.boxesProperty().set(List.of(LARGE));
        assertEquals(Optional.empty(), editing.selectedProperty().get());
    }

    @Test
    void anotherRadiographGivesUpWhatWasDrawn() {
        editing.press(new Point2D(80, 5), REACH);
        editing.drag(new Point2D(90, 30));
        editing.setSize(50, 50);
        editing.release();
        assertEquals(List.of(), told);
    }

    @Property(tries = 300)
    void whateverIsPulledStaysABoxWithinTheRadiograph(@ForAll @IntRange(min = -1, max = 1) int across,
            @ForAll @IntRange(min = -1, max = 1) int down, @ForAll @DoubleRange(min = -300, max = 300) double right,
            @ForAll @DoubleRange(min = -300, max = 300) double below) {
        new BoxGrip(across, down).pulled(SMALL.box(), new Point2D(right, below), 100, 80).ifPresent(box -> {
            assertTrue(box.x() >= 0 && box.y() >= 0 && box.x() + box.width() <= 100 + 1e-9
                    && box.y() + box.height() <= 80 + 1e-9);
        });
    }
}
