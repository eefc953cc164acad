package org.refers.model.workspace.cohort;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

import static org.junit.jupiter.api.Assertions.assertEquals;

class StudySearchTest {

    @TempDir
    private Path folder;

    private Workspace workspace;
    private StudySearch search;

    @BeforeEach
    void fill() throws WorkspaceException {
        workspace = Workspace.openOrCreate(folder);
        Studies.add(workspace, folder);
        search = new StudySearch(workspace);
    }

    @AfterEach
    void close() throws WorkspaceException {
        workspace.close();
    }

    /** Patient and study of each in the list, by their place in the import. */
    private String listed(String words, PatientOrder order) throws WorkspaceException {
        StudyListing listing = search.find(words, order);
        List<StudyEntry> read = search.read(listing, 0, listing.patients());
        assertEquals(listing.studies(), read.size());
        List<String> patients = workspace.patients().stream().map(patient -> patient.id()).toList();
        StringBuilder text = new StringBuilder();
        read.forEach(study -> text.append(patients.indexOf(study.patientId()) + 1)
                .append((char) ('a' + study.order())).append(' '));
        return text.toString().strip();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {"  |1a 1b 2a 3a 4a", "effus|1b",
        "EFFUSION left|1b", "lungs effusion|", "lateral|1a", "test|2a", "train|1a 1b", "mass|2a", "thick|1b",
        "edema|1b", "only|4a", "\"*|", "sex=female|1a 1b", "view=pa follow|1b", "view!=pa|1a 2a 3a",
        "sex=|1a 1b 2a 3a 4a"})
    void allWordsMustOccurInAStudy(String words, String studies) throws WorkspaceException {
        assertEquals(studies == null ? "" : studies, listed(words, PatientOrder.IMPORT));
    }

    @Test
    void keysAreFoundByTheirBeginning() throws WorkspaceException {
        StudyEntry study = workspace.studies().get(2);
        assertEquals("2a", listed(study.patientId().substring(0, 9), PatientOrder.IMPORT));
        assertEquals("2a", listed(study.id(), PatientOrder.IMPORT));
        assertEquals("2a", listed(study.radiographs().getFirst().id(), PatientOrder.IMPORT));
    }

    @Test
    void patientsAreSortedAsAsked() throws WorkspaceException {
        assertEquals("1a 1b 2a 3a 4a", listed("", PatientOrder.MOST_STUDIES));
        StudyListing listing = search.find("", PatientOrder.KEY);
        List<String> keys = search.read(listing, 0, 4).stream().map(StudyEntry::patientId).distinct().toList();
        assertEquals(keys.stream().sorted().toList(), keys);
    }

    @Test
    void aPartOfTheListIsReadAlone() throws WorkspaceException {
        StudyListing listing = search.find("", PatientOrder.IMPORT);
        assertEquals(workspace.studies().subList(2, 4), search.read(listing, 1, 3));
    }

    @Test
    void aRadiographsPatientIsFoundInTheList() throws WorkspaceException {
        String key = workspace.studies().get(2).radiographs().getFirst().id();
        assertEquals(OptionalInt.of(1), search.position(search.find("", PatientOrder.IMPORT), key));
        assertEquals(OptionalInt.of(0), search.position(search.find("mass", PatientOrder.IMPORT), key));
        assertEquals(OptionalInt.empty(), search.position(search.find("train", PatientOrder.IMPORT), key));
        assertEquals(OptionalInt.empty(), search.position(search.find("", PatientOrder.IMPORT), "r0"));
    }
}
