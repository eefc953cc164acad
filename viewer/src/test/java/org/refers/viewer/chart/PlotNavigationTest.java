package org.refers.viewer.chart;

import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PlotNavigationTest {

    private static PlotNavigation over(double last) {
        PlotNavigation navigation = new PlotNavigation();
        navigation.reachTo(last);
        return navigation;
    }

    @Property(tries = 100)
    void theStepZoomedAboutKeepsItsPlace(@ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll @DoubleRange(min = 0.1, max = 3) double factor) {
        StepRange range = new StepRange(200, 1200);
        double about = range.at(share);
        StepRange scaled = range.scaled(about, factor);

        assertEquals(share, (about - scaled.low()) / scaled.length(), 1e-9);
        assertEquals(1000 * factor, scaled.length(), 1e-6);
    }

    @Property(tries = 100)
    void noRangeLeavesTheRun(@ForAll @DoubleRange(min = -500, max = 1500) double low,
            @ForAll @DoubleRange(min = 4, max = 3000) double length) {
        StepRange all = StepRange.upTo(1000);
        StepRange inside = new StepRange(low, low + length).within(all);

        assertTrue(inside.low() >= 0 && inside.high() <= 1000 + 1e-9, inside.toString());
        assertEquals(Math.min(length, 1000), inside.length(), 1e-6);
    }

    @Test
    void aDragInEitherDirectionShowsTheSameSteps() {
        assertEquals(new StepRange(100, 300), StepRange.between(300, 100));
        assertEquals(StepRange.LEAST, StepRange.between(7, 7).length());
        assertThrows(IllegalArgumentException.class, () -> new StepRange(3, 3));
    }

    @Test
    void zoomingInAndOutAgainShowsAllAndFollowsTheRun() {
        PlotNavigation navigation = over(1000);
        navigation.zoom(500, 1);
        assertEquals(new StepRange(100, 900), navigation.range());
        navigation.reachTo(2000);
        assertEquals(new StepRange(100, 900), navigation.range(), "what is zoomed stays while the run goes on");
        navigation.zoom(500, -9);
        assertFalse(navigation.isZoomed());
        navigation.reachTo(3000);
        assertEquals(new StepRange(0, 3000), navigation.range());
    }

    @Test
    void movingStopsAtTheEnds() {
        PlotNavigation navigation = over(1000);
        navigation.show(new StepRange(100, 300));
        navigation.move(5);
        assertEquals(new StepRange(200, 400), navigation.range());
        navigation.move(-90);
        assertEquals(new StepRange(0, 200), navigation.range());
        navigation.reset();
        assertEquals(new StepRange(0, 1000), navigation.range());
    }

    @Test
    void aShorterRunTakesTheZoomWithIt() {
        PlotNavigation navigation = over(1000);
        navigation.show(new StepRange(600, 900));
        navigation.reachTo(500);

        assertEquals(new StepRange(200, 500), navigation.range());
    }

    @Test
    void keysMoveThePointerWithinTheRange() {
        PlotNavigation navigation = over(1000);
        navigation.movePointer(1);
        assertEquals(OptionalDouble.of(500), navigation.pointer());
        navigation.movePointer(1);
        assertEquals(OptionalDouble.of(510), navigation.pointer());
        navigation.movePointer(99);
        assertEquals(OptionalDouble.of(1000), navigation.pointer());
    }
}
