package org.refers.viewer.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refers.viewer.image.MouseProfile.Action;
import org.refers.viewer.image.MouseProfile.Part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MouseProfileTest {

    private final List<String> unknown = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Part.class)
    void whatIsKeptOfAProfileIsReadAgain(Part part) {
        for (MouseProfile profile : MouseProfile.ALL) {
            for (Action action : part.choices()) {
                MouseProfile own = profile.with(part, action);
                assertEquals(action, own.does(part));
                assertEquals(own, MouseProfile.of(profile.id()).reading(own.kept(), unknown::add));
                assertEquals(action != profile.does(part), own.isOwn());
                assertEquals(own.isOwn() ? Map.of(part.id(), action.id()) : Map.of(), own.kept());
                assertEquals(own.isOwn(), own.isChanged(part));
            }
        }
        assertEquals(List.of(), unknown);
    }

    @Test
    void whatIsNotKnownIsToldAndStaysAsTheProfileHasIt() {
        MouseProfile read = MouseProfile.OHIF.reading(
                Map.of("left", "juggle", "wheel", "window", "fifth", "pan", "middle", "zoom"), unknown::add);
        assertEquals(MouseProfile.OHIF.with(Part.MIDDLE, Action.ZOOM), read);
        assertEquals(List.of("fifth=pan", "left=juggle", "wheel=window"), unknown);
    }

    @Test
    void theProfilesThatComeWithTheProgramAreNobodysOwn() {
        assertTrue(MouseProfile.ALL.stream().noneMatch(MouseProfile::isOwn));
        assertEquals(MouseProfile.ALL, MouseProfile.ALL.stream().map(one -> MouseProfile.of(one.id())).toList());
        assertFalse(Arrays.stream(Part.values()).anyMatch(MouseProfile.WEASIS::isChanged));
    }

    @Test
    void aNameStaysWithItsProfileAndMakesItTheUsersOwn() {
        MouseProfile mine = MouseProfile.OHIF.named("  Left hand ");
        assertEquals("Left hand", mine.name());
        assertTrue(mine.isOwn());
        assertFalse(mine.isChanged());
        MouseProfile changed = mine.with(Part.LEFT, Action.PAN);
        assertEquals("Left hand", changed.name());
        assertTrue(changed.isChanged());
        assertEquals(mine, changed.asBegun());
        assertEquals(MouseProfile.OHIF.with(Part.LEFT, Action.PAN), changed.named(""));
    }

    @Test
    void aPartDoesOnlyWhatItCan() {
        assertThrows(IllegalArgumentException.class, () -> MouseProfile.READING.with(Part.WHEEL, Action.WINDOW));
        assertThrows(IllegalArgumentException.class, () -> MouseProfile.READING.with(Part.LEFT, Action.VIEWS));
        assertThrows(IllegalArgumentException.class, () -> new MouseProfile("reading", "", Map.of()));
    }
}
