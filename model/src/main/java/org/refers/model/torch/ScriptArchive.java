package org.refers.model.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript archive around the source of one class without parameters: an uncompressed zip with the code, a
 * pickle that makes one instance, and an empty table of constants.
 */
final class ScriptArchive {

    private static final String FOLDER = "bridge/";

    /** Pickle, protocol 2: an instance of __torch__.Bridge with the state {"training": true}. */
    private static final String INSTANCE = "\u0080\u0002c__torch__\nBridge\n)\u0081}X\u0008\u0000\u0000\u0000training\u0088sb.";

    /** Pickle, protocol 2: an empty tuple. */
    private static final String NO_CONSTANTS = "\u0080\u0002).";

    private ScriptArchive() {
    }

    static byte[] of(String source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "data.pkl", INSTANCE.getBytes(StandardCharsets.ISO_8859_1));
            add(zip, "code/__torch__.py", source.getBytes(StandardCharsets.US_ASCII));
            add(zip, "constants.pkl", NO_CONSTANTS.getBytes(StandardCharsets.ISO_8859_1));
            add(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
            add(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(FOLDER + name);
        // PyTorch maps its archives: nothing in them may be compressed.
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
