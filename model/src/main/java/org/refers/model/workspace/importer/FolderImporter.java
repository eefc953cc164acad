package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;

/**
 * Reads DICOM, PNG and JPEG files as they lie in a folder and pairs them with report texts, and with the boxes of
 * structured reports and segmentations among them.
 *
 * <p>DICOM files are grouped by StudyInstanceUID and Patient ID. Pictures tell nothing of themselves, so names do, as
 * {@link PictureGroups} says.
 */
final class FolderImporter implements SourceImporter {

    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "jpe", "dcm", "dicom", "ima", "dc3");
    /** Written by systems and by archives beside the pictures; nobody misses them. */
    private static final Set<String> IGNORED = Set.of("thumbs.db", "desktop.ini", "lockfile", "version");

    @Override
    public String kind() {
        return "folder";
    }

    @Override
    public boolean recognises(Path source) {
        return true;
    }

    @Override
    public void read(ImportSession session) throws ImportException, IOException {
        SourceFolder folder = session.list();
        List<Path> pictures = pictures(folder, session);
        if (pictures.isEmpty()) {
            throw noPicture(session);
        }
        if (!session.request().kind().equalsIgnoreCase(kind())) {
            CsvImporter.unfit(session.source()).ifPresent(table -> session.reject(table.table(),
                    "is no table of radiographs and was left alone: it " + table.why()));
        }
        Reading reading = new Reading(session, new SourceEntry(kind(), session.source(), ""), session.splitLists(),
                reports(folder, session), new PictureGroups(session.source(), pictures),
                new ReportedBoxes(session, pictures.size()), new LinkedHashMap<>(), new HashSet<>());
        int seen = read(reading, pictures);
        if (session.progress().isCancelled()) {
            session.noteStop();
            return;
        }
        if (seen == 0) {
            throw noPicture(session);
        }
        addLateBoxes(reading, pictures);
        reading.reports.rejectUnused();
        reading.boxes.rejectUnused();
        reading.rejectStudiesWithoutReport();
    }

    private static ImportException noPicture(ImportSession session) {
        return new ImportException(session.source() + " holds no DICOM, PNG or JPEG file; name the folder that the"
                + " radiographs are in");
    }

    /** Reads and writes batch by batch; number of files that are no structured reports or segmentations. */
    private static int read(Reading reading, List<Path> pictures) throws IOException {
        ImportSession session = reading.session;
        FileReaders.Reading files = session.reading(reading.source, pictures);
        int done = 0;
        int seen = 0;
        while (done < pictures.size() && !session.progress().isCancelled()) {
            Map<Path, FileProbe.Probed> probed = new LinkedHashMap<>();
            for (FileReaders.Outcome outcome : files.next()) {
                if (outcome.found() instanceof FileProbe.Probed picture) {
                    probed.put(outcome.file(), picture);
                    reading.boxes.pass(done, picture.header());
                } else if (outcome.found() instanceof FileProbe.Marks) {
                    reading.boxes.read(outcome.file());
                    seen--;
                } else {
                    session.reject(outcome.file(), outcome.reason());
                }
                seen++;
                done++;
            }
            session.write(reading.source, plans(reading, probed), probed);
            session.progress().at("Reading radiographs", done, pictures.size());
        }
        return seen;
    }

    /** Boxes whose object comes after its picture, in the folder's order, are added to it now. */
    private static void addLateBoxes(Reading reading, List<Path> pictures) throws IOException {
        List<Path> late = reading.boxes.late().mapToObj(pictures::get).toList();
        FileReaders.Reading files = reading.session.reading(reading.source, late);
        for (List<FileReaders.Outcome> batch = files.next(); !batch.isEmpty(); batch = files.next()) {
            Map<Path, FileProbe.Probed> probed = new LinkedHashMap<>();
            int before = 0;
            int after = 0;
            for (FileReaders.Outcome outcome : batch) {
                if (outcome.found() instanceof FileProbe.Probed picture) {
                    int known = reading.boxes.given(outcome.file());
                    int now = reading.boxes.of(outcome.file(), picture.header()).size();
                    if (now > known) {
                        probed.put(outcome.file(), picture);
                        before += known;
                        after += now;
                    }
                }
            }
            reading.session.writeLate(reading.source, plans(reading, probed), probed, after - before);
        }
    }

    /** What stays the same over the batches of one import. */
    private record Reading(ImportSession session, SourceEntry source, SplitLists lists, ReportFiles reports,
            PictureGroups groups, ReportedBoxes boxes, Map<String, Path> withoutReport, Set<String> withReport) {

        void rejectStudiesWithoutReport() {
            if (!withReport.isEmpty() || session.request().reports().isPresent()) {
                withoutReport.forEach((study, file) -> {
                    if (!withReport.contains(study)) {
                        session.reject(file, "has no report: none is named after its study; it was imported without");
                    }
                });
            }
        }
    }

    private static List<Path> pictures(SourceFolder folder, ImportSession session) {
        List<Path> pictures = new ArrayList<>();
        Map<String, Integer> others = new TreeMap<>();
        for (Path file : folder.files()) {
            String name = SourceFolder.lowerName(file);
            String extension = name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "";
            if (name.equals("dicomdir")) {
                DiscContents.check(file, session);
            } else if (PICTURES.contains(extension)) {
                pictures.add(file);
            } else if (!IGNORED.contains(name) && !extension.equals("txt")) {
                if (FileProbe.hasDicomMark(file)) {
                    pictures.add(file);
                } else {
                    others.merge(extension.isEmpty() ? "without an ending" : "." + extension, 1, Integer::sum);
                }
            }
        }
        if (!others.isEmpty()) {
            session.note("Files of other kinds were left alone: " + others.entrySet().stream()
                    .map(one -> one.getKey() + " (" + one.getValue() + ")").collect(Collectors.joining(", ")) + ".");
        }
        return pictures;
    }

    private static ReportFiles reports(SourceFolder folder, ImportSession session) throws ImportException, IOException {
        Optional<Path> given = session.request().reports();
        if (given.isEmpty()) {
            return ReportFiles.of(folder.withExtension(".txt"), session);
        }
        if (!Files.isDirectory(given.get())) {
            throw new ImportException("--reports " + given.get() + " is not a folder; it should hold report texts,"
                    + " a .txt file a study");
        }
        return ReportFiles.of(SourceFolder.list(given.get(), session::reject).withExtension(".txt"), session);
    }

    private static List<StudyPlan> plans(Reading reading, Map<Path, FileProbe.Probed> probed) {
        Map<String, List<Path>> studies = new LinkedHashMap<>();
        Map<Path, PictureGroups.Group> groups = new HashMap<>();
        probed.forEach((file, found) -> {
            PictureGroups.Group group = reading.groups.of(file, found.header());
            groups.put(file, group);
            studies.computeIfAbsent(group.patient() + "\n" + group.study(), key -> new ArrayList<>()).add(file);
        });
        List<StudyPlan> plans = new ArrayList<>();
        studies.forEach((key, files) -> plans.add(plan(reading, key, files, groups, probed)));
        return plans;
    }

    private static StudyPlan plan(Reading reading, String key, List<Path> files,
            Map<Path, PictureGroups.Group> groups, Map<Path, FileProbe.Probed> probed) {
        Path first = files.getFirst();
        PictureGroups.Group group = groups.getOrDefault(first, new PictureGroups.Group(key, key));
        Split split = Split.NONE;
        String taken = "";
        List<RadiographPlan> radiographs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Path file : files) {
            FileProbe.Probed found = probed.get(file);
            if (found != null) {
                Split listed = reading.lists.side(SourceFolder.nameOf(file));
                split = listed.heldOutMoreThan(split) ? listed : split;
                taken = taken.isEmpty() ? found.header().taken() : taken;
                names.addAll(reading.groups.reportKeys(file, found.header()));
                radiographs.add(new RadiographPlan(file, view(file, found.header()), "", Map.of(),
                        reading.boxes.of(file, found.header())));
            }
        }
        Optional<Report> report = reading.reports.find(names);
        if (report.isPresent()) {
            reading.withReport.add(key);
        } else if (!reading.reports.isEmpty() || reading.session.request().reports().isPresent()) {
            reading.withoutReport.putIfAbsent(key, first);
        }
        return new StudyPlan(group.patient(), group.study(), taken, split, report, radiographs);
    }

    private static ViewPosition view(Path file, FileHeader header) {
        return header.numbers().study().isEmpty()
                ? Words.viewOfStem(SourceFolder.stemOf(file).toLowerCase(Locale.ROOT))
                : ViewPosition.UNKNOWN;
    }
}
