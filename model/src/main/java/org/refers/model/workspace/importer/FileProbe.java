package org.refers.model.workspace.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.Preamble;
import org.refers.model.dicom.presentation.PresentationStateReader;
import org.refers.model.dicom.segmentation.SegmentationReader;
import org.refers.model.dicom.structured.BoxReportReader;
import org.refers.model.workspace.FileFacts;

/**
 * Reads a picture's header and hashes its bytes in one pass; pixels are not decoded. One probe reads file after file on one
 * thread.
 */
final class FileProbe {

    /** What tells a DICOM object's kind stands in the first bytes. */
    private static final int SNIFFED = 512;
    /** 512 MB: ten times the largest uncompressed radiograph. */
    private static final long MAXIMUM = 512L << 20;
    private static final int PREAMBLE = 128;

    private final HashedInput in = new HashedInput();

    /** What was found. */
    sealed interface Found {
    }

    /**
     * A picture.
     *
     * @param program what a DICOM file's preamble makes it besides, in words; empty for all but a few
     */
    record Probed(FileFacts facts, FileHeader header, Optional<String> program) implements Found {
    }

    /** A structured report, a segmentation or a presentation state, which tells of pictures and is none. */
    record Marks() implements Found {
    }

    /**
     * Reads a file.
     *
     * @param known what the workspace knows of it; if size and time are unchanged, the hash is taken from there and
     *     only the beginning of the file is read
     * @throws IOException with the reason in words that follow the file's name, such as "is empty"
     */
    Found probe(Path file, Optional<FileFacts> known) throws IOException {
        BasicFileAttributes attributes = attributes(file);
        long size = attributes.size();
        long modified = attributes.lastModifiedTime().toMillis();
        if (known.isPresent() && known.get().size() == size && known.get().modified() == modified) {
            FileHeader header = FileHeader.read(file);
            return new Probed(new FileFacts(known.get().sha256(), size, modified, header.rows(), header.columns()),
                    header, Optional.empty());
        }
        try (HashedInput open = open(file)) {
            byte[] head = open.head(SNIFFED);
            String sopClass = ObjectSniffer.sopClass(head);
            if (BoxReportReader.reads(sopClass) || SegmentationReader.reads(sopClass)
                    || PresentationStateReader.reads(sopClass)) {
                return new Marks();
            }
            FileHeader header = header(file, open, head, size);
            String sha256 = hash(open);
            requireEnd(head, open.tail());
            return new Probed(new FileFacts(sha256, size, modified, header.rows(), header.columns()), header,
                    Preamble.program(head));
        }
    }

    /** A picture without an end is told as such, whatever its header suffers from. */
    private static FileHeader header(Path file, HashedInput open, byte[] head, long size) throws IOException {
        try {
            return FileHeader.readWhole(file, open, size);
        } catch (IOException e) {
            hash(open);
            requireEnd(head, open.tail());
            throw e;
        }
    }

    private HashedInput open(Path file) throws IOException {
        try {
            in.open(file);
            return in;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static String hash(HashedInput open) throws IOException {
        try {
            return open.hash();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static IOException unreadable(IOException e) {
        return new IOException("cannot be read; check its permissions and the drive", e);
    }

    /** A DICOM file was followed to its end when its header was read. */
    private static void requireEnd(byte[] head, ByteBuffer tail) throws IOException {
        boolean png = PictureEnds.isPng(ByteBuffer.wrap(head));
        if ((png || PictureEnds.isJpeg(ByteBuffer.wrap(head))) && !PictureEnds.isWhole(png, tail)) {
            throw new IOException("is cut short: its end is missing; copy it again");
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new IOException("is not there", e);
        } catch (IOException e) {
            throw new IOException("cannot be read; check its permissions", e);
        }
        if (!attributes.isRegularFile()) {
            throw new IOException("is not a file");
        }
        if (attributes.size() == 0) {
            throw new IOException("is empty");
        }
        if (attributes.size() > MAXIMUM) {
            throw new IOException("is larger than 512 MB, which no radiograph is");
        }
        return attributes;
    }

    /** Whether a file of unknown name is a DICOM file: the letters DICM follow the preamble. */
    static boolean hasDicomMark(Path file) {
        try (InputStream opened = Files.newInputStream(file)) {
            byte[] head = opened.readNBytes(DicomReader.SNIFFED_BYTES);
            return head.length == PREAMBLE + 4 && head[PREAMBLE] == 'D' && head[PREAMBLE + 1] == 'I'
                    && head[PREAMBLE + 2] == 'C' && head[PREAMBLE + 3] == 'M';
        } catch (IOException e) {
            return false;
        }
    }
}
