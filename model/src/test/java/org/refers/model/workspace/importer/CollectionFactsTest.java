package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.Box;
import org.refers.model.finding.Consensus;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What collections say beside the picture: sex and age, classes, versions of tables, consensus, languages. */
class CollectionFactsTest {

    private static final String NIH_HEADER = "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,"
            + "View Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y],";

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

    /** Sex and age of the study of each file, as "F 58.0"; the age is null where it is unknown. */
    private Map<String, String> people() throws Exception {
        try (Workspace open = Workspace.openOrCreate(temp.resolve("workspace"))) {
            return open.query(connection -> {
                Map<String, String> people = new HashMap<>();
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery(
                                "SELECT r.file, p.sex, s.age, r.manufacturer, r.device FROM radiographs r"
                                        + " JOIN studies s ON r.study = s.id JOIN patients p ON s.patient = p.id")) {
                    while (rows.next()) {
                        String name = rows.getString(1);
                        people.put(name.substring(name.lastIndexOf('/') + 1),
                                (rows.getString(2) + " " + rows.getString(3) + " " + rows.getString(4)
                                        + rows.getString(5)).strip());
                    }
                }
                return people;
            });
        }
    }

    @Test
    void nihHasAgesOfSeveralFormsAndTwoVersionsOfItsLabels() throws Exception {
        source.picture("images/00000001_000.png", "images/00000002_000.png", "images/00000003_000.png")
                .text("Data_Entry_2017.csv", NIH_HEADER,
                        "00000001_000.png,Hernia,0,1,058Y,M,PA,2682,2749,0.143,0.143,")
                .text("Data_Entry_2017_v2020.csv", NIH_HEADER,
                        "00000001_000.png,No Finding,0,1,58,M,PA,2682,2749,0.143,0.143,",
                        "00000002_000.png,Mass|Dragon,0,2,411,F,AP,2682,2749,0.143,0.143,",
                        "00000003_000.png,Mass,0,3,006M,F,AP,2682,2749,0.143,0.143,");
        Miniature.Imported imported = run("nih");

        assertEquals(FindingLabel.PRESENT, imported.radiograph("00000001_000.png").label("No Finding"));
        assertEquals(FindingLabel.ABSENT, imported.radiograph("00000001_000.png").label("Hernia"), "corrected in 2020");
        assertEquals(FindingLabel.ABSENT, imported.radiograph("00000002_000.png").label("No Finding"));
        assertTrue(imported.rejected().get("Data_Entry_2017_v2020.csv").contains("Dragon"));
        assertTrue(imported.result().notices().toString().contains("the other version was left alone"));
        assertEquals(Map.of("00000001_000.png", "M 58.0", "00000002_000.png", "F null", "00000003_000.png", "F 0.5"),
                people());
    }

    @Test
    void chexpertsTestSetHasATableOfItsOwn() throws Exception {
        String header = "Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Edema";
        source.picture("train/patient00001/study1/view1_frontal.jpg", "valid/patient64541/study1/view3_frontal.jpg",
                "test/patient64741/study1/view1_frontal.jpg", "test/patient64741/study1/view2_lateral.jpg")
                .text("train.csv", header,
                        "CheXpert-v1.0-small/train/patient00001/study1/view1_frontal.jpg,Unknown,0,Frontal,AP,,-1.0")
                .text("valid.csv", header,
                        "CheXpert-v1.0-small/valid/patient64541/study1/view3_frontal.jpg,Female,70,Frontal,PA,0.0,1.0")
                .text("test_labels.csv", "Path,No Finding,Edema", "test/patient64741/study1/view1_frontal.jpg,0.0,1.0",
                        "test/patient64741/study1/view2_lateral.jpg,0.0,1.0");
        Miniature.Imported imported = run("chexpert");

        assertEquals(Split.TEST, imported.studyOf("view2_lateral.jpg").split());
        assertEquals(Split.VALIDATION, imported.studies().stream()
                .filter(study -> study.radiographs().get(0).file().toString().contains("64541")).findFirst()
                .orElseThrow().split(), "with a test side of its own the validation side stays one");
        assertEquals(ViewPosition.LATERAL, imported.radiograph("view2_lateral.jpg").view());
        assertEquals("F 70.0", people().get("view3_frontal.jpg"));
    }

    @Test
    void mimicTakesViewsFromCodesAndPeopleFromMimicIv() throws Exception {
        source.picture("files/p10/p10000032/s50414267/02aa.jpg", "files/p10/p10000032/s50414267/174b.jpg")
                .text("mimic-cxr-2.0.0-metadata.csv", "dicom_id,subject_id,study_id,PerformedProcedureStepDescription,"
                        + "ViewPosition,Rows,Columns,StudyDate,StudyTime,ProcedureCodeSequence_CodeMeaning,"
                        + "ViewCodeSequence_CodeMeaning,PatientOrientationCodeSequence_CodeMeaning",
                        "02aa,10000032,50414267,CHEST (PA AND LAT),,3056,2544,21800506,213014.531,CHEST (PA AND LAT),"
                                + "postero-anterior,Erect",
                        "174b,10000032,50414267,CHEST (PA AND LAT),LL,3056,2544,21800506,213014.531,CHEST (PA AND LAT),"
                                + "lateral,Erect")
                .text("mimic-cxr-2.0.0-chexpert.csv", "subject_id,study_id,Pneumonia,No Finding",
                        "10000032,50414267,-1.0,")
                .text("mimic-cxr-2.0.0-negbio.csv", "subject_id,study_id,Pneumonia,No Finding",
                        "10000032,50414267,1.0,")
                .packed("patients.csv.gz", "subject_id,gender,anchor_age,anchor_year,anchor_year_group,dod",
                        "10000032,F,52,2178,2014 - 2016,2180-09-09");
        Miniature.Imported imported = run("mimic-cxr-jpg");

        assertEquals(ViewPosition.PA, imported.radiograph("02aa.jpg").view());
        assertEquals(ViewPosition.LATERAL, imported.radiograph("174b.jpg").view());
        assertEquals(FindingLabel.UNCERTAIN, imported.radiograph("02aa.jpg").label("Pneumonia"), "CheXpert's label");
        assertEquals("F 54.0", people().get("02aa.jpg"));
    }

    @Test
    void rsnaHasThreeClasses() throws Exception {
        source.dicom("stage_2_train_images/u1.dcm", "u1", "1.2", "", ViewPosition.AP)
                .dicom("stage_2_train_images/u2.dcm", "u2", "1.3", "", ViewPosition.PA)
                .text("stage_2_train_labels.csv", "patientId,x,y,width,height,Target", "u1,256,512,128.0,256,1",
                        "u2,,,,,0")
                .text("stage_2_detailed_class_info.csv", "patientId,class", "u1,Lung Opacity", "u1,Lung Opacity",
                        "u2,No Lung Opacity / Not Normal", "u3,Strange");
        Miniature.Imported imported = run("rsna");

        assertEquals(Map.of("Pneumonia", FindingLabel.ABSENT, "Lung Opacity", FindingLabel.ABSENT,
                "No Lung Opacity / Not Normal", FindingLabel.PRESENT, "Normal", FindingLabel.ABSENT),
                imported.radiograph("u2.dcm").labels());
        assertTrue(imported.rejected().get("stage_2_detailed_class_info.csv").contains("line 5"));
    }

    @Test
    void siimsSampleTableIsNotTakenForTheTable() throws Exception {
        source.dicom("dicom-images-train/x/y/1.2.9.dcm", "p", "1.2", "", ViewPosition.PA)
                .text("train-rle-sample.csv", "1.2.8,100 5")
                .text("train-rle.csv", "ImageId, EncodedPixels", "1.2.9,0 1 1023 1", "1.2.9,1048570 6");
        Miniature.Imported imported = run("siim");

        assertEquals(2, imported.radiograph("1.2.9.dcm").boxes().size(), "a mask a row");
        // Runs down the columns: the first pixel of columns 0 and 1 make a box two columns wide and one row high.
        assertEquals(new Box(0, 0, 2 / 64.0, 12 / 1024.0), imported.radiograph("1.2.9.dcm").boxes().get(0).box());
    }

    @Test
    void tbx11kKnowsActiveLatentAndUndecided() throws Exception {
        String images = List.of("sick/s1.png", "tb/a.png", "tb/l.png", "tb/u.png", "tb/n.png", "test/t.png").stream()
                .map(name -> "{\"id\": " + name.hashCode() + ", \"file_name\": \"" + name + "\"}").toList().toString();
        source.picture("imgs/sick/s1.png", "imgs/tb/a.png", "imgs/tb/l.png", "imgs/tb/u.png", "imgs/tb/n.png",
                "imgs/test/t.png")
                .text("annotations/json/TBX11K_trainval.json", "{\"images\": " + images + ", \"annotations\": ["
                        + annotation("tb/a.png", 1) + annotation("tb/l.png", 2)
                        + annotation("tb/u.png", 3).replaceFirst(
                                ",$", "")
                        + "], \"categories\": [{\"id\": 1, \"name\": \"ActiveTuberculosis\"},"
                        + " {\"id\": 2, \"name\": \"ObsoletePulmonaryTuberculosis\"},"
                        + " {\"id\": 3, \"name\": \"PulmonaryTuberculosis\"}]}")
                .text("lists/TBX11K_train.txt", "sick/s1.png", "tb/a.png", "tb/n.png")
                .text("lists/TBX11K_val.txt", "tb/l.png", "tb/u.png");
        Miniature.Imported imported = run("tbx11k");

        assertEquals(List.of("ABSENT", "ABSENT", "ABSENT"), kinds(imported, "s1.png"));
        assertEquals(List.of("PRESENT", "PRESENT", "ABSENT"), kinds(imported, "a.png"));
        assertEquals(List.of("PRESENT", "ABSENT", "PRESENT"), kinds(imported, "l.png"));
        assertEquals(List.of("PRESENT", "UNCERTAIN", "UNCERTAIN"), kinds(imported, "u.png"));
        assertEquals(List.of("PRESENT", "UNKNOWN", "UNKNOWN"), kinds(imported, "n.png"));
        assertEquals(Map.of(), imported.radiograph("t.png").labels());
        assertEquals(Split.TEST, imported.studyOf("u.png").split(),
                "the validation list, there being no labelled test");
        assertEquals(Split.NONE, imported.studyOf("t.png").split());
    }

    private static String annotation(String image, int category) {
        return "{\"image_id\": " + image.hashCode() + ", \"bbox\": [1, 1, 100, 100], \"category_id\": " + category
                + "},";
    }

    private static List<String> kinds(Miniature.Imported imported, String file) {
        return List.of("Tuberculosis", "ActiveTuberculosis", "ObsoletePulmonaryTuberculosis").stream()
                .map(name -> imported.radiograph(file).label(name).name()).toList();
    }

    @Test
    void tuberculosisReadingsTellSexAndAge() throws Exception {
        source.picture("CXR_png/CHNCXR_0001_0.png", "CXR_png/CHNCXR_0002_1.png", "CXR_png/CHNCXR_0003_1.png",
                "CXR_png/CHNCXR_0004_0.png")
                .text("ClinicalReadings/CHNCXR_0001_0.txt", "male 45yrs", "normal")
                .text("ClinicalReadings/CHNCXR_0002_1.txt", "Femal, 9 months", "right PTB")
                .text("ClinicalReadings/CHNCXR_0003_1.txt", "Patient's Sex: F", "Patient's Age: 026Y",
                        "male pattern baldness is no finding")
                .text("shenzhen_metadata.csv", "study_id,sex,age,findings", "CHNCXR_0004_0.png,Male,33,normal");
        Miniature.Imported imported = run("shenzhen");

        assertEquals(Map.of("CHNCXR_0001_0.png", "M 45.0", "CHNCXR_0002_1.png", "F 0.75", "CHNCXR_0003_1.png", "F 26.0",
                "CHNCXR_0004_0.png", "M 33.0"), people());
        assertEquals("right PTB", imported.studyOf("CHNCXR_0002_1.png").report().orElseThrow().text());
        assertEquals("male pattern baldness is no finding",
                imported.studyOf("CHNCXR_0003_1.png").report().orElseThrow().text());
        assertEquals("normal", imported.studyOf("CHNCXR_0004_0.png").report().orElseThrow().text());
    }

    @Test
    void covidSeparatesVirusesFromBacteriaByTheFindingsTree() throws Exception {
        String[] findings = {"Pneumonia/Viral/COVID-19", "Pneumonia/Bacterial/Streptococcus", "todo", "No Finding",
            "Pneumonia/Fungal/Pneumocystis", "Tuberculosis", "Pneumonia", "COVID-19, ARDS"};
        List<String> lines = new ArrayList<>(List.of(
                "patientid,offset,sex,age,finding,view,modality,date,folder,filename,clinical_notes"));
        for (int i = 0; i < findings.length; i++) {
            source.picture("images/" + i + ".png");
            lines.add(i + ",0,F," + (60 + i) + ",\"" + findings[i] + "\",PA,X-ray,2020,images," + i + ".png,");
        }
        source.text("metadata.csv", lines.toArray(String[]::new));
        Miniature.Imported imported = run("covid19");

        List<String> viral = new ArrayList<>();
        List<String> covid = new ArrayList<>();
        for (int i = 0; i < findings.length; i++) {
            viral.add(imported.radiograph(i + ".png").label("Viral pneumonia").name());
            covid.add(imported.radiograph(i + ".png").label("COVID-19").name());
        }
        assertEquals(List.of("PRESENT", "ABSENT", "UNKNOWN", "UNKNOWN", "UNKNOWN", "UNKNOWN", "UNKNOWN", "PRESENT"),
                viral);
        assertEquals(List.of("PRESENT", "ABSENT", "UNKNOWN", "ABSENT", "ABSENT", "ABSENT", "ABSENT", "PRESENT"), covid);
        assertEquals("F 61.0", people().get("1.png"));
    }

    @Test
    void vinBigDatasReadersStayAndTheirConsensusComesBeside() throws Exception {
        source.picture("train/aa.png").text("train.csv", "image_id,class_name,class_id,rad_id,x_min,y_min,x_max,y_max",
                "aa,Cardiomegaly,3,R8,2,2,10,8", "aa,Cardiomegaly,3,R9,3,2,11,8", "aa,Nodule/Mass,8,R10,1,1,3,3",
                "aa,No finding,14,R10,,,,");
        List<ReaderBox> boxes = run("vinbigdata").radiograph("aa.png").boxes();

        assertEquals(List.of("R8", "R9", "R10", Consensus.READER), boxes.stream().map(ReaderBox::reader).toList());
        assertEquals(new ReaderBox(Consensus.READER, "Cardiomegaly", new Box(2.5, 2, 8, 6)), boxes.get(3));
    }

    @Test
    void openIsHeadersTellViewAndAge() throws Exception {
        source.picture("CXR1_1_IM-0001-4001.png").text("1.xml", "<eCitation><uId id=\"CXR1\"/>"
                + "<AbstractText Label=\"FINDINGS\">Clear lungs today.</AbstractText>"
                + "<parentImage id=\"CXR1_1_IM-0001-4001\"/></eCitation>")
                .packed("nlmcxr_dicom_metadata.csv.gz",
                        "imageid,Patient's Birth Date,Patient's Sex,Study Date,View Position",
                        "CXR1_IM-0001-4001,19550820,,20110328,LL");
        Miniature.Imported imported = run("openi");

        assertEquals(ViewPosition.LATERAL, imported.radiograph("CXR1_1_IM-0001-4001.png").view());
        assertEquals("55.0", people().get("CXR1_1_IM-0001-4001.png"));
    }

    @Test
    void onesOwnTableTellsPeopleAndDevices() throws Exception {
        source.picture("1.png", "2.png").text("radiographs.csv", "file,patient,sex,age,manufacturer,device,laterality",
                "1.png,7,male,63,Acme,X1,U", "2.png,8,f,,,,");
        run("csv");

        assertEquals(Map.of("1.png", "M 63.0 AcmeX1", "2.png", "F null"), people());
    }

    @Test
    void theLanguageOfReportsIsToldOrGiven() throws Exception {
        source.picture("a/1.png", "b/2.png").text("a.txt", "BEFUND: Kleiner Erguss links.", "BEURTEILUNG: Erguss.")
                .text("b.txt", "FINDINGS: Small effusion.", "IMPRESSION: Effusion.");
        Miniature.Imported imported = source.run(temp.resolve("workspace"), "folder");
        assertEquals("Kleiner Erguss links.", imported.studyOf("1.png").report().orElseThrow().findings());
        assertEquals("Effusion.", imported.studyOf("2.png").report().orElseThrow().impression());

        ImportRequest plain = ImportRequest.of(temp.resolve("source"), "folder");
        Miniature.Imported german = source.run(temp.resolve("w2"), plain.withLanguage("de"));
        assertEquals("", german.studyOf("2.png").report().orElseThrow().impression(), "read as German");
        ImportException thrown = assertThrows(ImportException.class,
                () -> source.run(temp.resolve("w3"), plain.withLanguage("xx")));
        assertTrue(thrown.getMessage().contains("en, de, fr, es, pt"), thrown.getMessage());
    }

    @Test
    void aTableOfWordsIsKeptInTheWorkspace() throws Exception {
        source.picture("a/1.png").text("a.txt", "BEFOND: Erguss.");
        Path own = temp.resolve("own.json");
        Files.writeString(own, Files.readString(Path.of("src/main/resources/org/refers/model/text/languages/de.json"))
                .replace("\"language\": \"de\"", "\"language\": \"gsw\"").replace("\"befund\",", "\"befond\","));
        ImportRequest request = ImportRequest.of(temp.resolve("source"), "folder").withLanguage(own.toString());
        assertEquals("Erguss.", source.run(temp.resolve("workspace"), request).studyOf("1.png").report().orElseThrow()
                .findings());

        assertEquals(Files.readString(own),
                Files.readString(temp.resolve("workspace/report-languages/gsw.json")));
        assertEquals("Erguss.", source.run(temp.resolve("workspace"), request.withLanguage("gsw")).studyOf("1.png")
                .report().orElseThrow().findings(), "by its code from now on");
        Files.writeString(own, "{}");
        assertThrows(ImportException.class, () -> source.run(temp.resolve("workspace"), request));
    }
}
