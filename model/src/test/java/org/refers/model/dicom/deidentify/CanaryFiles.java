package org.refers.model.dicom.deidentify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.TransferSyntax;
import org.refers.model.dicom.Uids;
import org.refers.model.dicom.Vr;

/** A patient whose name and numbers stand wherever a file can hold text. */
final class CanaryFiles {

    static final String NAME = "ZZTEST^CANARY";
    static final String NUMBER = "ZZ-4711-ID";
    static final String ACCESSION = "ACC778899";
    static final String STUDY = "1.2.826.0.1.3680043.8.498.4711.1";
    static final String INSTANCE = "1.2.826.0.1.3680043.8.498.4711.1.2";
    /** What must be nowhere in the results. */
    static final List<String> TRACES = List.of("ZZTEST", "CANARY", NUMBER, ACCESSION, "4711.1", "19470312", "Canary");

    /** An attribute of each text representation that the profile does not list, and so keeps. */
    private static final int[] UNLISTED = {0x00081090, 0x00180015, 0x00181020, 0x00204000, 0x00080070, 0x0018106A,
        0x00181405, 0x00400254, 0x00104000, 0x0040A160, 0x00081040, 0x00189424, 0x00080055, 0x00080054,
        0x00081190, 0x00120063, 0x0040E010, 0x00187006, 0x00080119};

    private CanaryFiles() {
    }

    static DicomObject dataSet() {
        DicomObject.Builder builder = texts().text(Tags.SOP_CLASS_UID, Uids.COMPUTED_RADIOGRAPHY)
                .text(Tags.SOP_INSTANCE_UID, INSTANCE).text(Tags.STUDY_INSTANCE_UID, STUDY)
                .text(Tags.SERIES_INSTANCE_UID, STUDY + ".9").text(Tags.PATIENT_NAME, NAME)
                .text(Tags.PATIENT_ID, NUMBER).text(Tags.ACCESSION_NUMBER, ACCESSION)
                .text(Tags.PATIENT_BIRTH_DATE, "19470312").text(Tags.STUDY_DATE, "20210203")
                .text(Tags.STUDY_TIME, "101112").text(Tags.SERIES_DATE, "20210204").text(Tags.MODALITY, "CR")
                .text(Tags.PATIENT_SEX, "F").text(Tags.PATIENT_AGE, "073Y").text(Tags.DEVICE_SERIAL_NUMBER, "SN55")
                .text(0x00090010, Vr.LO, "MAKER CANARY").text(0x00091001, Vr.LT, "private of " + NAME)
                .text(0x60004000, Vr.LT, "overlay of " + NAME)
                .bytes(0x60003000, Vr.OW, NAME.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .bytes(0x50000010, Vr.OB, NAME.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .bytes(0x00420011, Vr.OB, NAME.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .bytes(0x0018FFF1, Vr.UN, NAME.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .bytes(0x00280010, Vr.US, new byte[]{2, 0}).bytes(0x00280011, Vr.US, new byte[]{2, 0})
                .integers(Tags.SAMPLES_PER_PIXEL, 1).integers(Tags.BITS_ALLOCATED, 8).integers(Tags.BITS_STORED, 8)
                .integers(Tags.HIGH_BIT, 7).integers(Tags.PIXEL_REPRESENTATION, 0)
                .text(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .bytes(Tags.PIXEL_DATA, Vr.OB, new byte[]{1, 2, 3, 4});
        DicomObject inner = texts().text(Tags.PATIENT_NAME, NAME)
                .items(0x00081199, List.of(texts().text(Tags.REFERENCED_SOP_INSTANCE_UID, INSTANCE).build())).build();
        return builder.items(0x00082228, List.of(inner)).items(0x00081140, List.of(inner))
                .items(0x0040A730, List.of(inner)).items(0x00400275, List.of(inner)).build();
    }

    private static DicomObject.Builder texts() {
        DicomObject.Builder builder = DicomObject.builder();
        for (int tag : UNLISTED) {
            builder.text(tag, Tags.vrOf(tag).orElseThrow(), "of zztest canary, no. " + NUMBER);
        }
        for (Vr vr : Vr.values()) {
            if (vr.isText()) {
                // Hostile: the group is even, the attribute in no dictionary, the representation any.
                builder.text(0x00180F00 + vr.ordinal(), vr, vr == Vr.UI ? INSTANCE : NAME);
            }
        }
        return builder;
    }

    /** Writes the file and a report into a folder named after the patient. */
    static Path write(Path root, DicomObject dataSet) throws IOException {
        Path folder = root.resolve("in/ZZTEST_CANARY");
        Files.createDirectories(folder);
        byte[] bytes = DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
        System.arraycopy("CANARY".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, bytes, 0, 6);
        Files.write(folder.resolve("Canary 1.dcm"), bytes);
        Files.writeString(folder.resolve(ACCESSION + ".txt"), """
                Name: Zztest, Canary, born 12.03.1947, ID %s, accession %s.
                Seen by Dr. Hilda Vogel on 2021-02-03 at 10:11, phone 0171 5566778.
                Findings: 2.5 cm mass in the left upper lobe. No effusion.
                """.formatted(NUMBER, ACCESSION));
        return root.resolve("in");
    }
}
