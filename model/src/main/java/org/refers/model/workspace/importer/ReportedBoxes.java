package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomFile;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.presentation.PresentationStateReader;
import org.refers.model.dicom.segmentation.MarkedRegion;
import org.refers.model.dicom.segmentation.SegmentationReader;
import org.refers.model.dicom.structured.BoxReportReader;
import org.refers.model.dicom.structured.ReportedBox;
import org.refers.model.finding.Box;
import org.refers.model.finding.MaskBoxes;
import org.refers.model.finding.ReaderBox;
import org.refers.model.text.Counted;

/**
 * The readers' boxes that structured reports, segmentations and presentation states among the pictures hold, by the SOP Instance UID of the
 * picture they refer to. What a program found is nobody's reading and is listed, not taken.
 */
final class ReportedBoxes {

    /** Name of a finding where an object names none. */
    private static final String UNNAMED = "Finding";
    /** A name of at most this many letters without a comma, caret or space is a pseudonym such as R1. */
    private static final String PSEUDONYM = "[A-Za-z0-9_.-]{1,16}";

    private final ImportSession session;
    private final UnaryOperator<String> keys;
    private final Map<String, List<Found>> byPicture = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    /** By position of a picture: its SOP Instance UID in four bytes, since boxes may come after it. */
    private final int[] passed;
    /** Boxes that were known when their picture passed. */
    private final Map<Path, Integer> given = new HashMap<>();
    private final Set<Path> notFitting = new HashSet<>();

    /** A box with the file it came from and, of a mask, the size of the picture it was drawn on. */
    private record Found(Path file, ReaderBox box, int rows, int columns) {
    }

    /**
     * Creates an empty collection.
     *
     * @param files number of files that may be pictures
     */
    ReportedBoxes(ImportSession session, int files) throws IOException {
        this.session = session;
        keys = session.readerKeys();
        passed = new int[files];
    }

    /** Reads a structured report, a segmentation or a presentation state. */
    void read(Path file) {
        try {
            DicomFile read = DicomReader.read(file);
            if (BoxReportReader.reads(read.sopClass())) {
                report(file, read);
            } else if (PresentationStateReader.reads(read.sopClass())) {
                state(file, read);
            } else {
                segmentation(file, read);
            }
        } catch (DicomException e) {
            session.reject(file, FileHeader.reason(file, e));
        } catch (IOException e) {
            session.reject(file, "cannot be read; check its permissions");
        }
    }

    private void report(Path file, DicomFile read) throws DicomException {
        BoxReportReader.Contents contents = BoxReportReader.read(read.dataSet());
        takeReaders(file, contents.boxes());
        if (contents.otherShapes() > 0) {
            session.reject(file, "holds " + contents.otherShapes() + " points, outlines or other shapes that are no"
                    + " upright rectangles of a picture; they were left out");
        } else if (contents.boxes().isEmpty()) {
            session.reject(file, "is a structured report without boxes");
        }
    }

    private void takeReaders(Path file, List<ReportedBox> boxes) {
        List<ReportedBox> byReaders = boxes.stream().filter(box -> !box.byAlgorithm()).toList();
        byReaders.forEach(box -> add(file, box, 0, 0));
        rejectProgram(file, boxes.size() - byReaders.size());
    }

    private void state(Path file, DicomFile read) throws DicomException {
        PresentationStateReader.Contents contents = PresentationStateReader.read(read.dataSet());
        takeReaders(file, contents.boxes());
        if (!contents.others().isEmpty()) {
            session.reject(file,
                    "holds " + contents.othersInWords() + "; only upright rectangles of a picture are read");
        } else if (contents.boxes().isEmpty()) {
            session.reject(file, "is a presentation state without boxes");
        }
    }

    private void segmentation(Path file, DicomFile read) throws DicomException {
        int byProgram = 0;
        for (MarkedRegion region : SegmentationReader.read(read)) {
            if (region.byAlgorithm()) {
                byProgram++;
                continue;
            }
            for (Box box : MaskBoxes.of(region.mask(), region.rows(), region.columns())) {
                add(file, new ReportedBox(region.radiograph(), region.observer(), false, region.finding(), box,
                        OptionalDouble.empty()), region.rows(), region.columns());
            }
        }
        rejectProgram(file, byProgram);
    }

    private void rejectProgram(Path file, int count) {
        if (count > 0) {
            session.reject(file, count == 1
                    ? "holds a box or mask that a program made; it is no reader's and was left out"
                    : "holds " + count + " boxes or masks that a program made; they are no reader's and were left out");
        }
    }

    private void add(Path file, ReportedBox box, int rows, int columns) {
        ReaderBox read = new ReaderBox(reader(box.observer(), keys), box.finding().isBlank() ? UNNAMED : box.finding(),
                box.box());
        byPicture.computeIfAbsent(box.radiograph(), uid -> new ArrayList<>())
                .add(new Found(file, read, rows, columns));
    }

    /** A pseudonym stays; a person's name becomes one of this workspace, since no name enters it. */
    static String reader(String observer, UnaryOperator<String> keys) {
        if (observer.isBlank()) {
            return BoxTable.REFERENCE;
        }
        return observer.strip().matches(PSEUDONYM) ? observer.strip() : keys.apply(observer.strip());
    }

    /** The boxes of a picture, as far as they are known; a mask of another size than the picture is listed. */
    List<ReaderBox> of(Path file, FileHeader header) {
        String picture = header.numbers().instance();
        if (!byPicture.containsKey(picture)) {
            return List.of();
        }
        used.add(picture);
        List<ReaderBox> boxes = new ArrayList<>();
        for (Found found : byPicture.getOrDefault(picture, List.of())) {
            boolean fits = found.rows == 0 || found.rows == header.rows() && found.columns == header.columns();
            if (fits) {
                boxes.add(found.box);
            } else if (notFitting.add(found.file)) {
                session.reject(found.file, "has a mask of another size than its picture; it was left out");
            }
        }
        given.merge(file, boxes.size(), Math::max);
        return boxes;
    }

    /** Number of boxes that a picture's last call of {@link #of} gave. */
    int given(Path file) {
        return given.getOrDefault(file, 0);
    }

    /** Remembers a picture, whose boxes may still come. */
    void pass(int position, FileHeader header) {
        passed[position] = header.numbers().instance().hashCode();
    }

    /** Positions of pictures that may have boxes which came after them; some may have none, since four bytes are no name. */
    IntStream late() {
        Set<Integer> wanted = new HashSet<>();
        byPicture.forEach((uid, boxes) -> {
            if (!uid.isEmpty()) {
                wanted.add(uid.hashCode());
            }
        });
        return IntStream.range(0, passed.length).filter(i -> passed[i] != 0 && wanted.contains(passed[i]));
    }

    /** Lists the objects whose pictures are not among those imported. */
    void rejectUnused() {
        Map<Path, Integer> unmatched = new LinkedHashMap<>();
        byPicture.forEach((uid, found) -> {
            if (!used.contains(uid)) {
                found.forEach(box -> unmatched.merge(box.file, 1, Integer::sum));
            }
        });
        unmatched.forEach((file, count) -> session.reject(file, "has " + Counted.of(count, "box", "boxes")
                + " on pictures that are not among those imported, told by their SOP Instance UID"));
    }
}
