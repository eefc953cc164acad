package org.refers.model.dicom.segmentation;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Uids;
import org.refers.model.dicom.Vr;
import org.refers.model.dicom.structured.CodedConcept;
import org.refers.model.dicom.structured.FindingCodes;
import org.refers.model.dicom.structured.Observer;
import org.refers.model.dicom.structured.ReferencedRadiograph;

/**
 * Writes masks as Segmentation objects: a frame a segment, all of the radiograph's size, so that segments may overlap. A
 * projection has no place in space; frames point at the radiograph instead.
 */
public final class SegmentationWriter {

    /** SOP class Segmentation Storage. */
    public static final String SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";

    private static final CodedConcept ABNORMAL = new CodedConcept("49755003", "SCT",
            "Morphologically Abnormal Structure");
    private static final CodedConcept SOURCE_IMAGE = new CodedConcept("121322", "DCM",
            "Source image for image processing operation");
    private static final CodedConcept SEGMENTATION_STEP = new CodedConcept("113076", "DCM", "Segmentation");
    /** All that 8 bits hold. */
    private static final int WHOLE = 255;

    private SegmentationWriter() {
    }

    /** What the frames of an object hold. */
    private record Frames(List<Observer> observers, List<String> findings, byte[] pixels, boolean fractions) {
    }

    /**
     * Writes masks, one bit a pixel.
     *
     * @param segments at least one, with masks of the radiograph's size
     * @param written when the masks were made
     */
    public static DicomObject binary(ReferencedRadiograph radiograph, List<Segment> segments, LocalDateTime written) {
        long frame = (long) radiograph.rows() * radiograph.columns();
        // Frames follow each other bit by bit, without a gap where one ends within a byte (PS3.5, 8.1.1).
        byte[] pixels = new byte[Math.toIntExact((frame * segments.size() + 7) / 8)];
        for (int i = 0; i < segments.size(); i++) {
            BitSet mask = segments.get(i).mask();
            if (mask.length() > frame) {
                throw new IllegalArgumentException("a mask of another size than its radiograph");
            }
            for (int bit = mask.nextSetBit(0); bit >= 0; bit = mask.nextSetBit(bit + 1)) {
                long at = i * frame + bit;
                pixels[(int) (at >> 3)] |= (byte) (1 << (at & 7));
            }
        }
        return object(radiograph, new Frames(segments.stream().map(Segment::observer).toList(),
                segments.stream().map(Segment::finding).toList(), pixels, false), written);
    }

    /**
     * Writes activation maps as fractions of 255.
     *
     * @param maps at least one, of the radiograph's size
     * @param written when the maps were made
     */
    public static DicomObject fractional(ReferencedRadiograph radiograph, List<ActivationSegment> maps,
            LocalDateTime written) {
        int frame = Math.multiplyExact(radiograph.rows(), radiograph.columns());
        byte[] pixels = new byte[Math.multiplyExact(frame, maps.size())];
        for (int i = 0; i < maps.size(); i++) {
            float[] values = maps.get(i).values();
            if (values.length != frame) {
                throw new IllegalArgumentException("a map of another size than its radiograph");
            }
            for (int pixel = 0; pixel < frame; pixel++) {
                pixels[i * frame + pixel] = (byte) Math.round(WHOLE * Math.clamp(values[pixel], 0f, 1f));
            }
        }
        List<Observer> models = new ArrayList<>();
        maps.forEach(map -> models.add(map.model()));
        return object(radiograph,
                new Frames(models, maps.stream().map(ActivationSegment::finding).toList(), pixels, true), written);
    }

    private static DicomObject object(ReferencedRadiograph radiograph, Frames frames, LocalDateTime written) {
        if (frames.findings.isEmpty()) {
            throw new IllegalArgumentException("a segmentation needs a segment");
        }
        String seed = "segments " + radiograph.instance() + " " + frames.observers + frames.findings
                + java.util.Arrays.hashCode(frames.pixels) + " ";
        DicomObject.Builder builder = radiograph.derived(SEGMENTATION, "SEG", seed, written);
        putPixels(radiograph, frames, builder);
        builder.text(Tags.PATIENT_ORIENTATION, radiograph.orientation()).text(Tags.IMAGE_TYPE, "DERIVED\\PRIMARY")
                .text(SegmentationTags.CONTENT_LABEL, "FINDINGS")
                .text(SegmentationTags.CONTENT_DESCRIPTION, "")
                .text(SegmentationTags.CONTENT_CREATOR_NAME, creator(frames.observers))
                .items(SegmentationTags.REFERENCED_SERIES_SEQUENCE,
                        List.of(radiograph.seriesReference(SegmentationTags.REFERENCED_INSTANCE_SEQUENCE)));
        List<DicomObject> segments = new ArrayList<>();
        List<DicomObject> groups = new ArrayList<>();
        for (int i = 0; i < frames.findings.size(); i++) {
            segments.add(segment(frames, i, seed));
            groups.add(frameGroups(radiograph, i + 1));
        }
        putDimensions(Uids.fromSeed("dimension " + seed), builder);
        return builder.items(SegmentationTags.SEGMENT_SEQUENCE, segments)
                .items(SegmentationTags.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, List.of(DicomObject.builder().build()))
                .items(SegmentationTags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, groups).build();
    }

    private static String creator(List<Observer> observers) {
        return observers.getFirst() instanceof Observer.Person(String name) ? name.replace("\\", "/") : "";
    }

    private static void putPixels(ReferencedRadiograph radiograph, Frames frames, DicomObject.Builder builder) {
        int bits = frames.fractions ? 8 : 1;
        builder.integers(Tags.SAMPLES_PER_PIXEL, 1).text(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .text(Tags.NUMBER_OF_FRAMES, String.valueOf(frames.findings.size()))
                .integers(Tags.ROWS, radiograph.rows()).integers(Tags.COLUMNS, radiograph.columns())
                .integers(Tags.BITS_ALLOCATED, bits).integers(Tags.BITS_STORED, bits).integers(Tags.HIGH_BIT, bits - 1)
                .integers(Tags.PIXEL_REPRESENTATION, 0).text(Tags.LOSSY_IMAGE_COMPRESSION, "00")
                .text(Tags.BURNED_IN_ANNOTATION, "NO")
                .text(SegmentationTags.SEGMENTATION_TYPE, frames.fractions ? "FRACTIONAL" : "BINARY");
        if (frames.fractions) {
            // A map says how much a place counted, which is no probability: OCCUPANCY would be further off still.
            builder.text(SegmentationTags.SEGMENTATION_FRACTIONAL_TYPE, "PROBABILITY")
                    .integers(SegmentationTags.MAXIMUM_FRACTIONAL_VALUE, WHOLE);
        }
        builder.bytes(Tags.PIXEL_DATA, Vr.OB, frames.pixels);
    }

    private static DicomObject segment(Frames frames, int index, String seed) {
        String finding = frames.findings.get(index);
        CodedConcept type = FindingCodes.of(finding);
        DicomObject.Builder builder = DicomObject.builder()
                .items(SegmentationTags.SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE, List.of(ABNORMAL.item()))
                .integers(SegmentationTags.SEGMENT_NUMBER, index + 1L)
                .text(SegmentationTags.SEGMENT_LABEL, type.meaning())
                .items(SegmentationTags.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE, List.of(type.item()))
                .text(SegmentationTags.TRACKING_ID, type.meaning() + " " + (index + 1))
                .text(SegmentationTags.TRACKING_UID, Uids.fromSeed("track segment " + index + " " + seed));
        return switch (frames.observers.get(index)) {
            case Observer.Person _ -> builder.text(SegmentationTags.SEGMENT_ALGORITHM_TYPE, "MANUAL").build();
            case Observer.Algorithm(String name, String version) -> builder
                    .text(SegmentationTags.SEGMENT_ALGORITHM_TYPE, "AUTOMATIC")
                    .text(SegmentationTags.SEGMENT_ALGORITHM_NAME, (name + " " + version).strip()).build();
        };
    }

    private static DicomObject frameGroups(ReferencedRadiograph radiograph, int segment) {
        DicomObject source = radiograph.reference().toBuilder()
                .items(SegmentationTags.PURPOSE_OF_REFERENCE_CODE_SEQUENCE, List.of(SOURCE_IMAGE.item())).build();
        DicomObject derivation = DicomObject.builder()
                .items(SegmentationTags.DERIVATION_CODE_SEQUENCE, List.of(SEGMENTATION_STEP.item()))
                .items(Tags.SOURCE_IMAGE_SEQUENCE, List.of(source)).build();
        DicomObject content = DicomObject.builder().integers(SegmentationTags.DIMENSION_INDEX_VALUES, segment).build();
        DicomObject identification = DicomObject.builder()
                .integers(SegmentationTags.REFERENCED_SEGMENT_NUMBER, segment).build();
        return DicomObject.builder().items(SegmentationTags.DERIVATION_IMAGE_SEQUENCE, List.of(derivation))
                .items(SegmentationTags.FRAME_CONTENT_SEQUENCE, List.of(content))
                .items(SegmentationTags.SEGMENT_IDENTIFICATION_SEQUENCE, List.of(identification)).build();
    }

    /** Frames are told apart by their segment. */
    private static void putDimensions(String uid, DicomObject.Builder builder) {
        DicomObject organization = DicomObject.builder().text(SegmentationTags.DIMENSION_ORGANIZATION_UID, uid).build();
        DicomObject index = DicomObject.builder().text(SegmentationTags.DIMENSION_ORGANIZATION_UID, uid)
                .integers(SegmentationTags.DIMENSION_INDEX_POINTER, SegmentationTags.REFERENCED_SEGMENT_NUMBER)
                .integers(SegmentationTags.FUNCTIONAL_GROUP_POINTER, SegmentationTags.SEGMENT_IDENTIFICATION_SEQUENCE)
                .build();
        builder.items(SegmentationTags.DIMENSION_ORGANIZATION_SEQUENCE, List.of(organization))
                .items(SegmentationTags.DIMENSION_INDEX_SEQUENCE, List.of(index));
    }
}
