package org.refers.app.study;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.refers.viewer.image.MouseProfile;
import org.refers.viewer.image.MouseProfile.Action;
import org.refers.viewer.image.MouseProfile.Part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class MouseProfilesTest {

    private final ObjectProperty<MouseProfile> now = new SimpleObjectProperty<>(MouseProfile.READING);
    private final MouseProfiles mice = new MouseProfiles(now);

    @Test
    void severalAreKeptByNameAndEachKeepsItsChanges() {
        mice.choose(MouseProfile.READING.with(Part.LEFT, Action.PAN));
        mice.saveAs("Left hand");
        mice.saveAs("Trackball");
        mice.choose(now.get().with(Part.WHEEL, Action.NONE));
        assertEquals(List.of("Left hand", "Trackball"), mice.own().stream().map(MouseProfile::name).toList());
        mice.choose(MouseProfile.OHIF);
        assertEquals(Action.ZOOM, mice.own().get(0).does(Part.WHEEL), "the one before keeps its wheel");
        assertEquals(Action.NONE, mice.own().get(1).does(Part.WHEEL));
        mice.choose(mice.own().get(0));
        assertEquals(Action.PAN, now.get().does(Part.LEFT));
    }

    @Test
    void anotherNameIsTheSameProfile() {
        mice.saveAs("one");
        mice.rename("two");
        assertEquals("two", now.get().name());
        assertEquals(List.of(now.get()), mice.own());
    }

    @Test
    void whatIsDeletedLeavesTheMouseAsItIs() {
        mice.choose(MouseProfile.OHIF.with(Part.LEFT, Action.PAN));
        mice.saveAs("one");
        mice.delete();
        assertEquals(List.of(), mice.own());
        assertEquals(MouseProfile.OHIF.with(Part.LEFT, Action.PAN), now.get());
        mice.saveAs("one");
        assertEquals(MouseProfile.OHIF.with(Part.LEFT, Action.PAN).named("one"), now.get());
    }

    @Test
    void ofTwoThatBearOneNameTheFirstIsRead() {
        mice.read(List.of(MouseProfile.OHIF.named("a"), MouseProfile.WEASIS.named("A")), MouseProfile.OHIF.named("a"));
        assertEquals(List.of(MouseProfile.OHIF.named("a")), mice.own());
        assertEquals("a", now.get().name());
    }

    @Test
    void aNameThatIsNotInTheListIsNone() {
        mice.read(List.of(), MouseProfile.OHIF.with(Part.LEFT, Action.PAN).named("gone"));
        assertFalse(now.get().isNamed());
        assertEquals(Action.PAN, now.get().does(Part.LEFT));
    }
}
