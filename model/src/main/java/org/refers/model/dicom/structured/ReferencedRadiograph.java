package org.refers.model.dicom.structured;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Uids;

/** A DICOM radiograph that other objects speak of: its identity, and the patient and study that they share with it. */
public final class ReferencedRadiograph {

    /** Type 2 attributes of the Patient and General Study modules: there in any case, with or without a value. */
    private static final int[] SHARED = {Tags.PATIENT_NAME, Tags.PATIENT_ID, Tags.PATIENT_BIRTH_DATE, Tags.PATIENT_SEX,
        Tags.STUDY_DATE, Tags.STUDY_TIME, Tags.REFERRING_PHYSICIAN_NAME, Tags.STUDY_ID, Tags.ACCESSION_NUMBER};
    /** What a de-identified radiograph says of that, which holds for what is made of it. */
    private static final int[] DEIDENTIFIED = {0x00120062, 0x00120063, 0x00280303};
    private static final int DEIDENTIFICATION_METHOD_CODE_SEQUENCE = 0x00120064;
    private static final int SOFTWARE_VERSIONS = 0x00181020;
    private static final int TIMEZONE_OFFSET = 0x00080201;

    private final DicomObject header;
    private final int rows;
    private final int columns;

    private ReferencedRadiograph(DicomObject header, int rows, int columns) {
        this.header = header;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * The radiograph of a header.
     *
     * @throws DicomException if it lacks a UID or its size
     */
    public static ReferencedRadiograph of(DicomObject header) throws DicomException {
        for (int tag : new int[]{Tags.SOP_CLASS_UID, Tags.SOP_INSTANCE_UID, Tags.STUDY_INSTANCE_UID,
            Tags.SERIES_INSTANCE_UID}) {
            if (header.text(tag).isEmpty()) {
                throw new DicomException(tag, "is missing, and without it nothing can point at the radiograph");
            }
        }
        int rows = header.integer(Tags.ROWS).orElse(0);
        int columns = header.integer(Tags.COLUMNS).orElse(0);
        if (rows < 1 || columns < 1) {
            throw new DicomException(Tags.ROWS, "is missing or no size");
        }
        return new ReferencedRadiograph(header, rows, columns);
    }

    /** What the radiograph's file says of it, for objects that show it as it does. */
    public DicomObject header() {
        return header;
    }

    /** Height in pixels. */
    public int rows() {
        return rows;
    }

    /** Width in pixels. */
    public int columns() {
        return columns;
    }

    /** SOP Instance UID. */
    public String instance() {
        return text(Tags.SOP_INSTANCE_UID);
    }

    /** Patient Orientation of rows and columns, empty if the radiograph does not say. */
    public String orientation() {
        return String.join("\\", header.texts(Tags.PATIENT_ORIENTATION));
    }

    private String text(int tag) {
        return header.text(tag).orElse("");
    }

    /** An item that points at the radiograph. */
    public DicomObject reference() {
        return DicomObject.builder().text(Tags.REFERENCED_SOP_CLASS_UID, text(Tags.SOP_CLASS_UID))
                .text(Tags.REFERENCED_SOP_INSTANCE_UID, instance()).build();
    }

    /**
     * An item that points at the radiograph's series and in it at the radiograph.
     *
     * @param instances sequence of the references, which has another tag in reports than in pictures
     */
    public DicomObject seriesReference(int instances) {
        return DicomObject.builder().items(instances, List.of(reference()))
                .text(Tags.SERIES_INSTANCE_UID, text(Tags.SERIES_INSTANCE_UID)).build();
    }

    /** An item that points at the radiograph from its study down, as evidence of a report. */
    DicomObject evidence() {
        return DicomObject.builder().text(Tags.STUDY_INSTANCE_UID, text(Tags.STUDY_INSTANCE_UID))
                .items(StructuredTags.REFERENCED_SERIES_SEQUENCE,
                        List.of(seriesReference(StructuredTags.REFERENCED_SOP_SEQUENCE)))
                .build();
    }

    /**
     * Starts an object of the same patient and study in a series of its own.
     *
     * @param sopClass SOP Class UID
     * @param modality such as SR
     * @param seed tells the new instance from all others
     * @param written date and time of its content
     */
    public DicomObject.Builder derived(String sopClass, String modality, String seed, LocalDateTime written) {
        DicomObject.Builder builder = DicomObject.builder();
        for (int tag : SHARED) {
            builder.text(tag, String.join("\\", header.texts(tag)));
        }
        for (int tag : DEIDENTIFIED) {
            header.text(tag).ifPresent(value -> builder.text(tag, String.join("\\", header.texts(tag))));
        }
        header.element(DEIDENTIFICATION_METHOD_CODE_SEQUENCE).ifPresent(builder::put);
        header.text(TIMEZONE_OFFSET).ifPresent(value -> builder.text(TIMEZONE_OFFSET, value));
        String date = written.format(DateTimeFormatter.ofPattern("uuuuMMdd"));
        String time = written.format(DateTimeFormatter.ofPattern("HHmmss"));
        return builder.text(Tags.STUDY_INSTANCE_UID, text(Tags.STUDY_INSTANCE_UID))
                .text(Tags.SOP_CLASS_UID, sopClass).text(Tags.SOP_INSTANCE_UID, Uids.fromSeed(seed + date + time))
                .text(Tags.SERIES_INSTANCE_UID, Uids.fromSeed("series " + seed + date + time))
                .text(Tags.MODALITY, modality).text(Tags.SERIES_NUMBER, "900").text(Tags.INSTANCE_NUMBER, "1")
                .text(Tags.SERIES_DATE, date).text(Tags.SERIES_TIME, time).text(Tags.CONTENT_DATE, date)
                .text(Tags.CONTENT_TIME, time).text(Tags.MANUFACTURER, "REFERS")
                .text(Tags.MANUFACTURER_MODEL_NAME, "REFERS Workstation").text(Tags.DEVICE_SERIAL_NUMBER, "none")
                .text(SOFTWARE_VERSIONS, Uids.IMPLEMENTATION_VERSION);
    }
}
