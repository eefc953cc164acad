package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;
import org.refers.model.text.Counted;
import org.refers.model.text.ReportLanguages;
import org.refers.model.workspace.Acquisition;
import org.refers.model.workspace.AddResult;
import org.refers.model.workspace.FileFacts;
import org.refers.model.workspace.RadiographDraft;
import org.refers.model.workspace.Sex;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.StudyDetails;
import org.refers.model.workspace.StudyDraft;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceCounts;

/** One import while it goes on: what an importer reads with, adds through and complains to. */
final class ImportSession implements AutoCloseable {

    /** A transaction of studies that came without radiographs, which are not read and take no time. */
    private static final int MOST_STUDIES = 4096;

    private final ImportRequest request;
    private final Workspace workspace;
    private final ImportProgress progress;
    private final FileReaders readers;
    private final ReportLanguages languages;
    private final List<ImportResult.Rejection> rejected = new ArrayList<>();
    private final Set<String> notices = new LinkedHashSet<>();
    private final Map<String, Boolean> studies = new HashMap<>();
    private final Set<String> movedPatients = new LinkedHashSet<>();
    private final Set<String> keptPatients = new LinkedHashSet<>();
    private WorkspaceCounts added = WorkspaceCounts.NONE;
    private WorkspaceCounts held = WorkspaceCounts.NONE;
    /** What DICOM files are besides, by their preambles, and how many of them. */
    private final Map<String, Integer> programs = new TreeMap<>();
    private final boolean looking;
    private boolean stopped;
    private final NearNames nearNames = new NearNames();
    private int copies;
    private boolean splitGiven;

    /**
     * Begins an import.
     *
     * @param looking whether the workspace is thrown away afterwards, so that nothing beside it is written
     */
    ImportSession(ImportRequest request, Workspace workspace, ImportProgress progress, boolean looking)
            throws ImportException {
        languages = LanguageChoice.of(request.language(), workspace.folder(), !looking);
        this.looking = looking;
        this.request = request;
        this.workspace = workspace;
        this.progress = progress;
        readers = new FileReaders(request.threads());
    }

    ImportRequest request() {
        return request;
    }

    ImportProgress progress() {
        return progress;
    }

    Path source() {
        return request.source();
    }

    /** Lists a file that was left out. */
    void reject(Path file, String reason) {
        rejected.add(new ImportResult.Rejection(shown(file), reason));
    }

    /** A file's path below the source, or the whole path of one that lies elsewhere. */
    private String shown(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(request.source()) && !absolute.equals(request.source())
                ? request.source().relativize(absolute).toString().replace('\\', '/')
                : absolute.toString();
    }

    /** Tells the user something; no name or number of a patient. */
    void note(String sentence) {
        notices.add(sentence);
    }

    /** Says that sides were given, so that patients without one stay without. */
    void splitIsGiven() {
        splitGiven = true;
    }

    SourceFolder list() throws IOException {
        return SourceFolder.list(request.source(), this::reject);
    }

    CsvTable table(Path file) throws IOException {
        return CsvTable.read(file, this::reject);
    }

    /** A table without which nothing can be imported. */
    CsvTable needed(Path file, String... columns) throws ImportException {
        try {
            return table(file).require(columns);
        } catch (IOException e) {
            throw new ImportException(SourceFolder.nameOf(file) + " " + e.getMessage());
        }
    }

    /** A table that may be missing or bad: then it is listed and left out. */
    Optional<CsvTable> optional(Path file, String... columns) {
        try {
            return Optional.of(table(file).require(columns));
        } catch (IOException e) {
            reject(file, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The lists of --splits, none if it was not given. */
    SplitLists splitLists() throws ImportException, IOException {
        return request.splits().isEmpty() ? SplitLists.none() : SplitLists.read(request.splits().get(), this);
    }

    /** Reads a report's sections from its text. */
    Report report(String text) {
        return languages.parse(text);
    }

    /** Settles the sides of all studies of a source and adds them, batch by batch. */
    void addAll(SourceEntry source, List<StudyPlan> plans) throws IOException {
        Sides sides = new Sides(request.seed(), workspace.knownSides(source));
        List<StudyPlan> settled = sides.settle(eachOnce(plans));
        sides.notices().forEach(this::note);
        add(source, settled);
    }

    /** A table may name a picture twice, also for two patients: the first row counts, but for the side. */
    private List<StudyPlan> eachOnce(List<StudyPlan> plans) {
        Set<Path> seen = new HashSet<>();
        Set<Path> twice = new LinkedHashSet<>();
        plans.forEach(plan -> plan.radiographs().stream().map(RadiographPlan::file).filter(file -> !seen.add(file))
                .forEach(twice::add));
        twice.forEach(file -> reject(file, "is named in more than one row of the table; the first row counts"));
        Set<Path> open = new HashSet<>(twice);
        return twice.isEmpty()
                ? plans
                : plans.stream()
                        .flatMap(plan -> plan
                                .keeping(picture -> !twice.contains(picture.file()) || open.remove(picture.file()))
                                .stream())
                        .toList();
    }

    private void add(SourceEntry source, List<StudyPlan> plans) throws IOException {
        List<Path> files = plans.stream().flatMap(plan -> plan.radiographs().stream()).map(RadiographPlan::file)
                .toList();
        FileReaders.Reading reading = reading(source, files);
        Deque<FileReaders.Outcome> read = new ArrayDeque<>();
        int from = 0;
        while (from < plans.size() && !progress.isCancelled()) {
            read.addAll(reading.next());
            int to = from;
            Map<Path, FileProbe.Probed> probed = new HashMap<>();
            while (to < plans.size() && plans.get(to).radiographs().size() <= read.size() && to - from < MOST_STUDIES) {
                for (int i = plans.get(to++).radiographs().size(); i > 0; i--) {
                    picture(read.remove()).ifPresent(picture -> probed.put(picture.file(), picture.probed()));
                }
            }
            write(source, plans.subList(from, to), probed);
            from = to;
            progress.at("Reading radiographs", from, plans.size());
        }
        if (from < plans.size()) {
            noteStop();
        }
    }

    /** Whether something was left unread since the user wanted an end; a stop that came when all was read is none. */
    boolean isStopped() {
        return stopped;
    }

    void noteStop() {
        stopped = true;
        note(looking
                ? "The look was stopped; only what was read so far is counted, and the rest is unknown."
                : "The import was stopped; what was read so far is in the workspace, and importing again goes on.");
    }

    /** A file with what was read of it. */
    private record Picture(Path file, FileProbe.Probed probed) {
    }

    /** What was read of a file that a table calls a picture; one that is none is listed. */
    private Optional<Picture> picture(FileReaders.Outcome outcome) {
        if (outcome.found() instanceof FileProbe.Probed probed) {
            return Optional.of(new Picture(outcome.file(), probed));
        }
        reject(outcome.file(), outcome.found() == null
                ? nearNames.explain(outcome.file(), outcome.reason())
                : "is a structured report, a segmentation or a presentation state and no radiograph");
        return Optional.empty();
    }

    /** Keys for names of readers. */
    UnaryOperator<String> readerKeys() throws IOException {
        return workspace.readerKeys();
    }

    /** Begins to read files, of which those that the workspace knows are not hashed again. */
    FileReaders.Reading reading(SourceEntry source, List<Path> files) throws IOException {
        if (!workspace.knows(source)) {
            return readers.read(files, chunk -> chunk.stream().map(file -> Optional.<FileFacts>empty()).toList());
        }
        return readers.read(files,
                chunk -> workspace.knownFiles(source, chunk.stream().map(file -> relative(source, file)).toList()));
    }

    private static String relative(SourceEntry source, Path file) {
        return file.startsWith(source.root())
                ? source.root().relativize(file).toString().replace('\\', '/')
                : file.toString();
    }

    /** Writes studies whose files were read. */
    void write(SourceEntry source, List<StudyPlan> batch, Map<Path, FileProbe.Probed> probed) throws IOException {
        held = held.plus(added(source, batch, probed).held());
        probed.forEach((file, found) -> {
            if (!found.header().undecoded().isEmpty()) {
                reject(file,
                        "is compressed as " + found.header().undecoded() + ", which this program does not decode; it"
                                + " was imported, but can neither be shown nor trained on");
            }
        });
    }

    /**
     * Writes boxes that were found after their pictures were written.
     *
     * @param boxes number of those that were not counted then
     */
    void writeLate(SourceEntry source, List<StudyPlan> batch, Map<Path, FileProbe.Probed> probed, int boxes)
            throws IOException {
        added(source, batch, probed);
        held = held.plus(new WorkspaceCounts(0, 0, 0, 0, 0, boxes));
    }

    private AddResult added(SourceEntry source, List<StudyPlan> batch, Map<Path, FileProbe.Probed> probed)
            throws IOException {
        probed.forEach((file, found) -> found.program().ifPresent(program -> programs.merge(program, 1, Integer::sum)));
        List<StudyDraft> drafts = batch.stream().map(plan -> draft(plan, probed))
                .filter(draft -> !draft.radiographs().isEmpty() || draft.report().isPresent()).toList();
        AddResult result = workspace.add(source, drafts);
        added = added.plus(result.added());
        result.studies().forEach((study, report) -> studies.merge(study, report, Boolean::logicalOr));
        movedPatients.addAll(result.movedPatients());
        keptPatients.addAll(result.keptPatients());
        for (AddResult.Duplicate duplicate : result.duplicates()) {
            if (duplicate.kept()) {
                copies++;
            } else {
                reject(duplicate.file(), "holds the same bytes as " + shown(duplicate.first())
                        + ", which the workspace has already");
            }
        }
        return result;
    }

    private StudyDraft draft(StudyPlan plan, Map<Path, FileProbe.Probed> probed) {
        List<RadiographDraft> radiographs = plan.radiographs().stream()
                .flatMap(radiograph -> Optional.ofNullable(probed.get(radiograph.file()))
                        .map(file -> draft(radiograph, file)).stream())
                .toList();
        // A report whose pictures were all rejected stays with the study only if it came without any.
        Optional<Report> report = plan.radiographs().isEmpty() || !radiographs.isEmpty()
                ? plan.report()
                : Optional.empty();
        return new StudyDraft(plan.patient(), plan.study(), taken(plan, probed), plan.split(), report, radiographs,
                details(plan, probed));
    }

    /** The date as the tables say, else as the first header that says one. */
    private static String taken(StudyPlan plan, Map<Path, FileProbe.Probed> probed) {
        return plan.taken().isEmpty()
                ? plan.radiographs().stream().map(radiograph -> probed.get(radiograph.file())).filter(Objects::nonNull)
                        .map(file -> file.header().taken()).filter(taken -> !taken.isEmpty()).findFirst().orElse("")
                : plan.taken();
    }

    /** Sex and age as the tables say, else as the first header that says them. */
    private static StudyDetails details(StudyPlan plan, Map<Path, FileProbe.Probed> probed) {
        StudyDetails details = plan.details();
        for (RadiographPlan radiograph : plan.radiographs()) {
            FileProbe.Probed file = probed.get(radiograph.file());
            if (file != null) {
                StudyDetails header = file.header().patientFacts();
                details = new StudyDetails(details.sex() == Sex.UNKNOWN ? header.sex() : details.sex(),
                        details.age().isPresent() ? details.age() : header.age(), details.labels());
            }
        }
        return details;
    }

    private static Acquisition device(Acquisition table, Acquisition header) {
        return new Acquisition(table.manufacturer().isEmpty() ? header.manufacturer() : table.manufacturer(),
                table.device().isEmpty() ? header.device() : table.device(),
                table.laterality().isEmpty() ? header.laterality() : table.laterality(),
                table.rowSpacing().isPresent() ? table.rowSpacing() : header.rowSpacing(),
                table.columnSpacing().isPresent() ? table.columnSpacing() : header.columnSpacing());
    }

    private RadiographDraft draft(RadiographPlan plan, FileProbe.Probed probed) {
        FileHeader header = probed.header();
        ViewPosition view = plan.view() == ViewPosition.UNKNOWN ? header.view() : plan.view();
        String modality = plan.modality().isEmpty() ? header.modality() : plan.modality();
        return new RadiographDraft(plan.file(), probed.facts(), view, modality, plan.labels(),
                BoxGrid.onFile(plan, header, this::reject), device(plan.device(), header.device()));
    }

    /** Keys of the source's studies that stand in the workspace. */
    Set<String> studyKeys() {
        return studies.keySet();
    }

    /** Draws sides where none were given, and sums up. */
    ImportResult finish() throws IOException {
        if (!splitGiven && request.splits().isEmpty() && !progress.isCancelled()) {
            workspace.splitRest(studies.keySet(), request.shares(), request.seed());
        }
        if (!looking) {
            workspace.keepIndex();
        }
        noteSides();
        if (copies > 0) {
            note(Counted.of(copies, "file holds", "files hold") + " the same bytes as another file of the same"
                    + " patient; both were kept, since the published list names both.");
        }
        programs.forEach((program,
                count) -> note(Counted.of(count, "DICOM file begins", "DICOM files begin") + " like "
                        + program + ": never run or unpack " + (count == 1 ? "it" : "them")
                        + "; the picture was read as usual."));
        int reports = (int) studies.values().stream().filter(report -> report).count();
        return new ImportResult(studies.size(), held.radiographs(), reports, held.labels(), held.boxes(),
                List.copyOf(rejected), added, List.copyOf(notices));
    }

    /** Nothing is said of patients of whom an import brought nothing new. */
    private void noteSides() {
        keptPatients.removeAll(movedPatients);
        if (!movedPatients.isEmpty()) {
            note(Counted.of(movedPatients.size(), "patient who was in the workspace has",
                    "patients who were in the workspace have") + " gone over, with all their studies, to a side further"
                    + " from training (test before validation before training), since this source puts them there; a"
                    + " model that learned from them has seen what is now held out.");
        }
        if (!keptPatients.isEmpty()) {
            note(Counted.of(keptPatients.size(), "patient with new studies stays", "patients with new studies stay")
                    + " on the side where the workspace has them, which is further from training than the one this source"
                    + " names.");
        }
    }

    @Override
    public void close() {
        readers.close();
    }
}
