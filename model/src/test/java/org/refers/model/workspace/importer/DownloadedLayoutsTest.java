package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Collections as people have them after a download: in folders around them, as Kaggle repacks them, in part. */
class DownloadedLayoutsTest {

    private static final String NIH_HEADER = "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,"
            + "View Position";
    private static final String VIN_HEADER = "image_id,class_name,class_id,rad_id,x_min,y_min,x_max,y_max";

    @TempDir
    Path temp;

    private Miniature source;

    @BeforeEach
    void folders() throws IOException {
        source = new Miniature(Files.createDirectories(temp.resolve("source")));
    }

    private Miniature.Imported run(String kind) throws Exception {
        ImportRequest auto = ImportRequest.of(temp.resolve("source"), "auto");
        assertEquals(kind, Importers.kindOf(auto));
        return source.run(temp.resolve("workspace"), auto);
    }

    private void nih(String folder) throws IOException {
        source.picture(folder + "images_001/images/00000001_000.png", folder + "images_001/images/00000001_001.png")
                .text(folder + "Data_Entry_2017.csv", NIH_HEADER, "00000001_000.png,Mass,0,1,057Y,M,PA",
                        "00000001_001.png,No Finding,1,1,057Y,M,PA");
    }

    @ParameterizedTest
    @CsvSource({"archive/data/", "archive/a/b/c/", "physionet.org/files/collection/2.0.0/"})
    void aCollectionInFoldersAroundItIsNoPlainFolder(String around) throws Exception {
        nih(around);
        Miniature.Imported imported = run("nih");
        assertEquals(FindingLabel.PRESENT, imported.radiograph("00000001_000.png").label("Mass"));
        assertEquals(1, imported.result().added().patients(), "one patient with two follow-ups");
        assertTrue(imported.result().notices().getFirst().startsWith("The data set nih was found in the folder "));
    }

    @Test
    void severalCollectionsInOneFolderAreNamed() throws IOException {
        nih("a/nih/kaggle/");
        source.picture("b/chexpert/train/patient00001/study1/view1_frontal.jpg")
                .text("b/chexpert/train.csv", "Path,Sex,Age,Frontal/Lateral,AP/PA,Edema",
                        "CheXpert-v1.0-small/train/patient00001/study1/view1_frontal.jpg,F,68,Frontal,AP,1.0");
        ImportException refused = assertThrows(ImportException.class, () -> run("nih"));
        assertTrue(refused.getMessage().contains("nih in a/nih"), refused.getMessage());
        assertTrue(refused.getMessage().contains("chexpert in b/chexpert"), refused.getMessage());
        assertEquals("folder", assertFolder());
    }

    /** Reports are looked for some folders deep, so that a folder of many collections may look like theirs. */
    @Test
    void collectionsBesideTheOneThatIsReadAreNamed() throws Exception {
        source.text("reports/xml/1.xml", "<eCitation><uId id='CXR4'/></eCitation>");
        nih("films/nih/");
        Miniature.Imported imported = run("openi");
        assertTrue(imported.result().notices().getFirst().contains("left alone: nih in films; import each"),
                () -> imported.result().notices().toString());
        source.text("Data_Entry_2017.csv", NIH_HEADER, "00000001_000.png,Mass,0,1,057Y,M,PA");
        assertTrue(source.run(temp.resolve("other"), ImportRequest.of(temp.resolve("source"), "nih")).result().notices()
                .stream().noneMatch(notice -> notice.startsWith("Other data sets")), "who names the kind knows");
    }

    private String assertFolder() {
        try {
            return Importers.kindOf(ImportRequest.of(temp.resolve("source"), "folder"));
        } catch (ImportException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFolderOfOnesOwnStaysOne() throws Exception {
        source.picture("patient7/2021-03/pa.png", "patient7/2021-03/lat.png").text("notes/list.csv", "a,b", "1,2");
        assertEquals(2, run("folder").radiographs().size());
    }

    @Test
    void cheXpertAsItsArchivesUnpack() throws Exception {
        String first = "CheXpert-v1.0 batch 1 (validate & csv)/";
        source.picture("CheXpert-v1.0 batch 2 (train 1)/patient00001/study1/view1_frontal.jpg",
                "CheXpert-v1.0 batch 3 (train 2)/patient00002/study1/view1_frontal.jpg",
                first + "valid/patient64541/study1/view1_frontal.jpg")
                .text(first + "train.csv", "Path,Sex,Age,Frontal/Lateral,AP/PA,Edema",
                        "CheXpert-v1.0/train/patient00001/study1/view1_frontal.jpg,F,68,Frontal,AP,1.0",
                        "CheXpert-v1.0/train/patient00002/study1/view1_frontal.jpg,F,68,Frontal,AP,-1.0",
                        "CheXpert-v1.0/train/patient00003/study1/view1_frontal.jpg,F,68,Frontal,AP,-1.0")
                .text(first + "valid.csv", "Path,Sex,Age,Frontal/Lateral,AP/PA,Edema",
                        "CheXpert-v1.0/valid/patient64541/study1/view1_frontal.jpg,M,70,Frontal,AP,0.0");
        Miniature.Imported imported = run("chexpert");
        assertEquals(3, imported.radiographs().size());
        assertEquals(Split.TEST, imported.studyOf("patient64541/study1/view1_frontal.jpg").split());
        assertTrue(
                imported.result().notices().contains("1 of the pictures that the tables name is not in the folder."));
    }

    @Test
    void nihSampleAndOddLabels() throws Exception {
        source.picture("images/00000001_000.png", "images/00000002_000.png", "images/00000003_000.png",
                "images/00000004_000.png").text("sample_labels.csv", NIH_HEADER,
                        "00000001_000.png,,0,1,057Y,M,PA", "00000002_000.png,No Finding|Effusion,0,2,057Y,M,PA",
                        "00000003_000.png,Pleural Thickening|hernia,0,3,057Y,M,PA",
                        "00000004_000.png,No Finding,0,4,057Y,M,PA");
        Miniature.Imported imported = run("nih");
        assertEquals(Map.of(), imported.radiograph("00000001_000.png").labels(), "an empty cell is not absent");
        assertEquals(FindingLabel.PRESENT, imported.radiograph("00000002_000.png").label("Effusion"));
        assertEquals(FindingLabel.UNKNOWN, imported.radiograph("00000002_000.png").label("No Finding"));
        assertEquals(Set.of("Pleural_Thickening", "Hernia"), imported.radiograph("00000003_000.png").labels().entrySet()
                .stream().filter(label -> label.getValue() == FindingLabel.PRESENT).map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
        assertEquals(FindingLabel.PRESENT, imported.radiograph("00000004_000.png").label("No Finding"));
        assertTrue(imported.rejected().get("sample_labels.csv").contains("line 2: Finding Labels is empty"));
        assertTrue(imported.rejected().get("sample_labels.csv").contains("line 3: 'No Finding' stands beside"));
    }

    @Test
    void aFolderOfPicturesThatIsThereTwice() throws Exception {
        source.picture("images/00000001_000.png").text("sample_labels.csv", NIH_HEADER,
                "00000001_000.png,Mass,0,1,057Y,M,PA");
        Files.createDirectories(temp.resolve("source/sample/images"));
        Files.copy(temp.resolve("source/images/00000001_000.png"),
                temp.resolve("source/sample/images/00000001_000.png"));
        Miniature.Imported imported = run("nih");
        assertEquals(1, imported.radiographs().size());
        assertEquals(Map.of(), imported.rejected());
    }

    @Test
    void vinBigDataMadeSmallerWithSizesInItsTable() throws Exception {
        source.picture("vinbigdata/train/aa.png").text("vinbigdata/train.csv", VIN_HEADER + ",width,height",
                "aa,Cardiomegaly,3,R8,160,120,320,240,1600,1200");
        assertEquals(new Box(1.6, 1.2, 1.6, 1.2),
                run("vinbigdata").radiograph("aa.png").boxes().getFirst().box());
    }

    @Test
    void vinBigDataMadeSmallerWithoutSizesHasNoBoxes() throws Exception {
        source.picture("train/aa.png", "train/bb.png").text("train.csv", VIN_HEADER,
                "aa,Cardiomegaly,3,R8,160,120,320,240",
                "bb,Cardiomegaly,3,R8,1,1,4,4");
        Miniature.Imported imported = run("vinbigdata");
        assertEquals(List.of(), imported.radiograph("bb.png").boxes(), "it fits, but is meant for a larger picture");
        assertEquals(FindingLabel.PRESENT, imported.radiograph("bb.png").label("Cardiomegaly"));
        assertTrue(imported.rejected().get("train.csv").contains("the pictures here are smaller"));
    }

    @Test
    void vinBigDataInFullSizeKeepsItsBoxes() throws Exception {
        source.picture("train/aa.png").text("train.csv", VIN_HEADER, "aa,Cardiomegaly,3,R8,1,1,4,4");
        assertEquals(new Box(1, 1, 3, 3), run("vinbigdata").radiograph("aa.png").boxes().getFirst().box());
    }

    @Test
    void masksOfMontgomeryAreNoRadiographs() throws Exception {
        source.picture("MontgomerySet/CXR_png/MCUCXR_0001_0.png", "MontgomerySet/ManualMask/leftMask/MCUCXR_0001_0.png",
                "MontgomerySet/ManualMask/rightMask/MCUCXR_0001_0.png")
                .text("MontgomerySet/ClinicalReadings/MCUCXR_0001_0.txt", "Patient's Sex: F", "Patient's Age: 027Y",
                        "normal");
        Miniature.Imported imported = run("montgomery");
        assertEquals(1, imported.radiographs().size());
        assertTrue(imported.radiographs().getFirst().file().toString().contains("CXR_png"));
        assertTrue(imported.result().notices().contains("2 masks of lungs were left alone."));
    }

    @Test
    void shenzhenAsKaggleHasItAndWithMontgomeryBeside() throws Exception {
        source.picture("images/images/CHNCXR_0001_0.png", "images/images/MCUCXR_0001_0.png")
                .text("shenzhen_metadata.csv", "study_id,sex,age,findings", "CHNCXR_0001_0.png,Male,45,normal");
        Miniature.Imported imported = run("shenzhen");
        assertEquals(1, imported.radiographs().size());
        assertEquals(1, imported.result().reports());
        assertTrue(imported.result().notices().getFirst().startsWith("1 radiograph of the set montgomery lie"));
    }

    @Test
    void mimicCxrTakesItsDatesFromHeaders() throws Exception {
        source.dicom("files/p10/p1/s5/aa.dcm", "1", "2.25.1", "", ViewPosition.PA)
                .packed("cxr-record-list.csv.gz", "subject_id,study_id,dicom_id,path", "1,5,aa,files/p10/p1/s5/aa.dcm");
        run("mimic-cxr");
        try (Workspace workspace = Workspace.openOrCreate(temp.resolve("workspace"))) {
            assertTrue(workspace.query(DownloadedLayoutsTest::taken).startsWith("20200102"));
        }
    }

    private static String taken(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT taken FROM studies")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    @Test
    void rsnasPicturesOfOnePatientStayTogether() throws Exception {
        source.picture("stage_2_train_images/aa.png", "stage_2_train_images/bb.png", "stage_2_train_images/cc.png")
                .text("stage_2_train_labels.csv", "patientId,x,y,width,height,Target", "aa,,,,,0", "bb,,,,,0",
                        "cc,,,,,0");
        assertTrue(run("rsna").result().notices().getFirst().startsWith("RSNA's tables tell no patients"));
        source.text("pneumonia-challenge-dataset-mappings_2018.json",
                "[{\"subset_img_id\": \"aa\", \"img_id\": \"00000007_000.png\"},",
                "{\"subset_img_id\": \"bb\", \"img_id\": \"00000007_004.png\"},",
                "{\"subset_img_id\": \"cc\", \"img_id\": \"00000008_000.png\"}]");
        Miniature.Imported known = source.run(temp.resolve("other"), ImportRequest.of(temp.resolve("source"), "auto"));
        assertEquals(2, known.result().added().patients());
        assertEquals(List.of(), known.result().notices());
    }

    @Test
    void openIAsKaggleHasIt() throws Exception {
        source.picture("images/images_normalized/2_IM-0652-1001.dcm.png",
                "images/images_normalized/2_IM-0652-2001.dcm.png")
                .text("indiana_reports.csv", "uid,MeSH,Problems,image,indication,comparison,findings,impression",
                        "2,Cardiomegaly/borderline;Pulmonary Artery/enlarged,x,\"Chest, 2 views\",y,None.,Borderline.,Stable.",
                        "3,normal,normal,x,y,None.,Clear lungs.,Normal.")
                .text("indiana_projections.csv", "uid,filename,projection", "2,2_IM-0652-1001.dcm.png,Frontal",
                        "2,2_IM-0652-2001.dcm.png,Lateral", "3,3_IM-1384-1001.dcm.png,Frontal");
        Miniature.Imported imported = run("openi");
        assertEquals(2, imported.result().studies());
        assertEquals(ViewPosition.LATERAL, imported.radiograph("2_IM-0652-2001.dcm.png").view());
        assertEquals(FindingLabel.PRESENT, imported.radiograph("2_IM-0652-1001.dcm.png").label("Cardiomegaly"));
        assertEquals(FindingLabel.ABSENT, imported.radiograph("2_IM-0652-1001.dcm.png").label("Normal"));
        assertEquals("Stable.", imported.studyOf("2_IM-0652-1001.dcm.png").report().orElseThrow().impression());
        assertTrue(imported.result().notices().getFirst().startsWith("1 of the 3 images"));
    }

    @ParameterizedTest
    @CsvSource({"sep=;", "SEP=;", "\"sep=;\""})
    void aTableWithExcelsFirstLine(String stated) throws Exception {
        source.picture("1.png").text("radiographs.csv", stated, "file;patient;Effusion", "1.png;7;1,0", "2.png;8");
        Miniature.Imported imported = run("csv");
        assertEquals(FindingLabel.PRESENT, imported.radiograph("1.png").label("Effusion"));
        assertTrue(imported.rejected().get("radiographs.csv").startsWith("line 4 has 2 values"));
    }

    @Test
    void rowsAndColumnsThatAreThereTwice() throws Exception {
        source.picture("1.png", "2.png").text("radiographs.csv", "file,patient,split,Effusion,effusion,age",
                "1.png,7,train,1,0,\"58,5\"", "2.png,8,train,n/a,0,40", "1.png,9,test,0,0,40");
        Miniature.Imported imported = run("csv");
        assertEquals(2, imported.result().radiographs());
        assertEquals(2, imported.result().added().patients());
        assertEquals(Map.of("Effusion", FindingLabel.PRESENT), imported.radiograph("1.png").labels());
        assertEquals(Map.of(), imported.radiograph("2.png").labels());
        assertEquals("is named in more than one row of the table; the first row counts",
                imported.rejected().get("1.png"));
        assertTrue(imported.rejected().get("radiographs.csv").contains("column effusion stands twice"));
        assertEquals(Set.of(ImportLook.Problem.DUPLICATE, ImportLook.Problem.TABLE),
                imported.result().rejected().stream()
                        .map(Remedies::verdict).map(ImportLook.Verdict::problem).collect(Collectors.toSet()));
    }
}
