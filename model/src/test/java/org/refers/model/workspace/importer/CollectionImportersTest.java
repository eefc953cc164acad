package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The importers of published collections, each on a miniature in the collection's form, found by kind auto. */
class CollectionImportersTest {

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

    private static Box box(Miniature.Imported imported, String file) {
        return imported.radiograph(file).boxes().get(0).box();
    }

    @Test
    void nih() throws Exception {
        source.picture("images_001/images/00000001_000.png", "images_001/images/00000001_001.png",
                "images_002/images/00000002_000.png")
                .packed("Data_Entry_2017_v2020.csv.gz", "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,"
                        + "Patient Gender,View Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y],",
                        "00000001_000.png,Mass|Hernia,0,1,57,M,PA,2682,2749,0.143,0.143,",
                        "00000001_001.png,No Finding,1,1,58,M,AP,2682,2749,0.143,0.143,",
                        "00000002_000.png,No Finding,0,2,58,M,PA,2682,2749,0.143,0.143,",
                        "00000009_000.png,No Finding,0,9,58,M,PA,2682,2749,0.143,0.143,")
                .text("BBox_List_2017.csv", "Image Index,Finding Label,Bbox [x,y,w,h],,,",
                        "00000001_000.png,Infiltrate,256.0,512,128,256,,,")
                .text("train_val_list.txt", "00000001_000.png", "00000001_001.png").text("test_list.txt",
                        "00000002_000.png");
        Miniature.Imported imported = run("nih");
        assertEquals(3, imported.studies().size());
        assertEquals(3 * 15, imported.result().labels(), "14 findings and No Finding");
        assertEquals(FindingLabel.PRESENT, imported.radiograph("00000001_000.png").label("Hernia"));
        assertEquals(FindingLabel.ABSENT, imported.radiograph("00000001_001.png").label("Mass"));
        assertEquals(ViewPosition.AP, imported.radiograph("00000001_001.png").view());
        assertEquals(new Box(4, 6, 2, 3), box(imported, "00000001_000.png"), "from 1024 x 1024 to 16 x 12");
        assertEquals("Infiltration", imported.radiograph("00000001_000.png").boxes().get(0).finding());
        assertEquals(Split.TEST, imported.studyOf("00000002_000.png").split());
        assertEquals(imported.studyOf("00000001_000.png").split(), imported.studyOf("00000001_001.png").split());
        assertEquals(List.of(0, 1), imported.studies().stream().limit(2).map(study -> study.order()).toList());
    }

    @Test
    void chexpert() throws Exception {
        source.picture("train/patient00001/study1/view1_frontal.jpg", "train/patient00001/study1/view2_lateral.jpg",
                "train/patient00002/study1/view1_frontal.jpg", "valid/patient64541/study1/view1_frontal.jpg")
                .text("train.csv", "Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Cardiomegaly,Edema",
                        "CheXpert-v1.0-small/train/patient00001/study1/view1_frontal.jpg,F,68,Frontal,AP,,1.0,-1.0",
                        "CheXpert-v1.0-small/train/patient00001/study1/view2_lateral.jpg,F,68,Lateral,,,1.0,-1.0",
                        "CheXpert-v1.0-small/train/patient00002/study1/view1_frontal.jpg,F,68,Frontal,PA,1.0,,",
                        "elsewhere/../../x.jpg,F,68,Frontal,PA,1.0,,")
                .text("valid.csv", "Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Cardiomegaly,Edema",
                        "CheXpert-v1.0-small/valid/patient64541/study1/view1_frontal.jpg,M,70,Frontal,AP,0.0,0.0,1.0");
        Miniature.Imported imported = run("chexpert");
        assertEquals(3, imported.result().studies());
        assertEquals(Map.of("Cardiomegaly", FindingLabel.PRESENT, "Edema", FindingLabel.UNCERTAIN),
                imported.radiograph("view2_lateral.jpg").labels());
        assertEquals(ViewPosition.LATERAL, imported.radiograph("view2_lateral.jpg").view());
        assertEquals(Set.of(Split.TRAIN, Split.VALIDATION, Split.TEST),
                Set.copyOf(imported.studies().stream().map(study -> study.split()).toList()));
        assertTrue(imported.rejected().get("train.csv").contains("line 5: Path"));
    }

    @Test
    void mimicCxrJpg() throws Exception {
        String study = "files/p10/p10000032/s50414267/";
        source.picture(study + "02aa.jpg", study + "174b.jpg", "files/p10/p10000032/s53189527/2a28.jpg")
                .text("files/p10/p10000032/s50414267.txt", "FINAL REPORT", "FINDINGS:", "No effusion.", "IMPRESSION:",
                        "Normal chest.")
                .packed("mimic-cxr-2.0.0-metadata.csv.gz",
                        "dicom_id,subject_id,study_id,ViewPosition,StudyDate,StudyTime",
                        "2a28,10000032,53189527,AP,21800626,165500.312", "02aa,10000032,50414267,PA,21800506,90553.5",
                        "174b,10000032,50414267,LATERAL,21800506,90553.5", "none,1,2,PA,21800506,1")
                .packed("mimic-cxr-2.0.0-split.csv.gz", "dicom_id,study_id,subject_id,split",
                        "02aa,50414267,10000032,validate", "174b,50414267,10000032,validate",
                        "2a28,53189527,10000032,validate")
                .packed("mimic-cxr-2.0.0-chexpert.csv.gz", "subject_id,study_id,Atelectasis,No Finding",
                        "10000032,50414267,-1.0,", "10000032,53189527,,1.0");
        Miniature.Imported imported = run("mimic-cxr-jpg");
        assertEquals(2, imported.result().studies());
        assertEquals(1, imported.result().reports());
        assertEquals(1, imported.studyOf("2a28.jpg").order(), "by date");
        assertEquals("Normal chest.", imported.studyOf("02aa.jpg").report().orElseThrow().impression());
        assertEquals(FindingLabel.UNCERTAIN, imported.radiograph("174b.jpg").label("Atelectasis"));
        assertEquals(Split.VALIDATION, imported.studyOf("2a28.jpg").split());
        assertEquals(ViewPosition.LATERAL, imported.radiograph("174b.jpg").view());
    }

    @Test
    void mimicCxr() throws Exception {
        source.dicom("files/p10/p1/s5/02aa.dcm", "10000032", "2.25.1", "", ViewPosition.PA)
                .text("cxr-record-list.csv", "subject_id,study_id,dicom_id,path", "1,5,02aa,files/p10/p1/s5/02aa.dcm");
        new Miniature(temp.resolve("reports")).text("p10/p1/s5.txt", "IMPRESSION: Clear.");
        assertEquals("mimic-cxr", Importers.kindOf(ImportRequest.of(temp.resolve("source"), "auto")));
        Miniature.Imported imported = source.run(temp.resolve("workspace"),
                ImportRequest.of(temp.resolve("source"), "mimic-cxr").withReports(temp.resolve("reports")));
        assertEquals("Clear.", imported.studyOf("02aa.dcm").report().orElseThrow().impression());
        assertEquals(ViewPosition.PA, imported.radiograph("02aa.dcm").view(), "from the file's header");
    }

    @Test
    void vinBigData() throws Exception {
        source.picture("train/aa.png", "train/bb.png")
                .text("train.csv", "image_id,class_name,class_id,rad_id,x_min,y_min,x_max,y_max",
                        "aa,Cardiomegaly,3,R10,160,120,320,240", "aa,No finding,14,R9,,,,", "bb,No finding,14,R9,,,,",
                        "bb,Dragon,99,R9,1,1,2,2")
                .text("train_meta.csv", "image_id,dim0,dim1", "aa,1200,1600");
        Miniature.Imported imported = run("vinbigdata");
        assertEquals(28, imported.result().labels());
        assertEquals(FindingLabel.PRESENT, imported.radiograph("aa.png").label("Cardiomegaly"));
        assertEquals(FindingLabel.ABSENT, imported.radiograph("bb.png").label("Cardiomegaly"));
        assertEquals("R10", imported.radiograph("aa.png").boxes().get(0).reader());
        Box box = box(imported, "aa.png");
        assertTrue(box.iou(new Box(1.6, 1.2, 1.6, 1.2)) > 0.999999, () -> "scaled from 1600 x 1200: " + box);
        assertTrue(imported.rejected().get("train.csv").contains("Dragon"));
    }

    @Test
    void rsna() throws Exception {
        source.dicom("stage_2_train_images/u1.dcm", "u1", "1.2", "", ViewPosition.AP)
                .dicom("stage_2_train_images/u2.dcm", "u2", "1.3", "", ViewPosition.PA)
                .text("stage_2_train_labels.csv", "patientId,x,y,width,height,Target", "u1,256,512,128.0,256,1",
                        "u1,512,512,128,256,1", "u2,,,,,0");
        Miniature.Imported imported = run("rsna");
        assertEquals(2, imported.radiograph("u1.dcm").boxes().size());
        assertEquals(new Box(4, 6, 2, 3), box(imported, "u1.dcm"));
        assertEquals(FindingLabel.ABSENT, imported.radiograph("u2.dcm").label("Pneumonia"));
        assertEquals(ViewPosition.AP, imported.radiograph("u1.dcm").view());
    }

    @Test
    void siim() throws Exception {
        // Columns 256 to 383, rows 512 to 767: a run of 256 a column, then a gap of 768 to the next.
        StringBuilder mask = new StringBuilder("262656 256");
        mask.append(" 768 256".repeat(127));
        source.dicom("dicom-images-train/x/y/1.2.9.dcm", "p", "1.2", "", ViewPosition.PA)
                .dicom("dicom-images-train/x/z/1.3.9.dcm", "q", "1.3", "", ViewPosition.PA)
                .dicom("dicom-images-train/x/z/1.4.9.dcm", "r", "1.4", "", ViewPosition.PA)
                .text("train-rle.csv", "ImageId, EncodedPixels", "1.2.9," + mask, "1.3.9, -1", "1.4.9,1048570 900");
        Miniature.Imported imported = run("siim");
        assertEquals(new Box(4, 6, 2, 3), box(imported, "1.2.9.dcm"));
        assertEquals(FindingLabel.ABSENT, imported.radiograph("1.3.9.dcm").label("Pneumothorax"));
        assertTrue(imported.rejected().get("train-rle.csv").contains("leaves the picture"));
    }

    @Test
    void tbx11k() throws Exception {
        source.picture("imgs/health/h1.png", "imgs/tb/tb1.png").text("annotations/json/TBX11K_train.json",
                "{\"images\": [{\"id\": 1, \"file_name\": \"health/h1.png\"}, {\"id\": 2, \"file_name\": \"tb/tb1.png\"},"
                        + "{\"id\": 3, \"file_name\": \"tb/gone.png\"}],"
                        + "\"annotations\": [{\"image_id\": 2, \"bbox\": [128, 256, 64, 128], \"category_id\": 1}],"
                        + "\"categories\": [{\"id\": 1, \"name\": \"ActiveTuberculosis\"}]}")
                .text("annotations/json/TBX11K_val.json", "no json");
        Miniature.Imported imported = source.run(temp.resolve("workspace"), "tbx11k");
        assertEquals(FindingLabel.ABSENT, imported.radiograph("h1.png").label("Tuberculosis"));
        assertEquals(new Box(4, 6, 2, 3), box(imported, "tb1.png"));
        assertEquals("ActiveTuberculosis", imported.radiograph("tb1.png").boxes().get(0).finding());
        assertTrue(imported.rejected().get("annotations/json/TBX11K_val.json").contains("no JSON"));
        assertTrue(imported.result().notices().toString().contains("1 of the pictures"));
    }

    @Test
    void shenzhenAndMontgomery() throws Exception {
        source.picture("CXR_png/CHNCXR_0001_0.png", "CXR_png/CHNCXR_0327_1.png")
                .text("ClinicalReadings/CHNCXR_0327_1.txt", "male 45yrs", "", "bilateral secondary PTB");
        Miniature.Imported imported = run("shenzhen");
        assertEquals(FindingLabel.PRESENT, imported.radiograph("CHNCXR_0327_1.png").label("Tuberculosis"));
        assertEquals(FindingLabel.ABSENT, imported.radiograph("CHNCXR_0001_0.png").label("Tuberculosis"));
        assertEquals("bilateral secondary PTB", imported.studyOf("CHNCXR_0327_1.png").report().orElseThrow().text());
        source = new Miniature(temp.resolve("mc"));
        source.picture("CXR_png/MCUCXR_0001_0.png").text("ClinicalReadings/MCUCXR_0001_0.txt", "Patient's Sex: F",
                "Patient's Age: 026Y", "normal");
        ImportRequest auto = ImportRequest.of(temp.resolve("mc"), "auto");
        assertEquals("montgomery", Importers.kindOf(auto));
        assertEquals("normal", source.run(temp.resolve("w2"), auto).studyOf("MCUCXR_0001_0.png").report()
                .orElseThrow().text());
    }
}
