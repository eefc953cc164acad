package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.refers.model.study.Report;

/** Report texts by their file names, to be paired with studies; reports that fit no study are listed at the end. */
final class ReportFiles {

    private final ImportSession session;
    private final Map<String, Path> byStem = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final Set<Path> used = new HashSet<>();
    private final Map<Path, Optional<Report>> read = new HashMap<>();
    /** Names of studies without a report, as {@link NearNames} has them. */
    private final Set<String> missed = new HashSet<>();

    private ReportFiles(ImportSession session) {
        this.session = session;
    }

    /** The {@code .txt} files among the files of a folder. */
    static ReportFiles of(List<Path> files, ImportSession session) {
        ReportFiles reports = new ReportFiles(session);
        for (Path file : files) {
            String stem = key(SourceFolder.stemOf(file));
            Path other = reports.byStem.putIfAbsent(stem, file);
            if (other != null) {
                reports.ambiguous.add(stem);
                session.reject(file, "has the same name as another report; neither was used, since nobody can say which"
                        + " study each belongs to");
            }
        }
        for (String stem : reports.ambiguous) {
            Path first = reports.byStem.remove(stem);
            if (first != null) {
                session.reject(first, "has the same name as another report; neither was used, since nobody can say"
                        + " which study each belongs to");
            }
        }
        return reports;
    }

    private static String key(String stem) {
        return stem.strip().toLowerCase(Locale.ROOT);
    }

    boolean isEmpty() {
        return byStem.isEmpty();
    }

    /** The report named like the first of the keys that fits. */
    Optional<Report> find(List<String> keys) {
        for (String key : keys) {
            Path file = byStem.get(key(key));
            if (file != null && !key.isBlank()) {
                used.add(file);
                return read.computeIfAbsent(file, this::read);
            }
        }
        if (!byStem.isEmpty()) {
            keys.stream().map(NearNames::plain).forEach(missed::add);
        }
        return Optional.empty();
    }

    private Optional<Report> read(Path file) {
        try {
            String text = TextFiles.report(file);
            if (text.isBlank()) {
                throw new IOException("is empty");
            }
            return Optional.of(session.report(text));
        } catch (IOException e) {
            session.reject(file, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Lists the reports that no study asked for. */
    void rejectUnused() {
        byStem.values().stream().filter(file -> !used.contains(file)).sorted()
                .forEach(file -> session.reject(file, missed.contains(NearNames.plain(SourceFolder.stemOf(file)))
                        ? "fits no study: it differs from a study's name only in leading zeros"
                        : "fits no study: it is named after no accession number, StudyInstanceUID, folder or picture"));
    }
}
