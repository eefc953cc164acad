package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Split;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Lists given by {@code --splits} decide the sides of the collections that publish none of their own. */
class GivenListsTest {

    @TempDir
    Path temp;

    /** Fills a folder with the collection's form. */
    @FunctionalInterface
    interface Filling {
        void of(Miniature source) throws IOException;
    }

    /**
     * A collection of three studies.
     *
     * @param names as the lists name them
     * @param files of the radiographs
     */
    record Collection(String kind, String[] names, String[] files, Filling filling) {

        @Override
        public String toString() {
            return kind;
        }
    }

    static Stream<Collection> collections() {
        return Stream.of(
                new Collection("vinbigdata", new String[]{"aa.png", "bb.png", "cc.png"},
                        new String[]{"aa.png", "bb.png", "cc.png"},
                        source -> source.picture("train/aa.png", "train/bb.png", "train/cc.png").text("train.csv",
                                "image_id,class_name,class_id,rad_id,x_min,y_min,x_max,y_max",
                                "aa,No finding,14,R9,,,,", "bb,No finding,14,R9,,,,", "cc,No finding,14,R9,,,,")),
                new Collection("rsna", new String[]{"u1.dcm", "u2.dcm", "u3.dcm"},
                        new String[]{"u1.dcm", "u2.dcm", "u3.dcm"},
                        source -> source.dicom("stage_2_train_images/u1.dcm", "u1", "1.2", "", ViewPosition.AP)
                                .dicom("stage_2_train_images/u2.dcm", "u2", "1.3", "", ViewPosition.PA)
                                .dicom("stage_2_train_images/u3.dcm", "u3", "1.4", "", ViewPosition.PA)
                                .text("stage_2_train_labels.csv", "patientId,x,y,width,height,Target", "u1,,,,,0",
                                        "u2,,,,,0", "u3,,,,,0")),
                new Collection("siim", new String[]{"1.2.9.dcm", "1.3.9.dcm", "1.4.9.dcm"},
                        new String[]{"1.2.9.dcm", "1.3.9.dcm", "1.4.9.dcm"},
                        source -> source.dicom("dicom-images-train/x/a/1.2.9.dcm", "p", "1.2", "", ViewPosition.PA)
                                .dicom("dicom-images-train/x/b/1.3.9.dcm", "q", "1.3", "", ViewPosition.PA)
                                .dicom("dicom-images-train/x/c/1.4.9.dcm", "r", "1.4", "", ViewPosition.PA)
                                .text("train-rle.csv", "ImageId, EncodedPixels", "1.2.9, -1", "1.3.9, -1",
                                        "1.4.9, -1")),
                new Collection("shenzhen", new String[]{"CHNCXR_0001_0.png", "CHNCXR_0002_0.png", "CHNCXR_0327_1.png"},
                        new String[]{"CHNCXR_0001_0.png", "CHNCXR_0002_0.png", "CHNCXR_0327_1.png"},
                        source -> source.picture("CXR_png/CHNCXR_0001_0.png", "CXR_png/CHNCXR_0002_0.png",
                                "CXR_png/CHNCXR_0327_1.png")),
                new Collection("montgomery", new String[]{"MCUCXR_0001_0.png", "MCUCXR_0002_0.png",
                    "MCUCXR_0104_1.png"},
                        new String[]{"MCUCXR_0001_0.png", "MCUCXR_0002_0.png", "MCUCXR_0104_1.png"},
                        source -> source.picture("CXR_png/MCUCXR_0001_0.png", "CXR_png/MCUCXR_0002_0.png",
                                "CXR_png/MCUCXR_0104_1.png")),
                new Collection("openi", new String[]{"CXR1", "CXR2", "CXR3"},
                        new String[]{"CXR1_1.png", "CXR2_1.png", "CXR3_1.png"},
                        source -> source.picture("images/CXR1_1.png", "images/CXR2_1.png", "images/CXR3_1.png")
                                .text("xml/1.xml", report(1)).text("xml/2.xml", report(2))
                                .text("xml/3.xml", report(3))),
                new Collection("mimic-cxr", new String[]{"s5", "s6", "s7"},
                        new String[]{"02aa.dcm", "02bb.dcm", "02cc.dcm"},
                        source -> source.dicom("files/p10/p1/s5/02aa.dcm", "1", "2.25.1", "", ViewPosition.PA)
                                .dicom("files/p10/p2/s6/02bb.dcm", "2", "2.25.2", "", ViewPosition.PA)
                                .dicom("files/p10/p3/s7/02cc.dcm", "3", "2.25.3", "", ViewPosition.PA)
                                .text("cxr-record-list.csv", "subject_id,study_id,dicom_id,path",
                                        "1,5,02aa,files/p10/p1/s5/02aa.dcm", "2,6,02bb,files/p10/p2/s6/02bb.dcm",
                                        "3,7,02cc,files/p10/p3/s7/02cc.dcm")));
    }

    private static String report(int number) {
        return "<eCitation><uId id='CXR" + number + "'/><MedlineCitation><Article><Abstract>"
                + "<AbstractText Label='FINDINGS'>Clear.</AbstractText></Abstract></Article></MedlineCitation>"
                + "<parentImage id='CXR" + number + "_1'/></eCitation>";
    }

    @ParameterizedTest
    @MethodSource("collections")
    void listsDecideTheSides(Collection collection) throws Exception {
        Miniature source = new Miniature(Files.createDirectories(temp.resolve("source")));
        collection.filling.of(source);
        new Miniature(temp.resolve("lists")).text("train.txt", collection.names[0]).text("val.txt", collection.names[1])
                .text("test.txt", collection.names[2]);
        ImportRequest auto = ImportRequest.of(temp.resolve("source"), "auto");
        assertEquals(collection.kind, Importers.kindOf(auto));
        Miniature.Imported imported = source.run(temp.resolve("workspace"), auto.withSplits(temp.resolve("lists")));
        assertEquals(3, imported.radiographs().size());
        assertEquals(Split.TRAIN, imported.studyOf(collection.files[0]).split());
        assertEquals(Split.VALIDATION, imported.studyOf(collection.files[1]).split());
        assertEquals(Split.TEST, imported.studyOf(collection.files[2]).split());
    }
}
