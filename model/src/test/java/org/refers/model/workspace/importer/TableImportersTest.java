package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceCounts;
import org.refers.model.workspace.cohort.PatientOrder;
import org.refers.model.workspace.cohort.StudySearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The importers for one's own table, for the sample data, the COVID-19 collection and Open-i. */
class TableImportersTest {

    @TempDir
    Path temp;

    private Path workspace;
    private Path folder;
    private Miniature source;

    @BeforeEach
    void folders() throws IOException {
        workspace = temp.resolve("workspace");
        folder = Files.createDirectories(temp.resolve("source"));
        source = new Miniature(folder);
    }

    @Test
    void aTableBringsPatientsViewsLabelsReportsSidesAndBoxes() throws Exception {
        source.picture("a.png", "b.png", "c.png").text("notes/c.txt", "IMPRESSION: Mass on the right.")
                .text("radiographs.csv", "file,patient,study,view,split,report,Mass,Edema,hospital,age",
                        "a.png,7,1,PA,train,\"Findings: clear. Impression: none.\",present,0,North,44",
                        "b.png,7,1,lateral,train,,1,-1,North,44", "c.png,8,,AP,test,notes/c.txt,absent,,South,50",
                        "missing.png,9,3,AP,test,,absent,,South,50", ",9,3,AP,test,,absent,,South,50")
                .text("boxes.csv", "file,reader,finding,x,y,width,height", "a.png,R1,Mass,1,2,3.5,4",
                        "c.png,R2,Mass,900,900,3,4", "a.png,R1,Mass,1,2,0,4", "d.png,R1,Mass,1,2,3,4");
        Miniature.Imported imported = source.run(workspace, "auto");
        assertEquals(List.of(ViewPosition.PA, ViewPosition.LATERAL), imported.studyOf("a.png").radiographs().stream()
                .map(entry -> entry.view()).toList());
        assertEquals(new Report("clear.", "none."), imported.studyOf("b.png").report().orElseThrow());
        assertEquals("Mass on the right.", imported.studyOf("c.png").report().orElseThrow().impression());
        assertEquals(Split.TEST, imported.studyOf("c.png").split());
        assertEquals(Map.of("Mass", FindingLabel.PRESENT, "Edema", FindingLabel.UNCERTAIN),
                imported.radiograph("b.png").labels());
        assertEquals(Map.of("Mass", FindingLabel.ABSENT), imported.radiograph("c.png").labels());
        assertEquals(List.of(new ReaderBox("R1", "Mass", new Box(1, 2, 3.5, 4))),
                imported.radiograph("a.png").boxes());
        Map<String, String> rejected = imported.rejected();
        assertTrue(rejected.get("radiographs.csv").contains("column hospital is unknown"), rejected::toString);
        assertTrue(rejected.get("radiographs.csv").contains("line 6 names no file"), rejected::toString);
        assertTrue(rejected.get("missing.png").contains("not there"), rejected::toString);
        assertTrue(rejected.get("c.png").contains("outside of the picture"), rejected::toString);
        assertTrue(rejected.get("boxes.csv").contains("line 4: a box needs"), rejected::toString);
        assertTrue(rejected.get("boxes.csv").contains("line 5 names a picture"), rejected::toString);
        assertEquals(WorkspaceCounts.NONE, source.run(workspace, "csv").result().added());
    }

    /** Drawing anew among all would bring a tenth of the training patients over with each import. */
    @Test
    void aSourceThatHasGrownKeepsTheValidationSideThatWasDrawn() throws Exception {
        List<String> rows = new ArrayList<>(List.of("file,patient,split"));
        for (int i = 0; i < 45; i++) {
            source.picture(i + ".png");
            rows.add(i + ".png,p" + i + (i < 40 ? ",train" : ",test"));
        }
        source.text("radiographs.csv", rows.toArray(String[]::new));
        List<String> drawn = validation(source.run(workspace, "csv"));
        assertEquals(4, drawn.size());
        source.picture("new.png");
        rows.add("new.png,a-new-one,train");
        source.text("radiographs.csv", rows.toArray(String[]::new));
        Miniature.Imported grown = source.run(workspace, "csv");
        assertEquals(drawn, validation(grown));
        assertEquals(1, grown.result().notices().size(), grown.result().notices()::toString);
    }

    private static List<String> validation(Miniature.Imported imported) {
        return imported.studies().stream().filter(study -> study.split() == Split.VALIDATION)
                .map(study -> study.id()).sorted().toList();
    }

    @Test
    void anImportAgainTellsOfSidesOnlyWhatHasChanged() throws Exception {
        String[] first = {"file,patient,study,split", "a.png,7,1,train", "b.png,8,1,validation", "c.png,9,1,test"};
        source.picture("a.png", "b.png", "c.png", "d.png").text("radiographs.csv", first);
        assertEquals(List.of(), source.run(workspace, "csv").result().notices());
        first[1] = "a.png,7,1,test";
        source.text("radiographs.csv", first);
        List<String> moved = source.run(workspace, "csv").result().notices();
        assertEquals(1, moved.size(), moved::toString);
        assertTrue(moved.getFirst().startsWith("1 patient who was in the workspace has gone over"), moved.getFirst());
        assertEquals(List.of(), source.run(workspace, "csv").result().notices(), "nothing has changed");
        first[1] = "d.png,7,2,train";
        source.text("radiographs.csv", first);
        List<String> kept = source.run(workspace, "csv").result().notices();
        assertEquals(1, kept.size(), kept::toString);
        assertTrue(kept.getFirst().startsWith("1 patient with new studies stays"), kept.getFirst());
        assertEquals(List.of(), source.run(workspace, "csv").result().notices());
    }

    @Test
    void aListOfFindingsLabelsThoseNamedAndThoseOthersName() throws Exception {
        source.picture("a.png", "b.png", "c.png").text("my.csv", "File_Name;Patient_ID;finding_labels",
                "a.png;1;Mass|Edema", "b.png;2;No Finding", "c.png;3;");
        Miniature.Imported imported = source.run(workspace, "csv");
        assertEquals(Map.of("Edema", FindingLabel.PRESENT, "Mass", FindingLabel.PRESENT),
                imported.radiograph("a.png").labels());
        assertEquals(Map.of("Edema", FindingLabel.ABSENT, "Mass", FindingLabel.ABSENT),
                imported.radiograph("b.png").labels());
        assertEquals(Map.of(), imported.radiograph("c.png").labels());
    }

    @Test
    void aReportOutsideOfTheFolderIsNotRead() throws Exception {
        Files.writeString(temp.resolve("secret.txt"), "secret");
        source.picture("a.png").text("radiographs.csv", "file,patient,report", "a.png,1,../secret.txt");
        Miniature.Imported imported = source.run(workspace, "csv");
        assertTrue(imported.studyOf("a.png").report().isEmpty());
        assertFalse(imported.studies().toString().contains("secret\""));
    }

    @Test
    void namesNoFileCanHaveAndNamesOfTwoFilesAreListed() throws Exception {
        source.picture("a.png").text("radiographs.csv", "file,patient,report", "\0.png,1,", "a.png,1,\0.txt");
        Miniature.Imported own = source.run(workspace, "csv");
        assertEquals(1, own.result().radiographs());
        assertTrue(own.rejected().get("radiographs.csv").contains("line 2 names no file"), own.rejected()::toString);
        Miniature twice = new Miniature(temp.resolve("twice"));
        twice.picture("x/a.png", "y/a.png", "x/b.png").text("metadata.csv",
                "patientid,finding,view,modality,filename,clinical_notes", "1,SARS,PA,X-ray,a.png,",
                "2,SARS,PA,X-ray,b.png,", "3,SARS,PA,X-ray,\0.png,");
        Miniature.Imported imported = twice.run(temp.resolve("w2"), "covid19");
        assertEquals(1, imported.result().radiographs());
        assertTrue(imported.rejected().get("x/a.png").contains("same name"), imported.rejected()::toString);
        assertTrue(imported.rejected().get("y/a.png").contains("same name"));
    }

    @Test
    void tablesWithoutTheirMainColumnOrRowsAreRefused() throws IOException {
        source.text("radiographs.csv", "picture,patient", "a.png,1");
        assertTrue(refusal("csv").contains("has no column file; it has picture, patient"));
        source.text("radiographs.csv", "file,patient");
        assertTrue(refusal("csv").contains("no rows"));
        assertTrue(refusal("covid19").contains("neither metadata.csv nor index.csv"));
        assertTrue(refusal("openi").contains("no XML report"));
        assertTrue(refusal("nih").contains("Data_Entry_2017"));
        assertTrue(refusal("mimic-cxr-jpg").contains("metadata"));
    }

    /** Falling back to the files alone would lose labels and sides, and group patients by file names, without a word. */
    @Test
    void aTableOfRadiographsThatCannotBeReadIsRefusedAndNotPassedOver() throws Exception {
        source.picture("a.png").text("radiographs.csv", "picture,patient", "a.png,1");
        assertTrue(refusal("auto").startsWith("radiographs.csv has no column file; it has picture, patient; mend it"),
                refusal("auto"));
        source.text("radiographs.csv", "file,patient,mass", "a.png,\"1,present");
        assertTrue(refusal("auto").contains("a quote is not closed"), refusal("auto"));
        source.text("radiographs.csv", "file,mass", "a.png,present");
        assertTrue(refusal("auto").contains("has none of the columns patient, study, report, split"), refusal("auto"));
        Files.write(source.path("radiographs.csv"), new byte[0]);
        assertTrue(refusal("auto").contains("is empty") && refusal("auto").contains("--kind folder"), refusal("auto"));
        assertEquals(1, source.run(workspace, "folder").result().radiographs());
    }

    @Test
    void anotherTableThatCannotBeReadIsNamedAndLeftAlone() throws Exception {
        source.picture("a.png").text("list.csv", "picture,patient", "a.png,1");
        Miniature.Imported imported = source.run(workspace, "auto");
        assertEquals(1, imported.result().radiographs());
        assertTrue(imported.rejected().get("list.csv").contains("has no column file"), imported.rejected()::toString);
        assertTrue(source.run(workspace, "folder").rejected().isEmpty(), "nobody asked for a table");
    }

    @Test
    void anEmptyReportFileIsNoReport() throws Exception {
        source.picture("a.png").text("radiographs.csv", "file,patient,report", "a.png,1,a.txt").text("a.txt", " ");
        Miniature.Imported imported = source.run(workspace, "auto");
        assertTrue(imported.studyOf("a.png").report().isEmpty());
        assertTrue(imported.rejected().get("a.txt").contains("is empty"), imported.rejected()::toString);
    }

    private String refusal(String kind) {
        return String.valueOf(assertThrows(ImportException.class, () -> source.run(workspace, kind)).getMessage());
    }

    private Miniature sample() throws IOException {
        return source.picture("images/S1_pa.png", "images/S1_lateral.jpg", "images/S2_ap.png")
                .text("dataset.json", "{\"format\": \"refers-sample-data\", \"version\": 1, \"generator\": \"1.0\","
                        + "\"seed\": 1, \"studies\": 2, \"findings\": [\"mass\", \"nodule\"]}")
                .text("studies.csv", "study,patient,split,date,sex,age", "S1,P1,train,2021-01-02,F,50",
                        "S2,P2,test,2021-01-03,M,51")
                .text("radiographs.csv", "file,study,view,rows,columns", "images/S1_pa.png,S1,PA,12,16",
                        "images/S1_lateral.jpg,S1,LATERAL,12,16", "images/S2_ap.png,S2,AP,12,16")
                .text("labels.csv", "study,mass,nodule,extra", "S1,present,absent,x", "S2,uncertain,maybe,x")
                .text("boxes.csv", "file,reader,finding,x,y,width,height", "images/S1_pa.png,R1,mass,1,1,2,2",
                        "images/S1_pa.png,R2,mass,1,1,2,3")
                .text("splits.csv", "patient,split", "P1,train", "P2,test")
                .text("reports/S1.txt", "EXAMINATION:", "Chest.", "", "FINDINGS:", "A mass.", "", "IMPRESSION:",
                        "Mass.");
    }

    @Test
    void sampleDataIsReadByItsTablesWhateverKindIsNamed() throws Exception {
        sample();
        for (String kind : List.of("auto", "folder", "sample")) {
            Miniature.Imported imported = source.run(temp.resolve(kind), kind);
            assertEquals(2, imported.result().studies());
            assertEquals(3, imported.result().radiographs());
            assertEquals(1, imported.result().reports());
            assertEquals(5, imported.result().labels());
            assertEquals(2, imported.result().boxes());
            assertEquals(new Report("A mass.", "Mass."), imported.studyOf("S1_pa.png").report().orElseThrow());
            assertEquals(FindingLabel.UNCERTAIN, imported.radiograph("S2_ap.png").label("mass"));
            assertEquals(FindingLabel.UNKNOWN, imported.radiograph("S2_ap.png").label("nodule"));
            assertEquals(Split.TEST, imported.studyOf("S2_ap.png").split());
            assertTrue(imported.rejected().get("labels.csv").contains("does not name: extra"));
            assertTrue(imported.rejected().get("labels.csv").contains("line 3: nodule is neither"));
            assertTrue(imported.rejected().get("reports/S2.txt").contains("is not there"));
        }
    }

    @Test
    void sampleDataWhoseDescriptionIsDamagedIsRefusedAndNotReadWithoutItsLabels() throws IOException {
        sample();
        for (byte[] damage : List.of(new byte[0], new byte[]{(byte) 0xc3, 1, 2}, "{\"format\":".getBytes(UTF_8),
                "{}".getBytes(UTF_8))) {
            Files.write(source.path("dataset.json"), damage);
            assertTrue(refusal("auto").startsWith("dataset.json"), refusal("auto"));
        }
    }

    @Test
    void aFindingWithoutAColumnOfLabelsIsNamed() throws Exception {
        sample().text("labels.csv", "study,mass", "S1,present", "S2,absent");
        Miniature.Imported imported = source.run(workspace, "auto");
        assertEquals(3, imported.result().labels());
        assertTrue(imported.rejected().get("labels.csv").contains("has no column nodule"),
                imported.rejected()::toString);
    }

    @Test
    void aDescriptionOfSomethingElseIsNoneOfSampleData() throws Exception {
        source.picture("a.png").text("dataset.json", "{\"name\": \"" + "x".repeat(2_000_000) + "\"}");
        assertEquals(1, source.run(workspace, "auto").result().radiographs());
    }

    @Test
    void sampleDataOfANewerFormatIsRefused() throws IOException {
        sample().text("dataset.json", "{\"format\": \"refers-sample-data\", \"version\": 2}");
        assertTrue(refusal("auto").contains("format version 2"));
    }

    @Test
    void theCovidCollectionsOwnFormIsReadWithItsLists() throws Exception {
        new Miniature(temp.resolve("lists")).text("train.txt", "a.png 0 1\r", "b.jpg 1 0\r", "e.png 1 0\r")
                .text("val.txt", "d.png 0 1\r");
        source.picture("images/a.png", "images/b.jpg", "images/c.png", "images/d.png", "images/e.png")
                .text("metadata.csv", "patientid,offset,finding,view,modality,filename,clinical_notes",
                        "1,-1,COVID-19,PA,X-ray,a.png,Fever.", "1,3,COVID-19,Axial,CT,c.png,Fever.",
                        "2,0,Pneumonia/Bacterial/E.Coli,AP Supine,X-ray,b.jpg,\"Cough, long.\"",
                        "3,,SARS,L,X-ray,d.png,", "4,,todo,PA,X-ray,e.png,", "5,,No Finding,PA,X-ray,gone.png,");
        Miniature.Imported imported = source.run(workspace,
                ImportRequest.of(folder, "covid19").withSplits(temp.resolve("lists")));
        assertEquals(5, imported.result().radiographs());
        assertEquals(List.of(0, 1), List.of(imported.studyOf("a.png").order(), imported.studyOf("c.png").order()));
        assertEquals("Fever.", imported.studyOf("c.png").report().orElseThrow().text());
        assertEquals(Map.of("COVID-19", FindingLabel.PRESENT, "Viral pneumonia", FindingLabel.PRESENT),
                imported.radiograph("a.png").labels());
        assertEquals(Map.of("COVID-19", FindingLabel.ABSENT, "Viral pneumonia", FindingLabel.ABSENT),
                imported.radiograph("b.jpg").labels());
        assertEquals(Map.of("COVID-19", FindingLabel.ABSENT), imported.radiograph("e.png").labels());
        assertEquals(FindingLabel.PRESENT, imported.radiograph("d.png").label("COVID-19"), "the list's column counts");
        assertFalse(imported.radiograph("c.png").isProjection());
        assertTrue(imported.radiograph("b.jpg").isProjection());
        assertEquals(ViewPosition.LATERAL, imported.radiograph("d.png").view());
        assertEquals(Split.TEST, imported.studyOf("d.png").split(), "lists without a test side");
        assertTrue(imported.result().notices().toString().contains("1 of the 6 images"));
    }

    @Test
    void openIReportsAreReadWithoutResolvingEntities() throws Exception {
        Path secret = Files.writeString(temp.resolve("secret"), "SECRET");
        source.picture("images/CXR1_1.png").text("xml/1.xml", xml("CXR1", "Heart &lt; normal.", "CXR1_1"))
                .text("xml/2.xml", xml("CXR2", "", "CXR2_1")).text("xml/3.xml", xml("CXR1", "again", "x"))
                .text("xml/4.xml", "<eCitation><uId id='CXR4'/>")
                .text("xml/5.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>"
                        + xml("CXR5", "See &e;", "x"))
                .text("xml/6.xml", "<other/>");
        Miniature.Imported imported = source.run(workspace, "auto");
        assertEquals(2, imported.result().studies());
        assertEquals(1, imported.result().radiographs());
        assertEquals("Heart < normal.", imported.studyOf("CXR1_1.png").report().orElseThrow().findings());
        assertEquals(FindingLabel.PRESENT, imported.radiograph("CXR1_1.png").label("Cardiomegaly"));
        assertEquals(FindingLabel.ABSENT, imported.radiograph("CXR1_1.png").label("Normal"));
        assertEquals(4, imported.rejected().size());
        assertTrue(imported.rejected().get("xml/3.xml").contains("number of another"));
        assertFalse(imported.studies().toString().contains("SECRET"));
    }

    /** Most of the collection's reports are got without their images; the coders' labels are worth as much without them. */
    @Test
    void openIReportsWithoutImagesKeepTheirLabelsAsTheStudys() throws Exception {
        source.picture("images/CXR1_1.png").text("xml/1.xml", xml("CXR1", "Heart large.", "CXR1_1"))
                .text("xml/2.xml", xml("CXR2", "Heart larger.", "CXR2_1"));
        source.run(workspace, "openi");

        assertEquals(List.of(List.of("Heart larger.", "Cardiomegaly")), studyLabels(0));
        assertEquals(20 - 1, studyLabels(1).size(), "what the coders did not name is absent");
        try (Workspace open = Workspace.open(workspace)) {
            assertEquals(2, new StudySearch(open).find("cardiomegaly", PatientOrder.IMPORT).studies());
        }
        source.picture("images/CXR2_1.png");
        Miniature.Imported now = source.run(workspace, "openi");
        assertEquals(FindingLabel.PRESENT, now.radiograph("CXR2_1.png").label("Cardiomegaly"));
    }

    private List<List<String>> studyLabels(int value) throws Exception {
        try (Workspace open = Workspace.open(workspace)) {
            return open.query(connection -> {
                List<List<String>> labels = new ArrayList<>();
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT t.findings, f.name FROM study_labels l"
                                + " JOIN reports t ON t.study = l.study JOIN findings f ON f.id = l.finding"
                                + " WHERE l.value = " + value)) {
                    while (rows.next()) {
                        labels.add(List.of(rows.getString(1), rows.getString(2)));
                    }
                }
                return labels;
            });
        }
    }

    private static String xml(String id, String findings, String image) {
        return "<eCitation><uId id=\"" + id + "\"/><AbstractText Label=\"FINDINGS\">" + findings
                + "</AbstractText><AbstractText Label=\"IMPRESSION\"/><MeSH><major>Cardiomegaly/mild</major></MeSH>"
                + "<parentImage id=\"" + image + "\"/></eCitation>";
    }
}
