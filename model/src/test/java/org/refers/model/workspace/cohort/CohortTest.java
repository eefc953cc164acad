package org.refers.model.workspace.cohort;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.cohort.Cohort.Step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class CohortTest {

    @TempDir
    private Path folder;

    private Workspace workspace;

    @BeforeEach
    void fill() throws WorkspaceException {
        workspace = Workspace.openOrCreate(folder);
        Studies.add(workspace, folder);
    }

    @AfterEach
    void close() throws WorkspaceException {
        workspace.close();
    }

    private Cohort cohort(String... conditions) throws WorkspaceException {
        Conditions reader = new Conditions(workspace);
        return new Cohorts(workspace).meeting(Arrays.stream(conditions).map(reader::read).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "view=frontal|134", "view=pa|13", "view!=PA,AP|25", "view=unknown|5", "modality=dx|1235", "modality=CR|4",
        "split=train|123", "split!=train|45", "split=test,validation|45", "sex=female|123", "sex=F,M|1234",
        "sex=unknown|5", "age=40-60|12", "age=-40|12", "age=61-|3", "age=unknown|45", "age=40-40,61-62|123",
        "finding=mass|4", "finding=Mass:absent|1", "finding=Mass:unknown|235", "finding!=Mass|1235",
        "finding=pleural thickening|3", "finding=Edema|3", "finding=Edema:present,uncertain|35",
        "finding=Mass:unknown,absent|1235",
        "finding!=Mass:present,absent,uncertain,unknown|",
        "text=effus left|3", "text=lungs effusion|", "text=follow-up|3", "text=grosser|", "text=gro\u00dfer|5",
        "report=yes|1235", "report=no|4", "boxes=yes|4", "boxes=no|1235", "reader=R1|4", "source=nih|12345",
        "manufacturer=portable inc.|4", "manufacturer=unknown|1235"})
    void aConditionKeepsWhatMeetsIt(String condition, String files) throws WorkspaceException {
        List<String> kept = Studies.files(workspace, cohort(condition));
        assertEquals(files == null ? "" : files, String.join("", kept));
    }

    @Test
    void theFlowCountsRadiographsStudiesAndPatientsThatAreLeft() throws WorkspaceException {
        assertEquals(List.of(new Step("all", 5, 4, 3, 0), new Step("view=frontal", 3, 3, 2, 2),
                new Step("split!=test", 2, 2, 1, 1), new Step("age=50-", 1, 1, 1, 1)),
                cohort("view=frontal", " split!=test", "age=50-").flow());
    }

    @Test
    void anEmptyWorkspaceHasAnEmptyCohort() throws WorkspaceException {
        try (Workspace empty = Workspace.openOrCreate(folder.resolve("empty"))) {
            Conditions reader = new Conditions(empty);
            assertEquals(new Step("view=pa", 0, 0, 0, 0),
                    new Cohorts(empty).meeting(List.of(reader.read("view=pa"))).flow().getLast());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "view", "view=", "colour=red", "view=oblique", "age=old", "age=-",
        "finding=Rib fracture",
        "finding=Mass:maybe", "sex=x", "boxes=some", "text=!?", "split=train, dev", "boxes=yes,no"})
    void whatCannotBeUnderstoodIsRefused(String condition) throws WorkspaceException {
        Conditions reader = new Conditions(workspace);
        assertThrows(CohortException.class, () -> reader.read(condition));
    }
}
