package org.refers.model.dicom;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Unique identifiers: those that this program makes, and those of the standard that it writes. */
public final class Uids {

    /** Implementation Class UID (0002,0012) of files written here: the hash of the program's name, under 2.25. */
    public static final String IMPLEMENTATION = fromSeed("org.refers.workstation implementation class");
    /** Implementation Version Name (0002,0013), at most 16 letters. */
    public static final String IMPLEMENTATION_VERSION = "REFERS_WS_1";
    /** SOP class Media Storage Directory Storage: a DICOMDIR. */
    public static final String MEDIA_STORAGE_DIRECTORY = "1.2.840.10008.1.3.10";
    /** SOP class Computed Radiography Image Storage. */
    public static final String COMPUTED_RADIOGRAPHY = "1.2.840.10008.5.1.4.1.1.1";
    /** SOP class Digital X-Ray Image Storage, for presentation. */
    public static final String DIGITAL_XRAY_FOR_PRESENTATION = "1.2.840.10008.5.1.4.1.1.1.1";
    /** SOP class Secondary Capture Image Storage. */
    public static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";

    private Uids() {
    }

    /**
     * A UID under 2.25 (PS3.5, B.2) that is the same for the same seed: a UUID of version 8 whose bits are the SHA-256 of
     * the text.
     */
    public static String fromSeed(String seed) {
        return fromDigest(sha256(seed.getBytes(StandardCharsets.UTF_8)));
    }

    /** A UID under 2.25 whose bits are the first 16 bytes of a digest, as a UUID of version 8. */
    public static String fromDigest(byte[] digest) {
        byte[] bits = Arrays.copyOf(digest, 16);
        bits[6] = (byte) (bits[6] & 0x0f | 0x80);
        bits[8] = (byte) (bits[8] & 0x3f | 0x80);
        return "2.25." + new BigInteger(1, bits);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
