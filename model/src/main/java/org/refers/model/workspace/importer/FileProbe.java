package org.refers.model.workspace.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.refers.model.workspace.FileFacts;

/** Reads a picture's header and hashes its bytes in one pass; pixels are not decoded. */
final class FileProbe {

    /** JPEG headers come after previews and colour profiles, which stay below this. */
    private static final int HEAD = 1 << 20;
    private static final int TAIL = 1 << 16;
    private static final int CHUNK = 1 << 17;
    /** 512 MB: ten times the largest uncompressed radiograph. */
    private static final long MAXIMUM = 512L << 20;
    private static final int PREAMBLE = 128;

    /** What was found. */
    record Probed(FileFacts facts, FileHeader header) {
    }

    /** The beginning and the end of a file and its hash. */
    private record Ends(ByteBuffer head, ByteBuffer tail, String sha256) {
    }

    private FileProbe() {
    }

    /**
     * Reads a file.
     *
     * @param known what the workspace knows of it; if size and time are unchanged, the hash is taken from there and
     *     only the beginning of the file is read
     * @throws IOException with the reason in words that follow the file's name, such as "is empty"
     */
    static Probed probe(Path file, Optional<FileFacts> known) throws IOException {
        BasicFileAttributes attributes = attributes(file);
        long size = attributes.size();
        long modified = attributes.lastModifiedTime().toMillis();
        Optional<FileFacts> same = known.filter(facts -> facts.size() == size && facts.modified() == modified);
        Ends ends = read(file, same);
        FileHeader header = header(file, ends, same.isEmpty());
        return new Probed(new FileFacts(ends.sha256, size, modified, header.rows(), header.columns()), header);
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

    private static Ends read(Path file, Optional<FileFacts> same) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (same.isPresent()) {
                ByteBuffer head = ByteBuffer.wrap(in.readNBytes(HEAD));
                return new Ends(head, head, same.get().sha256());
            }
            return hash(in);
        } catch (IOException e) {
            throw new IOException("cannot be read; check its permissions and the drive", e);
        }
    }

    private static Ends hash(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        byte[] head = in.readNBytes(HEAD);
        digest.update(head);
        byte[] tail = head.length <= TAIL ? head : Arrays.copyOfRange(head, head.length - TAIL, head.length);
        byte[] chunk = new byte[CHUNK];
        for (int n = in.readNBytes(chunk, 0, CHUNK); n > 0; n = in.readNBytes(chunk, 0, CHUNK)) {
            digest.update(chunk, 0, n);
            tail = lastOf(tail, chunk, n);
        }
        return new Ends(ByteBuffer.wrap(head), ByteBuffer.wrap(tail), HexFormat.of().formatHex(digest.digest()));
    }

    private static byte[] lastOf(byte[] before, byte[] chunk, int length) {
        if (length >= TAIL) {
            return Arrays.copyOfRange(chunk, length - TAIL, length);
        }
        int rest = Math.min(before.length, TAIL - length);
        byte[] tail = new byte[rest + length];
        System.arraycopy(before, before.length - rest, tail, 0, rest);
        System.arraycopy(chunk, 0, tail, rest, length);
        return tail;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static FileHeader header(Path file, Ends ends, boolean complete) throws IOException {
        boolean png = PictureEnds.isPng(ends.head);
        boolean picture = png || PictureEnds.isJpeg(ends.head);
        if (complete && picture && !PictureEnds.isWhole(png, ends.tail)) {
            throw new IOException("is cut short: its end is missing; copy it again");
        }
        FileHeader header = FileHeader.read(file);
        if (complete && !picture) {
            FileHeader.requireWhole(file);
        }
        return header;
    }

    /** Whether a file of unknown name is a DICOM file: the letters DICM follow the preamble. */
    static boolean hasDicomMark(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(PREAMBLE + 4);
            return head.length == PREAMBLE + 4 && head[PREAMBLE] == 'D' && head[PREAMBLE + 1] == 'I'
                    && head[PREAMBLE + 2] == 'C' && head[PREAMBLE + 3] == 'M';
        } catch (IOException e) {
            return false;
        }
    }
}
