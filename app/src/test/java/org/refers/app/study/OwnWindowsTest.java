package org.refers.app.study;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.refers.model.study.WindowLevel.Function;
import org.refers.viewer.image.OwnWindow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OwnWindowsTest {

    private final ObjectProperty<List<OwnWindow>> all = new SimpleObjectProperty<>(List.of());
    private double shown = 0.5;
    private final OwnWindows own = new OwnWindows(all,
            name -> Optional.of(window(name, shown)).filter(one -> shown > 0));

    private static OwnWindow window(String name, double middle) {
        return new OwnWindow(name, middle, 0.5, Function.SIGMOID);
    }

    private List<String> names() {
        return all.get().stream().map(OwnWindow::name).toList();
    }

    @Test
    void whatIsShownIsKeptRenamedReplacedMovedAndForgotten() {
        assertTrue(own.keep("Lung"));
        shown = 0.7;
        assertTrue(own.keep(" Bone "));
        assertEquals(List.of("Lung", "Bone"), names());
        own.move(1, -1);
        assertEquals(List.of("Bone", "Lung"), names());
        own.rename(0, "Ribs");
        shown = 0.9;
        assertTrue(own.replace(1));
        assertEquals(List.of(window("Ribs", 0.7), window("Lung", 0.9)), all.get());
        own.delete(0);
        assertEquals(List.of("Lung"), names());
    }

    @Test
    void withoutARadiographNothingIsKept() {
        shown = -1;
        assertFalse(own.keep("Lung"));
        assertEquals(List.of(), all.get());
    }

    @Test
    void aNameIsGivenOnceWhateverItsLetters() {
        own.keep("Lung");
        assertFalse(own.isFree(" lung"));
        assertFalse(own.isFree(" "));
        assertTrue(own.isFree("Lungs"));
    }

    @Test
    void ofWhatPreferencesKeepTheFirstOfANameCountsAndNoMoreThanHaveKeys() {
        own.read(List.of(window("a", 1), window("A", 2), window("b", 3), window("c", 4), window("d", 5),
                window("e", 6), window("f", 7), window("g", 8)));
        assertEquals(List.of("a", "b", "c", "d", "e", "f"), names());
        assertFalse(own.hasRoom());
        own.delete(5);
        assertTrue(own.hasRoom());
    }
}
