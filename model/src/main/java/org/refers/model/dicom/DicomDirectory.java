package org.refers.model.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A DICOMDIR: the table of contents of a disc or an export, patients with studies, series and what is in them (PS3.3, annex
 * F). Records that are marked as out of use and those of other kinds are passed over.
 *
 * @param patients what it lists
 */
public record DicomDirectory(List<Patient> patients) {

    /**
     * A patient.
     *
     * @param id Patient ID
     * @param name Patient's Name
     */
    public record Patient(Optional<String> id, Optional<PersonName> name, List<Study> studies) {

        /** Nothing of the patient: it would end up in a log. */
        @Override
        public String toString() {
            return "a patient with " + studies.size() + " studies";
        }
    }

    /**
     * A study.
     *
     * @param uid Study Instance UID
     * @param date YYYYMMDD
     * @param description Study Description
     */
    public record Study(Optional<String> uid, Optional<String> date, Optional<String> description,
            List<Series> series) {
    }

    /**
     * A series.
     *
     * @param uid Series Instance UID
     * @param modality such as CR
     */
    public record Series(Optional<String> uid, Optional<String> modality, List<Instance> instances) {
    }

    /**
     * What a file of the series holds.
     *
     * @param type Directory Record Type: IMAGE for pictures, SR DOCUMENT and others for the rest
     * @param sopClass SOP class
     * @param sopUid SOP instance
     * @param fileId the components of Referenced File ID, folders first; empty where no file is named
     */
    public record Instance(String type, Optional<String> sopClass, Optional<String> sopUid, List<String> fileId) {

        private static final String PICTURE = "IMAGE";

        /** Whether it is a picture. */
        public boolean isImage() {
            return type.equals(PICTURE);
        }
    }

    /** Reads a DICOMDIR. Its links are taken for hostile: each record is reached once at most. */
    public static DicomDirectory read(Path file) throws IOException, DicomException {
        try {
            DicomReader.PositionedRecords read = DicomReader.readDirectory(file);
            return new Records(read).directory();
        } catch (DicomException e) {
            throw e.in(file);
        }
    }

    /** Whether a data set is a DICOMDIR's. */
    public static boolean isDirectory(DicomFile file) {
        return file.dataSet().contains(Tags.DIRECTORY_RECORD_SEQUENCE) || file.meta()
                .text(Tags.MEDIA_STORAGE_SOP_CLASS_UID).filter(Uids.MEDIA_STORAGE_DIRECTORY::equals).isPresent();
    }

    /** Everything that the series hold. */
    public List<Instance> instances() {
        return patients.stream().flatMap(patient -> patient.studies().stream())
                .flatMap(study -> study.series().stream()).flatMap(series -> series.instances().stream()).toList();
    }

    /** The records of a file, found by their places, each of them once. */
    private static final class Records {

        private final DicomObject root;
        private final Map<Long, DicomObject> unread = new HashMap<>();

        Records(DicomReader.PositionedRecords read) throws DicomException {
            if (!isDirectory(read.file())) {
                throw new DicomException("is no DICOM directory (DICOMDIR)");
            }
            root = read.file().dataSet();
            List<DicomObject> items = root.items(Tags.DIRECTORY_RECORD_SEQUENCE);
            for (int i = 0; i < items.size(); i++) {
                unread.put(read.positions().get(i), items.get(i));
            }
        }

        DicomDirectory directory() throws DicomException {
            List<Patient> patients = new ArrayList<>();
            for (DicomObject record : chain(root, Tags.FIRST_RECORD_OFFSET)) {
                if (isType(record, "PATIENT")) {
                    patients.add(new Patient(record.text(Tags.PATIENT_ID), record.personName(Tags.PATIENT_NAME),
                            studies(record)));
                }
            }
            return new DicomDirectory(List.copyOf(patients));
        }

        private List<Study> studies(DicomObject patient) throws DicomException {
            List<Study> studies = new ArrayList<>();
            for (DicomObject record : chain(patient, Tags.LOWER_LEVEL_OFFSET)) {
                if (isType(record, "STUDY")) {
                    studies.add(new Study(uid(record, Tags.STUDY_INSTANCE_UID), record.text(Tags.STUDY_DATE),
                            record.text(Tags.STUDY_DESCRIPTION), series(record)));
                }
            }
            return List.copyOf(studies);
        }

        private List<Series> series(DicomObject study) throws DicomException {
            List<Series> series = new ArrayList<>();
            for (DicomObject record : chain(study, Tags.LOWER_LEVEL_OFFSET)) {
                if (isType(record, "SERIES")) {
                    series.add(new Series(uid(record, Tags.SERIES_INSTANCE_UID), record.text(Tags.MODALITY),
                            instances(record)));
                }
            }
            return List.copyOf(series);
        }

        private List<Instance> instances(DicomObject series) throws DicomException {
            List<Instance> instances = new ArrayList<>();
            for (DicomObject record : chain(series, Tags.LOWER_LEVEL_OFFSET)) {
                instances.add(new Instance(record.text(Tags.DIRECTORY_RECORD_TYPE).orElse(""),
                        record.text(Tags.REFERENCED_SOP_CLASS_UID_IN_FILE),
                        record.text(Tags.REFERENCED_SOP_INSTANCE_UID_IN_FILE),
                        record.texts(Tags.REFERENCED_FILE_ID)));
            }
            return List.copyOf(instances);
        }

        /** A record's UID; some writers give it as that of the file it refers to. */
        private static Optional<String> uid(DicomObject record, int tag) {
            return record.text(tag).or(() -> record.text(Tags.REFERENCED_SOP_INSTANCE_UID_IN_FILE));
        }

        private static boolean isType(DicomObject record, String type) {
            return record.text(Tags.DIRECTORY_RECORD_TYPE).filter(type::equals).isPresent();
        }

        /** A record and those that follow it on its level, without those out of use. */
        private List<DicomObject> chain(DicomObject from, int first) throws DicomException {
            List<DicomObject> records = new ArrayList<>();
            long offset = offset(from, first);
            while (offset != 0) {
                DicomObject record = unread.remove(offset);
                if (record == null) {
                    throw new DicomException(Tags.DIRECTORY_RECORD_SEQUENCE,
                            "has a link that leads to no record, or to one that was reached before");
                }
                if (record.integer(Tags.RECORD_IN_USE_FLAG).orElse(0xffff) != 0) {
                    records.add(record);
                }
                offset = offset(record, Tags.NEXT_RECORD_OFFSET);
            }
            return records;
        }

        private static long offset(DicomObject record, int tag) throws DicomException {
            return (long) record.number(tag).orElse(0);
        }
    }
}
