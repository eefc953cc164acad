package org.refers.model.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Three frames of one row, RLE, in all the ways that encapsulated pixel data tells frames apart. */
class FrameFragmentsTest {

    private static final int COLUMNS = 5;

    private static byte[] pixels(int frame) {
        byte[] pixels = new byte[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            pixels[i] = (byte) (10 * frame + i * i);
        }
        return pixels;
    }

    private static byte[] stream(int frame) {
        return RleEncoder.encode(pixels(frame), COLUMNS, 1, 1);
    }

    private static DicomObject.Builder image() {
        return SyntheticPixels.image(1, 8, false).integers(Tags.ROWS, 1).integers(Tags.COLUMNS, COLUMNS)
                .text(Tags.NUMBER_OF_FRAMES, "3");
    }

    private static DicomObject.Builder with(List<Long> offsets, List<byte[]> fragments) {
        return image().put(new DicomElement(Tags.PIXEL_DATA, Vr.OB, new DicomValue.Fragments(offsets, fragments)));
    }

    private static List<byte[]> whole() {
        return List.of(stream(0), stream(1), stream(2));
    }

    private static List<Long> offsets(List<byte[]> fragments, int perFrame) {
        List<Long> offsets = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < fragments.size(); i++) {
            if (i % perFrame == 0) {
                offsets.add(at);
            }
            at += 8 + fragments.get(i).length;
        }
        return offsets;
    }

    private static void assertFrames(DicomObject dataSet) throws DicomException {
        DicomFile file = DicomReader.parse(DicomWriter.toBytes(dataSet, TransferSyntax.RLE_LOSSLESS));
        for (int frame = 0; frame < 3; frame++) {
            short[] values = PixelData.standard().frame(file, frame).values();
            for (int i = 0; i < COLUMNS; i++) {
                assertEquals(pixels(frame)[i] & 0xff, values[i], "frame " + frame);
            }
        }
    }

    private static String refusal(DicomObject dataSet) throws DicomException {
        DicomFile file = DicomReader.parse(DicomWriter.toBytes(dataSet, TransferSyntax.RLE_LOSSLESS));
        return assertThrows(DicomException.class, () -> PixelData.standard().frame(file, 1)).getMessage();
    }

    @Test
    void anEmptyTableLeavesAFragmentAFrame() throws DicomException {
        assertFrames(with(List.of(), whole()).build());
    }

    @Test
    void theBasicTablePutsSeveralFragmentsTogether() throws DicomException {
        assertFrames(with(offsets(whole(), 1), whole()).build());
        List<byte[]> halves = new ArrayList<>();
        for (byte[] stream : whole()) {
            halves.add(Arrays.copyOf(stream, 64));
            halves.add(Arrays.copyOfRange(stream, 64, stream.length));
        }
        assertFrames(with(offsets(halves, 2), halves).build());
    }

    @Test
    void theExtendedTableTellsPlaceAndLength() throws DicomException {
        DicomObject.Builder builder = with(List.of(), whole());
        builder.bytes(Tags.EXTENDED_OFFSET_TABLE, Vr.OV, longs(offsets(whole(), 1)));
        assertFrames(builder.build());
        builder.bytes(Tags.EXTENDED_OFFSET_TABLE_LENGTHS, Vr.OV,
                longs(whole().stream().map(stream -> (long) stream.length).toList()));
        assertFrames(builder.build());
    }

    @Test
    void theExtendedLengthCutsThePaddingOff() throws DicomException {
        byte[] odd = {1, 2, 3, 0};
        DicomObject dataSet = with(List.of(), List.of(odd, odd, odd))
                .bytes(Tags.EXTENDED_OFFSET_TABLE, Vr.OV, longs(List.of(0L, 12L, 24L)))
                .bytes(Tags.EXTENDED_OFFSET_TABLE_LENGTHS, Vr.OV, longs(List.of(3L, 4L, 3L))).build();
        DicomValue.Fragments value = new DicomValue.Fragments(List.of(), List.of(odd, odd, odd));
        assertArrayEquals(new byte[]{1, 2, 3}, FrameFragments.of(dataSet, value, 2).getFirst());
        assertArrayEquals(odd, FrameFragments.of(dataSet, value, 1).getFirst());
    }

    @Test
    void tablesThatCannotBeAreRefused() throws DicomException {
        assertTrue(refusal(with(List.of(0L, 74L), whole()).build()).contains("for 2 frames"));
        assertTrue(refusal(with(List.of(0L, 0L, 0L), whole()).build()).contains("do not ascend"));
        assertTrue(refusal(with(List.of(0L, 1L, 2L), whole()).build()).contains("does not point at a fragment"));
        DicomObject.Builder extended = with(List.of(), whole())
                .bytes(Tags.EXTENDED_OFFSET_TABLE, Vr.OV, longs(offsets(whole(), 1)))
                .bytes(Tags.EXTENDED_OFFSET_TABLE_LENGTHS, Vr.OV, longs(List.of(1L, Long.MAX_VALUE, 1L)));
        assertTrue(refusal(extended.build()).contains("does not fit the frames"));
        List<byte[]> two = List.of(stream(0), stream(1));
        assertTrue(refusal(with(List.of(), two).build()).contains("no offset table"));
    }

    private static byte[] longs(List<Long> numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.size()).order(ByteOrder.LITTLE_ENDIAN);
        numbers.forEach(bytes::putLong);
        return bytes.array();
    }
}
