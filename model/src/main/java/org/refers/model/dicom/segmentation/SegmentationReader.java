package org.refers.model.dicom.segmentation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomFile;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.PixelData;
import org.refers.model.dicom.PixelFrame;
import org.refers.model.dicom.Tags;

/** Reads the masks of Segmentation objects, binary and fractional. */
public final class SegmentationReader {

    /** Kept, since a decoder in a process of its own keeps that process for the next frame. */
    private static final PixelData PIXELS = PixelData.standard();

    private final DicomFile file;
    private final Map<Integer, DicomObject> segments = new HashMap<>();

    private SegmentationReader(DicomFile file) throws DicomException {
        this.file = file;
        for (DicomObject segment : file.dataSet().items(SegmentationTags.SEGMENT_SEQUENCE)) {
            OptionalInt number = segment.integer(SegmentationTags.SEGMENT_NUMBER);
            if (number.isPresent()) {
                segments.put(number.getAsInt(), segment);
            }
        }
    }

    /** Whether an object is a segmentation, by its SOP class. */
    public static boolean reads(String sopClass) {
        return sopClass.equals(SegmentationWriter.SEGMENTATION);
    }

    /**
     * Reads a segmentation.
     *
     * @param file a file that was read whole
     * @throws DicomException if a frame belongs to no segment or no picture, or its pixels cannot be read
     */
    public static List<MarkedRegion> read(DicomFile file) throws DicomException {
        SegmentationReader reader = new SegmentationReader(file);
        int frames = PixelData.frames(file.dataSet());
        List<DicomObject> groups = file.dataSet().items(SegmentationTags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
        if (groups.size() != frames) {
            throw new DicomException(SegmentationTags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE,
                    "should have an item for each of " + frames + " frames, but has " + groups.size());
        }
        List<MarkedRegion> regions = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            regions.add(reader.region(groups.get(i), i));
        }
        return regions;
    }

    private MarkedRegion region(DicomObject group, int index) throws DicomException {
        DicomObject identification = first(group, SegmentationTags.SEGMENT_IDENTIFICATION_SEQUENCE)
                .orElseThrow(() -> new DicomException(SegmentationTags.SEGMENT_IDENTIFICATION_SEQUENCE,
                        "is missing in frame " + (index + 1)));
        int number = identification.integer(SegmentationTags.REFERENCED_SEGMENT_NUMBER).orElse(0);
        DicomObject segment = segments.get(number);
        if (segment == null) {
            throw new DicomException(SegmentationTags.REFERENCED_SEGMENT_NUMBER,
                    "names segment " + number + ", which the object does not have");
        }
        boolean automatic = segment.text(SegmentationTags.SEGMENT_ALGORITHM_TYPE).filter("AUTOMATIC"::equals)
                .isPresent();
        String observer = automatic
                ? segment.text(SegmentationTags.SEGMENT_ALGORITHM_NAME).orElse("")
                : file.dataSet().text(SegmentationTags.CONTENT_CREATOR_NAME).orElse("");
        PixelFrame frame = PIXELS.frame(file, index);
        return new MarkedRegion(radiograph(group), observer, automatic, finding(segment), mask(frame), frame.rows(),
                frame.columns());
    }

    /** The first item of a group's sequence, which all frames may share. */
    private Optional<DicomObject> first(DicomObject group, int tag) {
        List<DicomObject> own = group.items(tag);
        List<DicomObject> items = own.isEmpty()
                ? file.dataSet().items(SegmentationTags.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).stream()
                        .flatMap(shared -> shared.items(tag).stream()).toList()
                : own;
        return items.stream().findFirst();
    }

    /** The picture a frame was derived from; where no frame says it, the only one that the object refers to. */
    private String radiograph(DicomObject group) throws DicomException {
        Optional<String> source = first(group, SegmentationTags.DERIVATION_IMAGE_SEQUENCE)
                .flatMap(derivation -> derivation.items(Tags.SOURCE_IMAGE_SEQUENCE).stream().findFirst())
                .flatMap(image -> image.text(Tags.REFERENCED_SOP_INSTANCE_UID));
        if (source.isPresent()) {
            return source.get();
        }
        List<String> referred = file.dataSet().items(SegmentationTags.REFERENCED_SERIES_SEQUENCE).stream()
                .flatMap(series -> series.items(SegmentationTags.REFERENCED_INSTANCE_SEQUENCE).stream())
                .flatMap(image -> image.text(Tags.REFERENCED_SOP_INSTANCE_UID).stream()).distinct().toList();
        if (referred.size() != 1) {
            throw new DicomException(SegmentationTags.DERIVATION_IMAGE_SEQUENCE,
                    "is missing, so nothing says which picture a frame lies on");
        }
        return referred.getFirst();
    }

    private static String finding(DicomObject segment) {
        return segment.items(SegmentationTags.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE).stream()
                .flatMap(code -> code.text(Tags.CODE_MEANING).stream()).findFirst()
                .or(() -> segment.text(SegmentationTags.SEGMENT_LABEL)).orElse("");
    }

    private BitSet mask(PixelFrame frame) throws DicomException {
        boolean fractions = file.dataSet().text(SegmentationTags.SEGMENTATION_TYPE).filter("FRACTIONAL"::equals)
                .isPresent();
        int most = file.dataSet().integer(SegmentationTags.MAXIMUM_FRACTIONAL_VALUE).orElse(255);
        int least = fractions ? Math.max(1, (most + 1) / 2) : 1;
        short[] values = frame.values();
        BitSet mask = new BitSet(values.length);
        for (int i = 0; i < values.length; i++) {
            if ((values[i] & 0xffff) >= least) {
                mask.set(i);
            }
        }
        return mask;
    }
}
