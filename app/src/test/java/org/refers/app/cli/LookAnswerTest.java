package org.refers.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.image.PngWriter;
import org.refers.model.workspace.importer.ImportLook;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.Importers;

import static org.junit.jupiter.api.Assertions.assertTrue;

class LookAnswerTest {

    @TempDir
    private Path folder;

    private String words(boolean stop) throws Exception {
        PngWriter.writeGrey(folder.resolve("a.png"), 8, 8, new byte[64]);
        ImportLook look = Importers.look(ImportRequest.of(folder, ImportRequest.AUTO), Optional.empty(),
                new ImportProgress() {
                    @Override
                    public void at(String phase, long done, long total) {
                        // Only the stop is of interest.
                    }

                    @Override
                    public boolean isCancelled() {
                        return stop;
                    }
                });
        return LookAnswer.words(look);
    }

    @Test
    void aStoppedLookSaysNothingOfWhatItDidNotSee() throws Exception {
        String whole = words(false);
        assertTrue(whole.contains("this import would bring 1 study") && whole.contains("Nothing would be left out"),
                whole);
        String part = words(true);
        assertTrue(part.contains("what was read before the stop has 0 studies"), part);
        assertTrue(part.contains("Of what was read, nothing would be left out"), part);
    }
}
