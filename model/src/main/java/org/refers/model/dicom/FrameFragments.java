package org.refers.model.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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
            return byOffsets(extended, fragments, index);
        }
        if (frames == 1) {
            return fragments;
        }
        if (!value.offsets().isEmpty()) {
            return byOffsets(value.offsets(), fragments, index);
        }
        if (fragments.size() == frames) {
            return List.of(fragments.get(index));
        }
        return byStreamStarts(fragments, frames, index);
    }

    private static List<byte[]> byOffsets(List<Long> offsets, List<byte[]> fragments, int index)
            throws DicomException {
        if (index >= offsets.size()) {
            throw new DicomException(Tags.PIXEL_DATA,
                    "has an offset table with " + offsets.size() + " frames and no frame " + (index + 1));
        }
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
