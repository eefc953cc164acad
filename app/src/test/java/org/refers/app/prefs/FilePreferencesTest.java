package org.refers.app.prefs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.task.CurrentThreadTasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FilePreferencesTest {

    private static final OwnMice MICE = new OwnMice("Left hand",
            List.of(new OwnMice.Mouse("Left hand", "ohif", Map.of("left", "pan"))));

    @TempDir
    private Path folder;

    private final List<Throwable> problems = new ArrayList<>();

    private FilePreferences open() {
        return new FilePreferences(folder.resolve("settings/preferences.json"), new CurrentThreadTasks(),
                problems::add);
    }

    @Test
    void whatWasSetIsThereNextTime() {
        open().change(
                now -> now
                        .with(new ViewerPreferences("ohif", Map.of("left", "pan"), MICE, 0.25, "blue_to_yellow", "four",
                                true,
                                "r7",
                                Map.of("fit", List.of("Shift+F"))))
                        .with(now.paths().opened("/data/one")).with(new WindowPreferences("light"))
                        .with(List.of(new KeptWindow("Lung", 0.3, 0.5, "sigmoid"))));

        assertEquals(
                new ViewerPreferences("ohif", Map.of("left", "pan"), MICE, 0.25, "blue_to_yellow", "four", true, "r7",
                        Map.of("fit", List.of("Shift+F"))),
                open().now().viewer());
        assertEquals("light", open().now().window().theme());
        assertEquals(List.of(new KeptWindow("Lung", 0.3, 0.5, "sigmoid")), open().now().displayWindows());
        assertEquals(List.of("/data/one"), open().now().paths().recentWorkspaces());
        assertTrue(problems.isEmpty());
    }

    @Test
    void damagedForeignAndNewerFilesGiveDefaults() throws IOException {
        Files.createDirectories(folder.resolve("settings"));
        Path file = folder.resolve("settings/preferences.json");
        for (String content : List.of("{", "[]", "{\"format\": 99}", "{\"format\":1,\"viewer\":null}",
                "{\"format\":1,\"window\":{\"theme\":\"sepia\"}}", "")) {
            Files.writeString(file, content);
            assertEquals(Preferences.DEFAULT, open().now(), content);
        }
    }

    @Test
    void aHandEditedNumberIsPutBackIntoItsRange() throws IOException {
        Files.createDirectories(folder.resolve("settings"));
        Files.writeString(folder.resolve("settings/preferences.json"),
                "{\"format\":1,\"viewer\":{\"mouseProfile\":\"left\",\"mouse\":{\"wheel\":null},\"ownMice\":{\"all\":[null,{\"name\":\" \"}]},\"mapOpacity\":7,\"hanging\":\"nine\",\"keys\":null},\"other\":true}");
        assertEquals(ViewerPreferences.DEFAULT, open().now().viewer());
    }

    @Test
    void whatAnEarlierVersionWroteHasNoProfilesOfOnesOwnAndElseHolds() throws IOException {
        Files.createDirectories(folder.resolve("settings"));
        Files.writeString(folder.resolve("settings/preferences.json"),
                "{\"format\":1,\"viewer\":{\"mouseProfile\":\"ohif\",\"mouse\":{\"left\":\"pan\"}}}");
        assertEquals(Map.of("left", "pan"), open().now().viewer().mouse());
        assertEquals(OwnMice.NONE, open().now().viewer().ownMice());
    }

    @Test
    void aDisplayWindowThatIsNoneIsLeftOut() throws IOException {
        Files.createDirectories(folder.resolve("settings"));
        Files.writeString(folder.resolve("settings/preferences.json"),
                "{\"format\":1,\"displayWindows\":[null,{\"name\":\"\",\"middle\":0.5,\"width\":1},{\"name\":\"a\",\"width\":0},{\"name\":\"b\",\"middle\":0.5,\"width\":1,\"shape\":\"step\"}]}");
        assertEquals(List.of(new KeptWindow("b", 0.5, 1, "linear_exact")), open().now().displayWindows());
    }

    @Test
    void recentWorkspacesAreFewAndTheLastOneLeads() {
        PathPreferences paths = PathPreferences.DEFAULT;
        for (int i = 0; i < 10; i++) {
            paths = paths.opened("/data/" + i);
        }
        paths = paths.opened("/data/7");
        assertEquals(6, paths.recentWorkspaces().size());
        assertEquals("/data/7", paths.recentWorkspaces().getFirst());
        assertEquals(5, paths.without("/data/7").recentWorkspaces().size());
    }

    @Test
    void theLastPlaceIsKeptAndGoesWithItsWorkspace() throws IOException {
        LastPlace place = new LastPlace("/data/one", "r1", "p1", 2, "DATA");
        open().change(now -> now.with(now.paths().opened("/data/one").at(place)));
        assertEquals("data", open().now().paths().last().screen());
        assertFalse(Files.readString(folder.resolve("settings/preferences.json")).contains("true"),
                "what follows from the rest is not kept");
        assertEquals(place, open().now().paths().opened("/data/two").last());
        assertEquals(place, open().now().paths().without("/data/two").last());
        assertEquals(LastPlace.NONE, open().now().paths().without("/data/one").last());
        Files.writeString(folder.resolve("settings/preferences.json"), "{\"format\":1,\"paths\":"
                + "{\"recentWorkspaces\":[\"/a\"],\"last\":{\"workspace\":\"/a\",\"study\":-3,\"screen\":\"attic\"}}}");
        assertEquals(new LastPlace("/a", "", "", 0, "studies"), open().now().paths().last());
        assertFalse(open().now().paths().last().known());
    }

    @Test
    void aFolderThatCannotBeWrittenIsTold() throws IOException {
        Files.writeString(folder.resolve("settings"), "a file where the folder should be");
        open().change(
                now -> now.with(
                        new ViewerPreferences("analysis", Map.of(), OwnMice.NONE, 0.5, "fuchsia", "one", false,
                                "reader", Map.of())));
        assertEquals(1, problems.size());
    }
}
