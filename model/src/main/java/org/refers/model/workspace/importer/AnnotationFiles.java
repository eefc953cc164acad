package org.refers.model.workspace.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomFile;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.presentation.PresentationStateReader;
import org.refers.model.dicom.structured.BoxReportReader;
import org.refers.model.dicom.structured.ReportedBox;
import org.refers.model.finding.ReaderBox;
import org.refers.model.workspace.importer.StatedAnnotation.Picture;

/** Reads annotations from files, telling tables, COCO files and DICOM objects apart by what is in them. */
final class AnnotationFiles {

    private static final int PREAMBLE = 128;
    private static final String UNNAMED = "Finding";

    private final List<Stated> stated = new ArrayList<>();
    private final List<ImportResult.Rejection> rejected = new ArrayList<>();

    /**
     * Something said, and by which file.
     *
     * @param file name of the file, for rejections
     */
    record Stated(String file, StatedAnnotation annotation) {
    }

    /** Reads a file; what cannot be read of it is listed. */
    void read(Path file) {
        try {
            byte[] head = head(file);
            if (isDicom(file, head)) {
                objects(file);
            } else if (new String(head, StandardCharsets.UTF_8).replace("\ufeff", "").strip().startsWith("{")) {
                CocoAnnotations.read(file, said -> stated.add(new Stated(name(file), said)),
                        reason -> reject(file, reason));
            } else {
                AnnotationTable.read(CsvTable.read(file, (table, reason) -> reject(file, reason)),
                        said -> stated.add(new Stated(name(file), said)), reason -> reject(file, reason));
            }
        } catch (NoSuchFileException e) {
            reject(file, "is not there");
        } catch (DicomException e) {
            reject(file, FileHeader.reason(file, e));
        } catch (IOException e) {
            reject(file, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(PREAMBLE + 4);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("cannot be read; check its permissions", e);
        }
    }

    private static boolean isDicom(Path file, byte[] head) {
        return head.length == PREAMBLE + 4
                && new String(head, PREAMBLE, 4, StandardCharsets.US_ASCII).equals("DICM")
                || name(file).toLowerCase(Locale.ROOT).endsWith(".dcm");
    }

    private void objects(Path file) throws DicomException, IOException {
        DicomFile read = DicomReader.read(file);
        if (BoxReportReader.reads(read.sopClass())) {
            BoxReportReader.Contents contents = BoxReportReader.read(read.dataSet());
            boxes(file, contents.boxes());
            if (contents.otherShapes() > 0) {
                reject(file, "holds " + contents.otherShapes() + " points, outlines or other shapes that are no upright"
                        + " rectangles of a picture");
            }
        } else if (PresentationStateReader.reads(read.sopClass())) {
            PresentationStateReader.Contents contents = PresentationStateReader.read(read.dataSet());
            boxes(file, contents.boxes());
            if (!contents.others().isEmpty()) {
                reject(file, "holds " + contents.othersInWords() + "; only upright rectangles of a picture are read");
            }
        } else {
            reject(file,
                    "is no structured report and no presentation state; radiographs and segmentations come by File >"
                            + " Import folder");
        }
    }

    private void boxes(Path file, List<ReportedBox> boxes) {
        int number = 0;
        for (ReportedBox box : boxes) {
            number++;
            String where = "box " + number;
            if (box.byAlgorithm()) {
                reject(file, where + " is a model's box, which is no reader's");
            } else {
                stated.add(new Stated(name(file), new StatedAnnotation.OfBox(where,
                        new Picture("", "", box.radiograph(), 0, 0), new ReaderBox(box.observer(),
                                box.finding().isBlank() ? UNNAMED : box.finding(), box.box()))));
            }
        }
    }

    private void reject(Path file, String reason) {
        rejected.add(new ImportResult.Rejection(name(file), reason));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** What the files say, in their order. */
    List<Stated> stated() {
        return stated;
    }

    /** What could not be read. */
    List<ImportResult.Rejection> rejected() {
        return rejected;
    }
}
