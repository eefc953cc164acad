package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;
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

    /** Files a transaction: few enough that little is lost when the program is killed, many enough to be quick. */
    private static final int BATCH = 256;

    private final ImportRequest request;
    private final Workspace workspace;
    private final ImportProgress progress;
    private final FileReaders readers;
    private final ReportLanguages languages;
    private final List<ImportResult.Rejection> rejected = new ArrayList<>();
    private final Set<String> notices = new LinkedHashSet<>();
    private final Map<String, Boolean> studies = new HashMap<>();
    private final Set<String> movedPatients = new LinkedHashSet<>();
    private WorkspaceCounts added = WorkspaceCounts.NONE;
    private WorkspaceCounts held = WorkspaceCounts.NONE;
    private int copies;
    private boolean splitGiven;

    ImportSession(ImportRequest request, Workspace workspace, ImportProgress progress) throws ImportException {
        languages = LanguageChoice.of(request.language(), workspace.folder());
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
        Sides sides = new Sides(request.seed());
        List<StudyPlan> settled = sides.settle(plans);
        sides.notices().forEach(this::note);
        add(source, settled, 0, settled.size());
    }

    /** Adds studies whose sides are settled or unknown; {@code done} of {@code total} are for the progress. */
    void add(SourceEntry source, List<StudyPlan> plans, int done, int total) throws IOException {
        Map<String, FileFacts> known = workspace.knownFiles(source);
        int from = 0;
        while (from < plans.size() && !progress.isCancelled()) {
            int to = endOfBatch(plans, from);
            List<StudyPlan> batch = plans.subList(from, to);
            List<Path> files = batch.stream().flatMap(plan -> plan.radiographs().stream()).map(RadiographPlan::file)
                    .toList();
            Map<Path, FileProbe.Probed> probed = probe(source, files, known);
            write(source, batch, probed);
            from = to;
            progress.at("Reading radiographs", done + from, total);
        }
        if (progress.isCancelled()) {
            note("The import was stopped; what was read so far is in the workspace, and importing again goes on.");
        }
    }

    private static int endOfBatch(List<StudyPlan> plans, int from) {
        int files = 0;
        int to = from;
        while (to < plans.size() && to - from < BATCH && files < BATCH) {
            files += plans.get(to++).radiographs().size();
        }
        return to;
    }

    /** Reads files side by side; those that cannot be read are listed and missing in the answer. */
    Map<Path, FileProbe.Probed> probe(SourceEntry source, List<Path> files, Map<String, FileFacts> known) {
        return readers.probe(files, file -> Optional.ofNullable(known.get(relative(source, file))), this::reject);
    }

    Map<String, FileFacts> known(SourceEntry source) throws IOException {
        return workspace.knownFiles(source);
    }

    private static String relative(SourceEntry source, Path file) {
        return file.startsWith(source.root())
                ? source.root().relativize(file).toString().replace('\\', '/')
                : file.toString();
    }

    /** Writes studies whose files were read. */
    void write(SourceEntry source, List<StudyPlan> batch, Map<Path, FileProbe.Probed> probed) throws IOException {
        List<StudyDraft> drafts = batch.stream().map(plan -> draft(plan, probed))
                .filter(draft -> !draft.radiographs().isEmpty() || draft.report().isPresent()).toList();
        AddResult result = workspace.add(source, drafts);
        added = added.plus(result.added());
        held = held.plus(result.held());
        result.studies().forEach((study, report) -> studies.merge(study, report, Boolean::logicalOr));
        movedPatients.addAll(result.movedPatients());
        for (AddResult.Duplicate duplicate : result.duplicates()) {
            if (duplicate.kept()) {
                copies++;
            } else {
                reject(duplicate.file(), "holds the same bytes as " + shown(duplicate.first())
                        + ", which the workspace has already");
            }
        }
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
        return new StudyDraft(plan.patient(), plan.study(), plan.taken(), plan.split(), report, radiographs,
                details(plan, probed));
    }

    /** Sex and age as the tables say, else as the first header that says them. */
    private static StudyDetails details(StudyPlan plan, Map<Path, FileProbe.Probed> probed) {
        StudyDetails details = plan.details();
        for (RadiographPlan radiograph : plan.radiographs()) {
            FileProbe.Probed file = probed.get(radiograph.file());
            if (file != null) {
                StudyDetails header = file.header().facts().patient();
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
                BoxGrid.onFile(plan, header, this::reject), device(plan.device(), header.facts().device()));
    }

    /** Draws sides where none were given, and sums up. */
    ImportResult finish() throws IOException {
        if (!splitGiven && request.splits().isEmpty() && !progress.isCancelled()) {
            workspace.splitRest(studies.keySet(), request.shares(), request.seed());
        }
        if (!movedPatients.isEmpty()) {
            note(Sides.count(movedPatients.size(), "patient was", "patients were") + " on another side in the"
                    + " workspace; all their studies are on the side further from training now.");
        }
        if (copies > 0) {
            note(Sides.count(copies, "file holds", "files hold") + " the same bytes as another file of the same"
                    + " patient; both were kept, since the published list names both.");
        }
        int reports = (int) studies.values().stream().filter(report -> report).count();
        return new ImportResult(studies.size(), held.radiographs(), reports, held.labels(), held.boxes(),
                List.copyOf(rejected), added, List.copyOf(notices));
    }

    @Override
    public void close() {
        readers.close();
    }
}
