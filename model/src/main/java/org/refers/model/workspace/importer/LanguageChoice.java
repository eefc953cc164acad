package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.refers.model.store.AtomicFiles;
import org.refers.model.text.ReportLanguage;
import org.refers.model.text.ReportLanguages;

/**
 * What {@code --language} names: {@code auto}, a code of a language that the program or the workspace knows, or a table of
 * report words. A table is kept in the workspace, so that training swaps sides and scores reports by the same words.
 */
final class LanguageChoice {

    private LanguageChoice() {
    }

    /**
     * The languages of a choice.
     *
     * @param keep whether a table that was named goes into the workspace
     */
    static ReportLanguages of(String language, Path workspace, boolean keep) throws ImportException {
        try {
            String code = language.strip().toLowerCase(Locale.ROOT);
            if (code.equals(ImportRequest.AUTO)) {
                return ReportLanguages.of(workspace);
            }
            if (Files.isRegularFile(ReportLanguages.fileIn(workspace, code.matches("[a-z]{2,3}") ? code : "none"))) {
                return ReportLanguages.only(ReportLanguage.read(ReportLanguages.fileIn(workspace, code)));
            }
            return ReportLanguages.only(ReportLanguage.BUILT_IN.contains(code)
                    ? ReportLanguage.builtIn(code)
                    : given(language, workspace, keep));
        } catch (IOException e) {
            throw new ImportException(String.valueOf(e.getMessage()));
        }
    }

    private static ReportLanguage given(String named, Path workspace, boolean keep)
            throws IOException, ImportException {
        Path file = file(named);
        if (!Files.isRegularFile(file)) {
            throw new ImportException("there is no language " + named + "; the languages are "
                    + String.join(", ", ReportLanguages.of(workspace).codes()) + ", or name a table of report words");
        }
        ReportLanguage table;
        try {
            table = ReportLanguage.read(file);
        } catch (IOException e) {
            throw new ImportException(SourceFolder.nameOf(file) + " " + e.getMessage());
        }
        if (keep) {
            keep(file, table, workspace);
        }
        return table;
    }

    private static void keep(Path file, ReportLanguage table, Path workspace) throws IOException {
        Path place = ReportLanguages.fileIn(workspace, table.language());
        Path folder = place.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        AtomicFiles.writeString(place, Files.readString(file));
    }

    private static Path file(String named) throws ImportException {
        try {
            return Path.of(named);
        } catch (InvalidPathException e) {
            throw new ImportException("there is no language " + named);
        }
    }
}
