package org.refers.model.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.ViewPosition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MovedFolderTest {

    @TempDir
    private Path folder;

    private Path old;
    private Path moved;

    @BeforeEach
    void importFourFiles() throws Exception {
        old = Files.createDirectories(folder.resolve("old"));
        moved = folder.resolve("elsewhere");
        List<StudyDraft> drafts = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            byte[] bytes = ("pixels of " + name).getBytes(StandardCharsets.UTF_8);
            Files.write(old.resolve(name + ".png"), bytes);
            String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            drafts.add(new StudyDraft(name, "s", "", Split.TRAIN, Optional.empty(),
                    List.of(new RadiographDraft(Path.of(name + ".png"), new FileFacts(sha256, bytes.length, 1, 2, 2),
                            ViewPosition.PA, "DX", Map.of("Mass", FindingLabel.PRESENT), List.of()))));
        }
        try (Workspace workspace = Workspace.openOrCreate(folder.resolve("w"))) {
            workspace.add(new SourceEntry("folder", old, ""), drafts);
            workspace.add(new SourceEntry("folder", folder.resolve("second"), ""),
                    List.of(WorkspaceTest.study("other", "s", "", Split.TEST)));
        }
    }

    private MovedFolder.Found accept(Optional<Path> from) throws WorkspaceException {
        try (Workspace workspace = Workspace.open(folder.resolve("w"))) {
            return new MovedFolder(workspace).accept(from, moved);
        }
    }

    private List<StudyEntry> studies() throws WorkspaceException {
        try (Workspace workspace = Workspace.open(folder.resolve("w"))) {
            return workspace.studies();
        }
    }

    private void refused(String why) throws WorkspaceException {
        List<StudyEntry> before = studies();
        String told = String
                .valueOf(assertThrows(WorkspaceException.class, () -> accept(Optional.of(old))).getMessage());
        assertTrue(told.contains(why), told);
        assertEquals(before, studies());
    }

    @Test
    void theFilesAreFoundInTheNewFolderAndAllElseStays() throws IOException {
        List<StudyEntry> before = studies();
        Files.move(old, moved);
        Files.delete(moved.resolve("c.png"));
        assertEquals(new MovedFolder.Found(old, moved, 4, 3, 3, List.of("c.png")), accept(Optional.empty()));
        List<StudyEntry> after = studies();
        assertEquals(moved.resolve("a.png"), after.getFirst().radiographs().getFirst().file());
        assertEquals(before.toString().replace(old.toString(), moved.toString()), after.toString());
    }

    @Test
    void otherBytesOfTheSameSizeAreRefused() throws IOException {
        Files.move(old, moved);
        Files.writeString(moved.resolve("d.png"), "Pixels of d");
        refused("d.png");
    }

    @Test
    void anotherSizeIsRefused() throws IOException {
        Files.move(old, moved);
        Files.writeString(moved.resolve("d.png"), "longer than it was");
        refused("d.png");
    }

    @Test
    void fewerThanHalfOfTheFilesAreAnotherFolder() throws IOException {
        Files.createDirectories(moved);
        Files.copy(old.resolve("a.png"), moved.resolve("a.png"));
        refused("of the 4 files");
    }

    @Test
    void noFolderAndNoSourceAreTold() throws IOException {
        refused("there is no folder");
        Files.createDirectories(moved);
        assertTrue(
                String.valueOf(assertThrows(WorkspaceException.class, () -> accept(Optional.of(folder))).getMessage())
                        .contains("is no folder of this workspace"));
    }
}
