package org.refers.model.dicom;

import java.util.List;

/** What an element holds: bytes, items, or the fragments of encapsulated pixel data. */
public sealed interface DicomValue {

    /**
     * The bytes of a value, numbers little endian whatever the file's byte order was.
     *
     * @param bytes the value, handed over and not copied; nobody may write to it
     */
    record Bytes(byte[] bytes) implements DicomValue {
    }

    /** The items of a sequence, in order. */
    record Items(List<DicomObject> items) implements DicomValue {

        /** Creates a sequence. */
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * Encapsulated pixel data (PS3.5, A.4).
     *
     * @param offsets the basic offset table: where each frame's first fragment begins, counted from the first byte after
     *     the table; empty if the file gives none
     * @param fragments the compressed streams, a frame in one or several of them
     */
    record Fragments(List<Long> offsets, List<byte[]> fragments) implements DicomValue {

        /** Creates encapsulated pixel data. */
        public Fragments {
            offsets = List.copyOf(offsets);
            fragments = List.copyOf(fragments);
        }
    }
}
