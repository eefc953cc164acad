package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.SourceEntry;

/**
 * Reads the Shenzhen and the Montgomery County set: {@code CHNCXR_0001_0.png} or {@code MCUCXR_0001_0.png}, where the last
 * digit tells tuberculosis, and clinical readings as texts of the same names. The sets hold posteroanterior radiographs,
 * one a patient.
 */
final class TuberculosisImporter implements SourceImporter {

    private static final String FINDING = "Tuberculosis";

    private final String kind;
    private final Pattern picture;

    private TuberculosisImporter(String kind, String prefix) {
        this.kind = kind;
        picture = Pattern.compile(prefix + "_(\\d+)_([01])\\.(png|jpg|jpeg|dcm)");
    }

    static TuberculosisImporter shenzhen() {
        return new TuberculosisImporter("shenzhen", "chncxr");
    }

    static TuberculosisImporter montgomery() {
        return new TuberculosisImporter("montgomery", "mcucxr");
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public boolean recognises(Path source) throws IOException {
        return SourceFolder.nearby(source, name -> picture.matcher(name).matches()).isPresent();
    }

    @Override
    public void read(ImportSession session) throws ImportException, IOException {
        SourceFolder folder = session.list();
        SplitLists lists = session.splitLists();
        StudyGathering studies = new StudyGathering();
        for (Path file : folder.files()) {
            Matcher name = picture.matcher(SourceFolder.lowerName(file));
            if (name.matches()) {
                Map<String, FindingLabel> labels = Map.of(FINDING, Words.presentIf(name.group(2).equals("1")));
                studies.study(name.group(1), name.group(1)).report(reading(session, folder, file))
                        .add(new RadiographPlan(file, ViewPosition.PA, "RG", labels, List.of()),
                                lists.side(SourceFolder.nameOf(file)));
            }
        }
        session.addAll(new SourceEntry(kind, session.source(), kind), studies.plans(session));
    }

    /** The clinical reading, without the lines on sex and age that come before it. */
    private static Optional<Report> reading(ImportSession session, SourceFolder folder, Path picture) {
        Optional<Path> file = folder.named(SourceFolder.stemOf(picture) + ".txt").stream().findFirst();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            String text = TextFiles.report(file.get()).lines().map(String::strip)
                    .filter(line -> !isAboutPatient(line)).collect(Collectors.joining("\n")).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(session.report(text));
        } catch (IOException e) {
            session.reject(file.get(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static boolean isAboutPatient(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.startsWith("patient's ") || lower.matches("(fe)?male[, ]+\\d+ *(yrs?|years?|months?|days?).*");
    }
}
