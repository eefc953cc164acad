package org.refers.model.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.Report;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The studies a researcher works with: a database {@code workspace.db} in a folder, over image files that stay where
 * they are.
 *
 * <p>One thread or process may write while others read; a reader sees the last finished batch. Entries come in the order
 * in which patients were first imported, which the same import repeats exactly. All keys are pseudonymous.
 */
public final class Workspace implements AutoCloseable {

    /** Name of the database in the workspace's folder. */
    public static final String FILE_NAME = "workspace.db";

    private static final Logger LOG = LoggerFactory.getLogger(Workspace.class);

    private final Path folder;
    private final JournalMode mode;
    private final Connections connections;

    private Workspace(Path folder, JournalMode mode, Connections connections) {
        this.folder = folder;
        this.mode = mode;
        this.connections = connections;
    }

    /**
     * Opens a workspace that is there.
     *
     * @throws WorkspaceException if there is none in the folder, or it is damaged, foreign or of a newer version
     */
    public static Workspace open(Path folder) throws WorkspaceException {
        WorkspaceOpening.requireOne(folder);
        return connect(folder, JournalMode.of(folder));
    }

    /** Opens a workspace, or makes an empty one, with its folder if need be. */
    public static Workspace openOrCreate(Path folder) throws WorkspaceException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new WorkspaceException("cannot make the folder " + folder + "; choose another place", e);
        }
        return connect(folder, JournalMode.of(folder));
    }

    static Workspace connect(Path folder, JournalMode mode) throws WorkspaceException {
        return connect(folder, folder, mode);
    }

    /** Opens a database that stands for a workspace of another folder; what is said and looked up is that one's. */
    static Workspace elsewhere(Path folder, Path place) throws WorkspaceException {
        return connect(folder, place, JournalMode.of(place));
    }

    private static Workspace connect(Path folder, Path place, JournalMode mode) throws WorkspaceException {
        WorkspaceOpening.Opened opened = WorkspaceOpening.connect(folder, place, mode);
        if (mode == JournalMode.ROLLBACK) {
            LOG.info("The workspace is on a network drive: it uses a rollback journal, and reading waits for writing.");
        }
        Workspace workspace = new Workspace(folder, mode, opened.connections());
        if (opened.upgraded()) {
            workspace.keepIndex();
        }
        return workspace;
    }

    /** The workspace's folder, as it was given. */
    public Path folder() {
        return folder;
    }

    /** How the database is journalled; ROLLBACK means a network drive was found, which people should be told. */
    public JournalMode journalMode() {
        return mode;
    }

    /** All studies: patients in the order of import, each patient's studies in the order of time. */
    public List<StudyEntry> studies() throws WorkspaceException {
        return read(WorkspaceReader::all);
    }

    /** The studies of one side of the split, in the same order. */
    public List<StudyEntry> studies(Split split) throws WorkspaceException {
        return read(reader -> reader.ofSplit(split));
    }

    /**
     * The studies of some patients, in the order of these.
     *
     * @param patients their numbers in the database, as {@link #query} tells them
     */
    public List<StudyEntry> studiesOf(int... patients) throws WorkspaceException {
        return read(reader -> reader.ofPatients(patients));
    }

    /** The names of all findings, in the order in which their sources name them. */
    public List<String> findingNames() throws WorkspaceException {
        return read(WorkspaceReader::findingNames);
    }

    /** All studies in the same order, without what they hold. */
    public StudyIndex index() throws WorkspaceException {
        return read(reader -> new IndexReader(reader.connection()).index());
    }

    /** The reports of studies by position, in that order; empty where a study has none, or has it no more. */
    public List<Optional<Report>> reports(StudyIndex index, int... studies) throws WorkspaceException {
        return read(reader -> new IndexReader(reader.connection()).reports(index, studies));
    }

    /** Numbers of the studies, see {@link StudyIndex#withNumbers}, whose report was counted and has at least some words. */
    public int[] studiesOfWords(int words) throws WorkspaceException {
        return read(reader -> new IndexReader(reader.connection()).studiesOfWords(words));
    }

    /**
     * Passes over reports once, in no certain order.
     *
     * @param letters how much of both sections is read, in characters
     * @param uncounted only those that {@link #studiesOfWords} does not know, which are few or none
     * @param report takes a report's beginning and the study's number, see {@link StudyIndex#withNumbers}; it may not call the
     *     workspace
     */
    public void eachReport(int letters, boolean uncounted, ObjIntConsumer<Report> report) throws WorkspaceException {
        read(reader -> {
            new IndexReader(reader.connection()).eachReport(letters, uncounted, report);
            return true;
        });
    }

    /**
     * The labels of an index's radiographs.
     *
     * @param findings K names
     * @param origin whose labels
     * @return R * K ordinals of {@link FindingLabel}, radiograph after radiograph
     */
    public byte[] labels(StudyIndex index, List<String> findings, LabelOrigin origin) throws WorkspaceException {
        return read(reader -> new LabelReader(reader.connection()).labels(index, findings, origin));
    }

    /**
     * The names of the findings that radiographs, or their studies, are labelled with: those of the data in the order in which their
     * sources name them, then those that only readers judged, in alphabetical order.
     */
    public List<String> labelledFindings(LabelOrigin origin) throws WorkspaceException {
        return read(reader -> new LabelReader(reader.connection()).findings(origin));
    }

    /** The radiographs of one side that have boxes. */
    public List<RadiographEntry> boxedRadiographs(Split split) throws WorkspaceException {
        return read(reader -> reader.boxed(split));
    }

    /** The study of a key. */
    public Optional<StudyEntry> study(String id) throws WorkspaceException {
        return read(reader -> reader.study(id));
    }

    /** The study of a radiograph, by that one's key. */
    public Optional<StudyEntry> studyOf(String radiograph) throws WorkspaceException {
        return read(reader -> reader.studyOf(radiograph));
    }

    /** Gives names of readers the keys that they go by in this workspace; the names themselves stay outside. */
    public UnaryOperator<String> readerKeys() throws WorkspaceException {
        return query(connection -> Pseudonyms.of(connection, ""))::reader;
    }

    /** On which side a patient of a source is, by his number there, if he is here already; as it was when this was asked. */
    public Function<String, Split> knownSides(SourceEntry source) throws WorkspaceException {
        Map<String, Split> sides = patients().stream().collect(Collectors.toMap(PatientEntry::id, PatientEntry::split));
        Pseudonyms keys = query(connection -> Pseudonyms.of(connection, source.collection()));
        return number -> sides.getOrDefault(keys.patient(number), Split.NONE);
    }

    /** The radiograph of a key. */
    public Optional<RadiographEntry> radiograph(String id) throws WorkspaceException {
        return read(reader -> reader.radiograph(id));
    }

    /** How much there is. */
    public WorkspaceCounts counts() throws WorkspaceException {
        return read(WorkspaceReader::counts);
    }

    /** The findings that are labelled, in the order in which their sources name them. */
    public List<FindingCount> findings() throws WorkspaceException {
        return read(WorkspaceReader::findings);
    }

    /** The patients in the order of import. */
    public List<PatientEntry> patients() throws WorkspaceException {
        return read(WorkspaceReader::patients);
    }

    /** The folders the studies came from. */
    public List<SourceEntry> sources() throws WorkspaceException {
        return read(WorkspaceReader::sources);
    }

    /** The radiographs whose files are not where they were, such as on a drive that is not connected. */
    public List<RadiographEntry> missingFiles() throws WorkspaceException {
        return studies().stream().flatMap(study -> study.radiographs().stream())
                .filter(radiograph -> !Files.isRegularFile(radiograph.file())).toList();
    }

    /** Whether files of a source are known already. */
    public boolean knows(SourceEntry source) throws WorkspaceException {
        return read(reader -> reader.isKnown(source.root()));
    }

    /** What is known of a source's files, in their order; paths are relative to its folder with forward slashes. */
    public List<Optional<FileFacts>> knownFiles(SourceEntry source, List<String> files) throws WorkspaceException {
        return read(reader -> reader.facts(source.root(), files));
    }

    /**
     * Adds studies in one transaction: all or none. What is there already is left as it is, except that reports, labels
     * and views are brought up to the draft's; adding twice changes nothing.
     */
    public AddResult add(SourceEntry source, List<StudyDraft> studies) throws WorkspaceException {
        return write(writer -> writer.add(source, studies));
    }

    /**
     * Draws sides, by patient and by a seed, for those patients of some studies that have none; the others keep theirs.
     *
     * @param studies keys of the studies; patients of other studies stay without a side, as their lists left them
     * @return number of patients that were given a side
     */
    public int splitRest(Collection<String> studies, SplitShares shares, long seed) throws WorkspaceException {
        return write(writer -> writer.splitRest(studies, shares, seed));
    }

    /**
     * Packs what runs read first of every study, so that they open at once; whoever has written much calls it. What is not packed
     * is read row by row: nothing but time depends on it, and where it fails the log says so.
     */
    public void keepIndex() {
        try {
            IndexPages.keepAll(connections);
        } catch (SQLException unwritten) {
            LOG.warn("The index of the workspace could not be packed; runs on it take longer to open.", unwritten);
        }
    }

    /**
     * Keeps a run's scores, in place of those kept of the same run before.
     *
     * @return number of scores kept; those of radiographs that are not in the workspace are left out
     */
    public int keep(RunEntry run, List<RunEntry.Score> scores) throws WorkspaceException {
        try {
            return connections.write(connection -> new RunWriter(connection).keep(run, scores));
        } catch (SQLException e) {
            throw DatabaseFault.writing(folder, e);
        }
    }

    /** Writes that a source's files lie in another folder. */
    void moveSource(Path from, Path to) throws WorkspaceException {
        write(writer -> writer.moveSource(from, to));
    }

    /** A question to the database in SQL. */
    @FunctionalInterface
    public interface Query<T> {
        /** Asks on a connection that is for reading only and shows one state of the workspace until the answer is given. */
        T ask(Connection connection) throws SQLException;
    }

    /** Asks what this class has no method for; the tables are those of {@code schema.sql} and its upgrades. */
    public <T> T query(Query<T> query) throws WorkspaceException {
        return read(reader -> query.ask(reader.connection()));
    }

    /** Changes to the database in SQL. */
    @FunctionalInterface
    public interface Change<T> {
        /** Changes by a connection inside a transaction that holds if this returns. */
        T make(Connection connection) throws SQLException;
    }

    /** Makes changes that this class has no method for: all of them or none. */
    public <T> T change(Change<T> change) throws WorkspaceException {
        try {
            return connections.write(change::make);
        } catch (SQLException e) {
            throw DatabaseFault.writing(folder, e);
        }
    }

    /** Fills the tables of a workspace for measurements. */
    void fill(GeneratedWorkspace.Filling filling) throws WorkspaceException {
        try {
            connections.write(connection -> {
                try (Statement statement = connection.createStatement()) {
                    filling.by(statement);
                    return true;
                }
            });
        } catch (SQLException e) {
            throw DatabaseFault.writing(folder, e);
        }
    }

    /** Work of the reader or the writer. */
    @FunctionalInterface
    private interface Job<S, T> {
        T with(S side) throws SQLException;
    }

    private <T> T read(Job<WorkspaceReader, T> job) throws WorkspaceException {
        try {
            return connections.read(connection -> job.with(new WorkspaceReader(connection)));
        } catch (SQLException e) {
            throw DatabaseFault.reading(folder, e);
        }
    }

    private <T> T write(Job<WorkspaceWriter, T> job) throws WorkspaceException {
        try {
            return connections.write(connection -> {
                try (WorkspaceWriter writer = new WorkspaceWriter(connection)) {
                    return job.with(writer);
                }
            });
        } catch (SQLException e) {
            throw DatabaseFault.writing(folder, e);
        }
    }

    @Override
    public void close() throws WorkspaceException {
        try {
            connections.close();
        } catch (SQLException e) {
            throw new WorkspaceException(
                    "the workspace in " + folder + " was not closed cleanly: " + DatabaseFault.reason(e), e);
        }
    }
}
