package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;
import org.refers.model.text.Counted;
import org.refers.model.workspace.Sex;
import org.refers.model.workspace.SourceEntry;

/**
 * Reads the Shenzhen and the Montgomery County set: {@code CHNCXR_0001_0.png} or {@code MCUCXR_0001_0.png}, where the last
 * digit tells tuberculosis, and clinical readings as texts of the same names, or as {@code shenzhen_metadata.csv} and
 * {@code montgomery_metadata.csv} have them. The sets hold posteroanterior radiographs, one a patient.
 */
final class TuberculosisImporter implements SourceImporter {

    private static final String FINDING = "Tuberculosis";
    /** {@code male 45yrs}, {@code Female, 20 years}, {@code Patient's Sex: F}, {@code Patient's Age: 026Y}. */
    private static final Pattern ABOUT_PATIENT = Pattern.compile("(?:patient's sex:\\s*|patient's age:\\s*)?"
            + "(?<sex>male|femal\\w*|[mfo](?=$|[ ,]))?[ ,]*"
            + "(?<age>\\d{1,3} *(?:y|m|w|d|yrs?|years?|months?|mos?|weeks?|days?)\\.?)?(?: old)?[ ,]*",
            Pattern.CASE_INSENSITIVE);

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
        return SourceFolder.nearby(source,
                name -> picture.matcher(name).matches() || name.equals(kind + "_metadata.csv")).isPresent();
    }

    @Override
    public void read(ImportSession session) throws ImportException, IOException {
        SourceFolder folder = session.list();
        SplitLists lists = session.splitLists();
        StudyGathering studies = new StudyGathering();
        Map<String, Reading> readings = table(session, folder);
        tellOthers(session, folder);
        for (Path file : folder.files()) {
            Matcher name = picture.matcher(SourceFolder.lowerName(file));
            if (name.matches() && !isMask(session.source(), file)) {
                Map<String, FindingLabel> labels = Map.of(FINDING, Words.presentIf(name.group(2).equals("1")));
                Reading reading = reading(session, folder, file)
                        .orElseGet(() -> readings.getOrDefault(SourceFolder.nameOf(file), Reading.NONE));
                studies.study(name.group(1), name.group(1)).report(reading.report(session))
                        .details(reading.sex, reading.age).add(new RadiographPlan(file, ViewPosition.PA, "RG", labels,
                                List.of()), lists.side(SourceFolder.nameOf(file)));
            }
        }
        session.addAll(new SourceEntry(kind, session.source(), kind), studies.plans(session));
    }

    /** Masks of lungs bear the names of their radiographs, in folders such as {@code ManualMask/leftMask}. */
    private static boolean isMask(Path source, Path file) {
        Path folder = source.relativize(file).getParent();
        return folder != null && folder.toString().toLowerCase(Locale.ROOT).contains("mask");
    }

    private void tellOthers(ImportSession session, SourceFolder folder) {
        long masks = folder.files().stream().filter(file -> picture.matcher(SourceFolder.lowerName(file)).matches())
                .filter(file -> isMask(session.source(), file)).count();
        if (masks > 0) {
            session.note(Counted.of(masks, "mask of a lung was", "masks of lungs were") + " left alone.");
        }
        TuberculosisImporter other = kind.equals("shenzhen") ? montgomery() : shenzhen();
        long others = folder.files().stream()
                .filter(file -> other.picture.matcher(SourceFolder.lowerName(file)).matches())
                .filter(file -> !isMask(session.source(), file)).count();
        if (others > 0) {
            session.note(Counted.of(others, "radiograph", "radiographs") + " of the set " + other.kind
                    + " lie here too and were left alone; move them to a folder of their own and import that.");
        }
    }

    /** A clinical reading: lines on sex and age, then what was seen. */
    private record Reading(Sex sex, OptionalDouble age, String text) {

        static final Reading NONE = new Reading(Sex.UNKNOWN, OptionalDouble.empty(), "");

        static Reading of(String written) {
            Sex sex = Sex.UNKNOWN;
            OptionalDouble age = OptionalDouble.empty();
            StringBuilder text = new StringBuilder();
            for (String line : written.lines().map(String::strip).toList()) {
                Matcher patient = ABOUT_PATIENT.matcher(line);
                if (!patient.matches()) {
                    text.append(line).append('\n');
                    continue;
                }
                // "femal" is among the spellings.
                String word = Optional.ofNullable(patient.group("sex")).orElse("");
                sex = word.isEmpty() ? sex : Sex.of(word.substring(0, 1));
                age = Optional.ofNullable(patient.group("age")).map(Ages::of).orElse(age);
            }
            return new Reading(sex, age, text.toString().strip());
        }

        Optional<Report> report(ImportSession session) {
            return text.isEmpty() ? Optional.empty() : Optional.of(session.report(text));
        }
    }

    private static Map<String, Reading> table(ImportSession session, SourceFolder folder) {
        Map<String, Reading> readings = new HashMap<>();
        folder.endingWith("_metadata").flatMap(file -> session.optional(file, "study_id", "sex", "age", "findings"))
                .ifPresent(table -> table.rows().forEach(row -> readings.put(row.get("study_id"),
                        new Reading(Sex.of(row.get("sex")), Ages.of(row.get("age")), row.get("findings")))));
        return readings;
    }

    private static Optional<Reading> reading(ImportSession session, SourceFolder folder, Path picture) {
        Optional<Path> file = folder.named(SourceFolder.stemOf(picture) + ".txt").stream().findFirst();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Reading.of(TextFiles.report(file.get())));
        } catch (IOException e) {
            session.reject(file.get(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
