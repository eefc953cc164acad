package org.refers.app.frame;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.refers.app.study.StudyCommand;
import org.refers.viewer.command.Command;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.command.KeyStroke;
import org.refers.viewer.image.MouseProfile;
import org.refers.viewer.image.ViewCommand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KeyPresetsTest {

    static final List<MouseProfile> PROFILES = MouseProfile.ALL;

    @ParameterizedTest
    @FieldSource("PROFILES")
    void everyCommandHasAKeyOfItsOwnInEveryProfile(MouseProfile profile) {
        KeyMap keys = CommandTable.keys().over(KeyPresets.of(profile));
        assertEquals(List.of(), keys.conflicts());
        assertEquals(List.of(), CommandTable.all().stream().filter(command -> keys.keys(command).isEmpty()).toList());
        Set<String> ids = CommandTable.all().stream().map(Command::id).collect(Collectors.toSet());
        assertTrue(ids.containsAll(KeyPresets.of(profile).keySet()), "a preset names commands that are there");
    }

    @ParameterizedTest
    @FieldSource("PROFILES")
    void whatTheUserChoseOutlastsEveryProfile(MouseProfile profile) {
        KeyMap chosen = CommandTable.keys().with(StudyCommand.NEXT_STUDY, List.of(KeyStroke.parse("Space")))
                .over(KeyPresets.of(profile));
        assertEquals(StudyCommand.NEXT_STUDY, chosen.commandOf(KeyStroke.parse("Space")).orElseThrow());
        assertEquals(1, chosen.kept().size());
    }

    @ParameterizedTest
    @FieldSource("PROFILES")
    void whatBothViewersSayAlikeIsThereInTheirProfiles(MouseProfile profile) {
        KeyMap keys = CommandTable.keys().over(KeyPresets.of(profile));
        assertEquals(ViewCommand.TOOL_ZOOM, keys.commandOf(KeyStroke.parse("Z")).orElseThrow());
        assertEquals(ViewCommand.TOOL_DISTANCE, keys.commandOf(KeyStroke.parse("D")).orElseThrow());
        boolean weasis = profile.equals(MouseProfile.WEASIS);
        assertEquals(weasis ? StudyCommand.NEXT_VIEW : StudyCommand.NEXT_PANE,
                keys.commandOf(KeyStroke.parse("Right")).orElseThrow());
        assertEquals(weasis ? ViewCommand.GRAPHICS : ViewCommand.RESET,
                keys.commandOf(KeyStroke.parse("Space")).orElseThrow());
    }
}
