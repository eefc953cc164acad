package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.refers.model.workspace.ScratchWorkspace;
import org.refers.model.workspace.Workspace;

/** Finds the importer for a source and runs it. */
public final class Importers {

    /** In the order in which they are tried: the surest marks first, the plain folder last. */
    private static final List<SourceImporter> ALL = List.of(new SampleImporter(), new Covid19Importer(),
            new NihImporter(),
            new CheXpertImporter(), MimicImporter.jpg(), MimicImporter.dicom(), new VinBigDataImporter(),
            ChallengeImporter.rsna(), ChallengeImporter.siim(), new Tbx11kImporter(), TuberculosisImporter.shenzhen(),
            TuberculosisImporter.montgomery(), new OpenIImporter(), new CsvImporter(), new FolderImporter());

    /** The 14 findings of NIH ChestX-ray14, in the order of REFERS' lists. */
    public static final List<String> NIH_FINDINGS = NihImporter.FINDINGS;

    /** Kinds that take any folder. */
    private static final Set<String> PLAIN = Set.of("csv", "folder");
    private static final int MOST_NAMED = 5;

    private Importers() {
    }

    /** Names of the kinds, for help and messages. */
    public static List<String> kinds() {
        return Stream.concat(Stream.of(ImportRequest.AUTO), ALL.stream().map(SourceImporter::kind)).toList();
    }

    /**
     * Imports a source into a workspace.
     *
     * <p>Bad files are listed in the result and do not stop the rest. An import that is stopped or killed leaves a
     * workspace that can be read; the same import again goes on where it was.
     *
     * @throws ImportException if the source is not there or empty, or the request is wrong
     * @throws IOException if the workspace cannot be written
     */
    public static ImportResult run(ImportRequest request, Workspace workspace, ImportProgress progress)
            throws ImportException, IOException {
        Chosen chosen = choose(request);
        try (ImportSession session = new ImportSession(chosen.request, workspace, progress, false)) {
            chosen.read(request, session);
            return session.finish();
        }
    }

    /**
     * Finds out what {@link #run} would do, by doing it in a workspace that is thrown away. Nothing is written to the source nor to
     * the workspace.
     *
     * @param workspace folder of the workspace that the studies are meant for; it need not be there
     * @throws ImportException as {@link #run} would
     * @throws IOException if the workspace cannot be read, or there is no room for temporary files
     */
    public static ImportLook look(ImportRequest request, Optional<Path> workspace, ImportProgress progress)
            throws ImportException, IOException {
        Chosen chosen = choose(request);
        try (ScratchWorkspace scratch = ScratchWorkspace.open(workspace);
                ImportSession session = new ImportSession(chosen.request, scratch.workspace(), progress, true)) {
            chosen.read(request, session);
            ImportResult result = session.finish();
            scratch.choose(session.studyKeys());
            return new ImportLook(chosen.importer.kind(), result, scratch.sides(),
                    scratch.compare(result.radiographs(), result.added()), session.isStopped());
        }
    }

    /** The kind that reads a source: the one asked for, or the one that knows the folder. */
    public static String kindOf(ImportRequest request) throws ImportException, IOException {
        return choose(request).importer.kind();
    }

    /** Who reads a source, and the request with the folder in which the collection really lies. */
    private record Chosen(SourceImporter importer, ImportRequest request) {

        void read(ImportRequest asked, ImportSession session) throws ImportException, IOException {
            if (!request.source().equals(asked.source())) {
                session.note("The data set " + importer.kind() + " was found in the folder "
                        + below(asked.source(), request.source())
                        + ", and what lies in it was read.");
            } else if (asked.kind().equalsIgnoreCase(ImportRequest.AUTO)) {
                noteOthers(session);
            }
            importer.read(session);
        }

        /** A folder that one importer knows may hold other collections too, of which that one says nothing. */
        private void noteOthers(ImportSession session) throws IOException {
            if (PLAIN.contains(importer.kind())) {
                return;
            }
            List<SourceImporter> others = collections().filter(one -> !one.kind().equals(importer.kind())).toList();
            List<InnerFolder.Found> beside = new ArrayList<>();
            for (InnerFolder.Found found : InnerFolder.search(request.source(), others)) {
                // Where both know a folder, the one that reads it tells what of the other it leaves alone.
                if (!importer.recognises(found.folder())) {
                    beside.add(found);
                }
            }
            if (!beside.isEmpty()) {
                session.note("Other data sets in the folder were left alone: " + named(beside, request.source())
                        + "; import each by its own folder.");
            }
        }
    }

    private static Chosen choose(ImportRequest request) throws ImportException, IOException {
        SourceImporter importer = importer(request);
        boolean mayLieDeeper = importer.kind().equals("folder")
                ? request.kind().equalsIgnoreCase(ImportRequest.AUTO)
                : !PLAIN.contains(importer.kind()) && !importer.recognises(request.source());
        if (!mayLieDeeper) {
            return new Chosen(importer, request);
        }
        List<SourceImporter> asked = importer.kind().equals("folder")
                ? collections().toList()
                : List.of(importer);
        List<InnerFolder.Found> found = InnerFolder.search(request.source(), asked);
        if (found.size() > 1) {
            throw new ImportException(request.source() + " holds several data sets (" + named(found, request.source())
                    + "); import each by its own folder"
                    + " (in a terminal --kind folder takes all files without their tables)");
        }
        return found.isEmpty()
                ? new Chosen(importer, request)
                : new Chosen(found.getFirst().importer(), request.from(found.getFirst().folder()));
    }

    private static Stream<SourceImporter> collections() {
        return ALL.stream().filter(one -> !PLAIN.contains(one.kind()));
    }

    private static String named(List<InnerFolder.Found> found, Path source) {
        return found.stream().limit(MOST_NAMED).map(one -> one.importer().kind() + " in " + below(source, one.folder()))
                .collect(Collectors.joining(", ")) + (found.size() > MOST_NAMED ? ", ..." : "");
    }

    private static String below(Path source, Path folder) {
        return source.relativize(folder).toString().replace('\\', '/');
    }

    private static SourceImporter importer(ImportRequest request) throws ImportException, IOException {
        Path source = request.source();
        if (!Files.exists(source)) {
            throw new ImportException(source + " is not there; name the folder that holds the studies");
        }
        String kind = request.kind().toLowerCase(Locale.ROOT);
        if (kind.equals(ImportRequest.AUTO) || kind.equals("folder")) {
            return detect(source, kind.equals("folder"));
        }
        return ALL.stream().filter(importer -> importer.kind().equals(kind)).findFirst()
                .orElseThrow(() -> new ImportException("there is no kind " + request.kind() + "; the kinds are "
                        + kinds().stream().collect(Collectors.joining(", "))));
    }

    private static SourceImporter detect(Path source, boolean asFolder) throws ImportException, IOException {
        requireContent(source);
        for (SourceImporter importer : ALL) {
            // The folder kind also takes sample data, whose tables say more than its files do.
            boolean allowed = !asFolder || importer.kind().equals("sample") || importer.kind().equals("folder");
            if (allowed && importer.recognises(source)) {
                requireNoTableMeant(importer, source, asFolder);
                return importer;
            }
        }
        throw new ImportException(source + " holds nothing that this program can import; choose the folder with the"
                + " radiographs, or with the table that lists them");
    }

    private static void requireContent(Path source) throws ImportException, IOException {
        if (!Files.isDirectory(source)) {
            return;
        }
        try (Stream<Path> inside = Files.list(source)) {
            if (inside.findAny().isEmpty()) {
                throw new ImportException(source + " is empty; name the folder that holds the studies");
            }
        } catch (AccessDeniedException e) {
            throw new ImportException(source + " cannot be read; check your rights to it");
        }
    }

    /** The files alone would be imported without the table's labels and sides, and with patients guessed from names. */
    private static void requireNoTableMeant(SourceImporter importer, Path source, boolean asFolder)
            throws ImportException, IOException {
        Optional<CsvImporter.Unfit> table = asFolder || !importer.kind().equals("folder")
                ? Optional.empty()
                : CsvImporter.unfit(source).filter(CsvImporter.Unfit::isMeant);
        if (table.isPresent()) {
            throw new ImportException(SourceFolder.nameOf(table.get().table()) + " " + table.get().why()
                    + "; mend it, or take it out of the folder to import the files without it"
                    + " (in a terminal --kind folder does that)");
        }
    }
}
