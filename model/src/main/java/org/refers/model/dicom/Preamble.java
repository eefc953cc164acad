package org.refers.model.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The 128 bytes before a DICOM file's letters DICM. The standard leaves them to anybody (PS3.10, 7.1), so that a file can be a
 * DICOM file and a program at once. They are never read here and never written but as zeros; what a program begins with is
 * told.
 */
public final class Preamble {

    private static final int LENGTH = 128;

    /** What files that a system would run or unpack begin with. */
    private static final Map<String, String> PROGRAMS = new TreeMap<>(Map.of("MZ", "a Windows program", "\u007fELF",
            "a Linux program", "#!", "a script", "\u00cf\u00fa\u00ed\u00fe", "a macOS program",
            "\u00ca\u00fe\u00ba\u00be", "a macOS program or a Java class", "PK\u0003\u0004", "a zip archive"));

    private Preamble() {
    }

    /** What a DICOM file is besides, in words, if its preamble begins like something that is run or unpacked. */
    public static Optional<String> program(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(LENGTH + 4);
        }
        return program(head);
    }

    /**
     * The same by a file's first bytes.
     *
     * @param head at least {@link DicomReader#SNIFFED_BYTES} bytes, or all of a shorter file
     */
    public static Optional<String> program(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (!text.startsWith("DICM", LENGTH)) {
            return Optional.empty();
        }
        return PROGRAMS.entrySet().stream().filter(begin -> text.startsWith(begin.getKey())).map(Map.Entry::getValue)
                .findFirst();
    }
}
