package org.refers.model.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which fragments of encapsulated pixel data make up a frame (PS3.5, A.4). */
final class FrameFragments {

    private static final int ITEM_HEADER = 8;

    private FrameFragments() {
    }

    static List<byte[]> of(DicomObject dataSet, DicomValue.Fragments value, int index) throws DicomException {
        int frames = PixelData.frames(dataSet);
        List<byte[]> fragments = value.fragments();
        if (fragments.isEmpty()) {
            throw new DicomException(Tags.PIXEL_DATA, "holds no compressed frame");
        }
        List<Long> extended = longs(dataSet.bytes(Tags.EXTENDED_OFFSET_TABLE));
        if (!extended.isEmpty()) {
            requireAscending(extended, frames, Tags.EXTENDED_OFFSET_TABLE);
            return trimmed(dataSet, byOffsets(extended, fragments, index), frames, index);
        }
        if (frames == 1) {
            return fragments;
        }
        if (!value.offsets().isEmpty()) {
            requireAscending(value.offsets(), frames, Tags.PIXEL_DATA);
            return byOffsets(value.offsets(), fragments, index);
        }
        if (fragments.size() == frames) {
            return List.of(fragments.get(index));
        }
        return byStreamStarts(fragments, frames, index);
    }

    private static void requireAscending(List<Long> offsets, int frames, int tag) throws DicomException {
        if (offsets.size() != frames) {
            throw new DicomException(tag,
                    "has an offset table for " + offsets.size() + " frames, but the file has " + frames);
        }
        for (int i = 1; i < offsets.size(); i++) {
            if (offsets.get(i) <= offsets.get(i - 1)) {
                throw new DicomException(tag, "has an offset table whose offsets do not ascend");
            }
        }
    }

    private static List<byte[]> byOffsets(List<Long> offsets, List<byte[]> fragments, int index)
            throws DicomException {
        long start = offsets.get(index);
        long end = index + 1 < offsets.size() ? offsets.get(index + 1) : Long.MAX_VALUE;
        List<byte[]> frame = new ArrayList<>();
        boolean found = false;
        long at = 0;
        for (byte[] fragment : fragments) {
            found |= at == start;
            if (at >= start && at < end) {
                frame.add(fragment);
            }
            at += ITEM_HEADER + fragment.length;
        }
        if (!found) {
            throw new DicomException(Tags.PIXEL_DATA, "has an offset table that does not point at a fragment");
        }
        return frame;
    }

    /** The frame without the byte that pads it: the extended table has a frame in one fragment and tells its length. */
    private static List<byte[]> trimmed(DicomObject dataSet, List<byte[]> frame, int frames, int index)
            throws DicomException {
        List<Long> lengths = longs(dataSet.bytes(Tags.EXTENDED_OFFSET_TABLE_LENGTHS));
        if (lengths.isEmpty()) {
            return frame;
        }
        byte[] whole = frame.getFirst();
        long length = lengths.size() == frames ? lengths.get(index) : -1;
        if (frame.size() != 1 || length < 0 || length > whole.length) {
            throw new DicomException(Tags.EXTENDED_OFFSET_TABLE_LENGTHS,
                    "does not fit the frames: it should give each one's length, and each should be one fragment");
        }
        return List.of(length == whole.length ? whole : Arrays.copyOf(whole, (int) length));
    }

    /** Without a table, frames are told apart where a JPEG or JPEG 2000 stream begins. */
    private static List<byte[]> byStreamStarts(List<byte[]> fragments, int frames, int index) throws DicomException {
        List<byte[]> frame = new ArrayList<>();
        int current = -1;
        for (byte[] fragment : fragments) {
            current += beginsStream(fragment) ? 1 : 0;
            if (current == index) {
                frame.add(fragment);
            }
        }
        if (current + 1 != frames) {
            throw new DicomException(Tags.PIXEL_DATA, "has " + fragments.size() + " fragments for " + frames
                    + " frames and no offset table that tells which belong together");
        }
        return frame;
    }

    private static boolean beginsStream(byte[] fragment) {
        int marker = fragment.length < 2 ? 0 : (fragment[0] & 0xff) << 8 | fragment[1] & 0xff;
        return marker == 0xffd8 || marker == 0xff4f;
    }

    private static List<Long> longs(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Long> numbers = new ArrayList<>(bytes.length / 8);
        while (buffer.remaining() >= 8) {
            numbers.add(buffer.getLong());
        }
        return numbers;
    }
}
