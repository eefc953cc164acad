package org.refers.model.dicom.deidentify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret from which pseudonyms, UIDs and date shifts follow: the same key gives the same ones in every run. Whoever
 * has it can test guesses of names and numbers, so it stays with the sender.
 */
public final class PseudonymKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private static final String FIRST_LINE = "REFERS de-identification key, format 1";

    private final SecretKeySpec key;

    /** A key of given bytes, at least 16. */
    public PseudonymKey(byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("a key of " + secret.length + " bytes can be guessed");
        }
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * Reads a key file, or makes one that only its owner may read.
     *
     * @throws DeidentificationException if the file is there and is no key
     */
    public static PseudonymKey ofFile(Path file) throws IOException, DeidentificationException {
        if (!Files.exists(file)) {
            byte[] secret = new byte[BYTES];
            new SecureRandom().nextBytes(secret);
            PrivateFiles.create(file, FIRST_LINE + "\n" + HexFormat.of().formatHex(secret) + "\n");
        }
        String[] lines = Files.readString(file, StandardCharsets.ISO_8859_1).split("\\R");
        if (lines.length != 2 || !lines[0].equals(FIRST_LINE) || !lines[1].matches("[0-9a-f]{64}")) {
            throw new DeidentificationException(
                    file + " is no key of this program; name another file, or one that is not there yet");
        }
        return new PseudonymKey(HexFormat.of().parseHex(lines[1]));
    }

    /** The UID that stands for another one. */
    String uid(String original) {
        return org.refers.model.dicom.Uids.fromDigest(mac("uid", original.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The pseudonym of a patient, fit for Patient ID and folders. */
    String patient(String identity) {
        return "P-" + hex("patient", identity.getBytes(StandardCharsets.UTF_8)).toUpperCase(Locale.ROOT);
    }

    /** The pseudonym of another person, such as a reader. */
    String person(String name) {
        return "N-" + hex("person", name.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
    }

    /** What tells a source file again without saying anything of it to those who lack the key. */
    String source(byte[] content) {
        return hex("source", content);
    }

    /** Which key it is, without giving it away. */
    public String fingerprint() {
        return hex("fingerprint", new byte[0]).substring(0, 8);
    }

    /** A number of a patient from 0 to below a bound. */
    int number(String identity, int bound) {
        byte[] digest = mac("shift", identity.getBytes(StandardCharsets.UTF_8));
        long bits = 0;
        for (int i = 0; i < 7; i++) {
            bits = bits << 8 | digest[i] & 0xff;
        }
        return (int) (bits % bound);
    }

    private String hex(String purpose, byte[] content) {
        return HexFormat.of().formatHex(Arrays.copyOf(mac(purpose, content), 8));
    }

    private byte[] mac(String purpose, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((purpose + ":").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
