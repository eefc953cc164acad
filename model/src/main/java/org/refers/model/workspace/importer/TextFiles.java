package org.refers.model.workspace.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads text strictly as UTF-8: letters guessed wrong would enter vocabularies and reports for good. */
final class TextFiles {

    /** A gigabyte of table: four times MIMIC-CXR's largest. Also the bound on what a hostile .gz may unfold to. */
    private static final int MAXIMUM = 1 << 30;
    /** A report of more is no report. */
    private static final int MAXIMUM_REPORT = 1 << 20;

    /** Tables shrink to a tenth; what a small file unfolds to is harmless whatever it holds. */
    private static final long ALWAYS_UNPACKED = 16L << 20;
    private static final int HIGHEST_RATIO = 200;

    private TextFiles() {
    }

    /** A table's text, unpacked if its name ends in .gz. */
    static String table(Path file) throws IOException {
        return read(file, MAXIMUM);
    }

    /** A report's text. */
    static String report(Path file) throws IOException {
        return read(file, MAXIMUM_REPORT);
    }

    private static String read(Path file, int maximum) throws IOException {
        byte[] bytes = bytes(file, maximum);
        if (bytes.length >= 2 && ((bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe
                || (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff)) {
            throw new IOException("is UTF-16 text; save it as UTF-8");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IOException("is not UTF-8 text (line " + lineOf(bytes, buffer.position())
                    + "); save it as UTF-8", e);
        }
    }

    private static byte[] bytes(Path file, int maximum) throws IOException {
        byte[] bytes;
        long most = maximum;
        try (InputStream in = open(file)) {
            most = Math.min(maximum, Math.max(ALWAYS_UNPACKED, Files.size(file) * HIGHEST_RATIO));
            bytes = in.readNBytes((int) most + 1);
        } catch (NoSuchFileException e) {
            throw new IOException("is not there", e);
        } catch (IOException e) {
            throw new IOException("cannot be read; check that it is whole and its permissions", e);
        }
        if (bytes.length > most) {
            throw new IOException(most < maximum
                    ? "unpacks to far more than a table of its size holds"
                    : "is larger than " + (maximum >> 20) + " MB");
        }
        return bytes;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static int lineOf(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }
}
