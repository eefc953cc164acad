package org.refers.model.dicom;

import java.util.ArrayList;
import java.util.List;

/** Writes DICOMDIR files with links of one's choice. For tests only. */
public final class DirectoryRecords {

    /** A link that leads nowhere. */
    public static final int NONE = -1;

    private record Link(int next, int lower) {
    }

    private final List<DicomObject.Builder> records = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();

    /**
     * Adds a record.
     *
     * @param next number of the next record on its level, or {@link #NONE}
     * @param lower number of the first record below, or {@link #NONE}
     */
    public DirectoryRecords add(String type, int next, int lower, DicomObject.Builder content) {
        records.add(content.text(Tags.DIRECTORY_RECORD_TYPE, type).integers(Tags.RECORD_IN_USE_FLAG, 0xffff));
        links.add(new Link(next, lower));
        return this;
    }

    /** The file. The links' places follow from a first writing, since numbers of four bytes move nothing. */
    public byte[] bytes() throws DicomException {
        List<Long> places = DicomReader.parsePositioned(written(List.of())).positions();
        return written(places);
    }

    private byte[] written(List<Long> places) {
        List<DicomObject> items = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            items.add(records.get(i).integers(Tags.NEXT_RECORD_OFFSET, place(places, links.get(i).next))
                    .integers(Tags.LOWER_LEVEL_OFFSET, place(places, links.get(i).lower)).build());
        }
        return DicomWriter.toBytes(DicomObject.builder().text(Tags.SOP_CLASS_UID, Uids.MEDIA_STORAGE_DIRECTORY)
                .text(Tags.SOP_INSTANCE_UID, Uids.fromSeed("directory")).text(Tags.FILE_SET_ID, "TEST")
                .integers(Tags.FIRST_RECORD_OFFSET, place(places, records.isEmpty() ? NONE : 0))
                .integers(Tags.LAST_RECORD_OFFSET, 0).integers(Tags.FILE_SET_CONSISTENCY_FLAG, 0)
                .items(Tags.DIRECTORY_RECORD_SEQUENCE, items).build());
    }

    private static long place(List<Long> places, int record) {
        return record == NONE || places.isEmpty() ? 0 : places.get(record);
    }
}
