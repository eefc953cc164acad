package org.refers.model.dicom.deidentify;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomFile;
import org.refers.model.dicom.DicomReader;
import org.refers.model.store.AtomicFiles;

/**
 * De-identifies the DICOM files of a folder and the report texts among them. Bad files are left out and listed; the rest
 * goes on. A run that was cut off goes on where it was, since the same key gives the same names.
 */
public final class DeidentificationRun {

    /**
     * Files before the record is first written; later ones wait until a quarter more is done, so that the record of many
     * files is not written over and over. What was done in between is done again after a break.
     */
    private static final int FIRST_BATCH = 200;
    private static final long LARGEST_FILE = 1L << 30;
    private static final long LARGEST_TEXT = 4L << 20;

    private final DeidentificationRequest request;
    private final PseudonymKey key;
    private final FileDeidentifier deidentifier;
    private final Set<String> reviewed;
    private final StudyTexts studies = new StudyTexts();
    private final Mapping mapping = new Mapping();
    private final Map<String, DeidentificationRecord.FileEntry> files = new LinkedHashMap<>();
    private final Map<String, DeidentificationRecord.ReportEntry> reports = new LinkedHashMap<>();
    private final List<DeidentificationResult.Rejection> rejected = new ArrayList<>();
    private final Map<String, Path> seen = new HashMap<>();
    private int unchanged;

    private DeidentificationRun(DeidentificationRequest request, PseudonymKey key, Set<String> reviewed) {
        this.request = request;
        this.key = key;
        this.reviewed = new HashSet<>(reviewed);
        deidentifier = new FileDeidentifier(request.options(), key);
    }

    /**
     * Does it.
     *
     * @param progress hears how many files were looked at
     * @throws DeidentificationException if nothing can be done: a wrong folder, key or record
     * @throws IOException if the output cannot be written
     */
    public static DeidentificationResult of(DeidentificationRequest request, IntConsumer progress)
            throws DeidentificationException, IOException {
        OutputFolder.check(request);
        Set<String> reviewed = request.reviewed().isPresent() ? ReviewList.read(request.reviewed().get()) : Set.of();
        DeidentificationRun run = new DeidentificationRun(request, PseudonymKey.ofFile(request.key()), reviewed);
        return run.run(progress);
    }

    private DeidentificationResult run(IntConsumer progress) throws DeidentificationException, IOException {
        List<Path> originals = OriginalFiles.of(request.source(), this::reject);
        Files.createDirectories(request.out());
        takeUp();
        List<Path> texts = new ArrayList<>();
        int done = 0;
        int save = FIRST_BATCH;
        for (Path original : originals) {
            if (isText(original)) {
                texts.add(original);
            } else {
                file(original);
            }
            progress.accept(++done);
            if (done >= save) {
                record().write(request.out());
                save = done + Math.max(FIRST_BATCH, done / 4);
            }
        }
        for (Path text : texts) {
            report(text);
        }
        record().write(request.out());
        ReviewList.write(request.out(), filesToReview());
        if (request.mapping().isPresent()) {
            PrivateFiles.replace(request.mapping().get(), mapping.table());
        }
        return result();
    }

    /** Goes on with what an earlier run left in the output folder. */
    private void takeUp() throws DeidentificationException, IOException {
        if (!Files.exists(request.out().resolve(DeidentificationRecord.NAME))) {
            // Written first, so that a run that is killed in its first files can be taken up as well.
            record().write(request.out());
            return;
        }
        DeidentificationRecord before = DeidentificationRecord.read(request.out());
        boolean same = before.key().equals(key.fingerprint()) && before.options().equals(options())
                && before.profile().equals(DeidentificationRecord.FORMAT + ": " + ConfidentialityProfile.EDITION);
        if (!same) {
            throw new DeidentificationException(request.out()
                    + " was written with another key, other options or another"
                    + " edition of the profile; choose another output folder, so that no two kinds of results mix");
        }
        before.files().forEach(entry -> {
            files.put(entry.file(), entry);
            if (entry.pixels().equals(PixelReview.REVIEWED.word())) {
                // Somebody looked once; the same pixels need no second look.
                reviewed.add(ReviewList.uid(entry.file()));
            }
        });
        before.reports().forEach(entry -> reports.put(entry.file(), entry));
    }

    private void file(Path original) throws IOException {
        try {
            byte[] content = content(original, LARGEST_FILE);
            if (!DicomReader.looksLikeDicom(content)) {
                throw new DicomException("is no DICOM file: a picture or table says nothing of whom it shows, and was"
                        + " not copied");
            }
            DicomFile file = DicomReader.parse(content);
            FileDeidentifier.Result result = deidentifier.deidentify(file, reviewed::contains);
            studies.add(original, file.dataSet(), result.names());
            mapping.add(result.names());
            write(original, result, key.source(content));
        } catch (DicomException | RuntimeException bad) {
            // A fault of ours on one file must not stop the others; nothing of it was written.
            reject(original, bad instanceof DicomException told
                    ? told.getMessage()
                    : "cannot be de-identified (" + bad.getClass().getSimpleName() + "); it was left out");
        }
    }

    private void write(Path original, FileDeidentifier.Result result, String source)
            throws DicomException, IOException {
        FileDeidentifier.Names names = result.names();
        String target = names.patient() + "/" + names.study() + "/" + names.instance() + ".dcm";
        DeidentificationRecord.FileEntry entry = new DeidentificationRecord.FileEntry(target, source,
                result.pixels().word(), result.counts());
        Path first = seen.putIfAbsent(names.instance(), original);
        DeidentificationRecord.FileEntry before = files.get(target);
        if (first != null && before != null && !before.source().equals(source)) {
            throw new DicomException("has the SOP Instance UID of another file and other content; only the first was"
                    + " used");
        }
        Path file = request.out().resolve(target);
        if (entry.equals(before) && Files.exists(file) && Files.size(file) == result.bytes().length) {
            unchanged += first == null ? 1 : 0;
            return;
        }
        Files.createDirectories(request.out().resolve(names.patient()).resolve(names.study()));
        AtomicFiles.writeBytes(file, result.bytes());
        files.put(target, entry);
    }

    private void report(Path original) throws IOException {
        Optional<StudyTexts.Study> study = studies.of(original);
        if (study.isEmpty()) {
            reject(original,
                    "fits no study or several: it is named after no accession number, StudyInstanceUID, file or"
                            + " folder of one, so nobody can say whose name it may hold; it was left out");
            return;
        }
        try {
            byte[] content = content(original, LARGEST_TEXT);
            ReportDeidentifier.Cleaned cleaned = ReportDeidentifier.clean(utf8(content), study.get().identifiers());
            String source = key.source(content);
            String target = target(study.get(), source);
            DeidentificationRecord.ReportEntry entry = new DeidentificationRecord.ReportEntry(target, source,
                    cleaned.replaced(), true);
            Path file = request.out().resolve(target);
            if (entry.equals(reports.get(target)) && Files.exists(file)) {
                unchanged++;
                return;
            }
            Files.createDirectories(request.out().resolve(study.get().folder()));
            AtomicFiles.writeString(file, cleaned.text());
            reports.put(target, entry);
        } catch (DicomException bad) {
            reject(original, bad.getMessage());
        }
    }

    /** A study's first text is named after it, as the import pairs them; further ones get a number. */
    private String target(StudyTexts.Study study, String source) {
        for (int number = 1;; number++) {
            String name = study.folder() + "/" + study.uid() + (number == 1 ? "" : "-" + number) + ".txt";
            DeidentificationRecord.ReportEntry there = reports.get(name);
            if (there == null || there.source().equals(source)) {
                return name;
            }
        }
    }

    private static String utf8(byte[] content) throws DicomException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            throw new DicomException("is not UTF-8 text; save it as UTF-8", e);
        }
    }

    private static byte[] content(Path file, long largest) throws DicomException {
        try {
            if (Files.size(file) > largest) {
                throw new DicomException("is larger than " + (largest >> 20) + " MB");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DicomException("cannot be read; check its permissions and the drive", e);
        }
    }

    private static boolean isText(Path file) {
        return StudyTexts.nameOf(file).toLowerCase(Locale.ROOT).endsWith(".txt");
    }

    private void reject(Path file, String reason) {
        Path shown = file.startsWith(request.source()) && !file.equals(request.source())
                ? request.source().relativize(file)
                : file;
        rejected.add(new DeidentificationResult.Rejection(shown.toString().replace('\\', '/'), reason));
    }

    private List<DeidentificationRecord.Option> options() {
        Stream<DeidentificationOption> all = Stream.concat(Stream.of(DeidentificationOption.BASIC_PROFILE),
                request.options().stream().sorted());
        return all.distinct().map(DeidentificationRecord.Option::of).toList();
    }

    private DeidentificationRecord record() {
        return new DeidentificationRecord(DeidentificationRecord.FORMAT, "REFERS Workstation",
                DeidentificationRecord.FORMAT + ": " + ConfidentialityProfile.EDITION, options(), key.fingerprint(),
                List.copyOf(files.values()), List.copyOf(reports.values()), rejected.size());
    }

    private List<String> filesToReview() {
        return files.values().stream().filter(entry -> entry.pixels().equals(PixelReview.NEEDED.word()))
                .map(DeidentificationRecord.FileEntry::file).toList();
    }

    private DeidentificationResult result() {
        Set<String> patients = new HashSet<>();
        Set<String> folders = new HashSet<>();
        ActionCounts.Totals totals = ActionCounts.Totals.NONE;
        for (DeidentificationRecord.FileEntry entry : files.values()) {
            patients.add(entry.file().substring(0, entry.file().indexOf('/')));
            folders.add(entry.file().substring(0, entry.file().lastIndexOf('/')));
            totals = totals.plus(entry.actions());
        }
        return new DeidentificationResult(files.size(), reports.size(), patients.size(), folders.size(), unchanged,
                totals, filesToReview(), reports.keySet().stream().collect(Collectors.toList()), List.copyOf(rejected),
                key.fingerprint());
    }
}
