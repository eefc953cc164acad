package org.refers.model.workspace;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the keys that patients, studies and radiographs go by outside the workspace.
 *
 * <p>A plain hash of a hospital number can be undone by trying all numbers, so own data is hashed with the workspace's
 * random secret (HMAC-SHA-256). The numbers of published collections are public; they are hashed with the collection's
 * name instead, which gives every researcher the same keys, so that subsets drawn by key can be compared.
 */
final class Pseudonyms {

    /** 16 hexadecimal digits: among a million patients two share a key with a chance below 1 in 10 million. */
    private static final int DIGITS = 16;
    /** A workspace has a dozen readers. */
    private static final int READER_DIGITS = 8;
    private static final String ALGORITHM = "HmacSHA256";

    /** Kept, since finding the algorithm takes longer than a key. */
    private final Mac mac;

    private Pseudonyms(byte[] secret) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    /** Keys for a source: by the workspace's secret, or by the collection's name if the source is published. */
    static Pseudonyms of(Connection connection, String collection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT value FROM settings WHERE name = 'secret'")) {
            if (!rows.next()) {
                throw new SQLException("the workspace lacks its secret; it is damaged");
            }
            return of(HexFormat.of().parseHex(rows.getString(1)), collection);
        }
    }

    static Pseudonyms of(byte[] secret, String collection) {
        return new Pseudonyms(collection.isEmpty()
                ? secret
                : ("refers:" + collection).getBytes(StandardCharsets.UTF_8));
    }

    String patient(String number) {
        return "p" + digest("patient", number);
    }

    String study(String patient, String number) {
        return "s" + digest("study", patient, number);
    }

    String radiograph(String sha256) {
        return "r" + digest("radiograph", sha256);
    }

    /** Key of a further file with the same bytes. */
    String copy(String sha256, String file) {
        return "r" + digest("copy", sha256, file);
    }

    /**
     * Key of a person who read radiographs: {@code R-} and eight digits. It is made of the six digits by which versions up to 3 knew
     * readers, so that what was imported before can be given the same key without knowing the name.
     */
    String reader(String name) {
        return ofPlainReader(plainReader(name));
    }

    String ofPlainReader(String plain) {
        return "R-" + digest("reader", plain).substring(0, READER_DIGITS);
    }

    /** A reader as versions up to 3 kept one: whoever has a list of names can find the name by trying them. */
    private static String plainReader(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("reader:" + name.strip()).getBytes(StandardCharsets.UTF_8));
            return "R-" + HexFormat.of().formatHex(digest).substring(0, 6);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private synchronized String digest(String... parts) {
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // The length goes first, so that ("ab", "c") and ("a", "bc") differ.
            mac.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            mac.update(bytes);
        }
        return HexFormat.of().formatHex(mac.doFinal()).substring(0, DIGITS);
    }
}
