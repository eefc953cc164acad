package org.refers.model.dicom.segmentation;

import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Uids;
import org.refers.model.dicom.structured.Observer;
import org.refers.model.dicom.structured.ReferencedRadiograph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SegmentationTest {

    private static final LocalDateTime THEN = LocalDateTime.of(2026, 1, 2, 3, 4, 5);
    private static final Observer READER = new Observer.Person("R1");

    private static ReferencedRadiograph radiograph(int rows, int columns) throws DicomException {
        return ReferencedRadiograph.of(DicomObject.builder().text(Tags.SOP_CLASS_UID, Uids.COMPUTED_RADIOGRAPHY)
                .text(Tags.SOP_INSTANCE_UID, "1.2.3.4").text(Tags.STUDY_INSTANCE_UID, "1.2.3")
                .text(Tags.SERIES_INSTANCE_UID, "1.2.3.9").integers(Tags.ROWS, rows).integers(Tags.COLUMNS, columns)
                .build());
    }

    private static List<MarkedRegion> read(DicomObject written) throws DicomException {
        return SegmentationReader.read(DicomReader.parse(DicomWriter.toBytes(written)));
    }

    @Property(tries = 60)
    void masksComeBackAlsoWhereFramesEndWithinAByte(@ForAll @IntRange(min = 1, max = 13) int rows,
            @ForAll @IntRange(min = 1, max = 13) int columns, @ForAll @IntRange(min = 1, max = 4) int count,
            @ForAll long seed) throws DicomException {
        Random random = new Random(seed);
        List<Segment> segments = java.util.stream.IntStream.range(0, count).mapToObj(i -> {
            BitSet mask = new BitSet();
            random.ints((long) rows * columns, 0, rows * columns).filter(bit -> bit % 2 == 0).forEach(mask::set);
            return new Segment("finding " + i, READER, mask);
        }).toList();
        List<MarkedRegion> regions = read(SegmentationWriter.binary(radiograph(rows, columns), segments, THEN));
        assertEquals(count, regions.size());
        for (int i = 0; i < count; i++) {
            assertEquals(segments.get(i).mask(), regions.get(i).mask());
            assertEquals("finding " + i, regions.get(i).finding());
            assertEquals("1.2.3.4", regions.get(i).radiograph());
            assertEquals("R1", regions.get(i).observer());
            assertFalse(regions.get(i).byAlgorithm());
        }
    }

    @Test
    void bitsArePackedFromTheLowestOneOn() throws DicomException {
        BitSet mask = new BitSet();
        mask.set(0);
        mask.set(4);
        BitSet second = new BitSet();
        second.set(1);
        byte[] pixels = SegmentationWriter.binary(radiograph(2, 3),
                List.of(new Segment("a", READER, mask), new Segment("b", READER, second)), THEN).bytes(Tags.PIXEL_DATA);
        // Six pixels a frame: the second frame begins at bit 6.
        assertArrayEquals(new byte[]{(byte) 0b1001_0001, 0}, pixels);
    }

    @Test
    void mapsAreFractionsOf255() throws DicomException {
        Observer.Algorithm model = new Observer.Algorithm("run", "abc");
        DicomObject written = SegmentationWriter.fractional(radiograph(1, 4),
                List.of(new ActivationSegment("Mass", model, new float[]{0, 0.5f, 1, 7})), THEN);
        assertArrayEquals(new byte[]{0, (byte) 128, (byte) 255, (byte) 255}, written.bytes(Tags.PIXEL_DATA));
        MarkedRegion region = read(written).getFirst();
        assertTrue(region.byAlgorithm());
        assertEquals(BitSet.valueOf(new long[]{0b1110}), region.mask());
    }

    @Test
    void aFrameOfNoSegmentIsRefused() throws DicomException {
        BitSet mask = new BitSet();
        mask.set(0);
        DicomObject written = SegmentationWriter.binary(radiograph(2, 2), List.of(new Segment("a", READER, mask)),
                THEN);
        assertThrows(DicomException.class,
                () -> read(written.toBuilder().items(SegmentationTags.SEGMENT_SEQUENCE, List.of()).build()));
        assertThrows(DicomException.class, () -> read(
                written.toBuilder().items(SegmentationTags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, List.of()).build()));
    }
}
