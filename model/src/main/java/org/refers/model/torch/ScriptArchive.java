package org.refers.model.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.refers.model.store.AtomicFiles;

/**
 * A TorchScript archive: an uncompressed zip with the source of its classes, a pickle that makes one instance, the numbers
 * of each tensor in a file of its own, and files of free content that {@code torch.jit.load} gives back on request. Same
 * content, same bytes.
 */
public final class ScriptArchive {

    /** PyTorch maps its archives; it puts numbers at multiples of this, and readers may count on it. */
    private static final int ALIGNMENT = 64;
    /** Mark of the extra field that fills the space up to there, as PyTorch's own writer has it: "FB". */
    private static final short PADDING = 0x4246;
    private static final int LOCAL_HEADER = 30;
    private static final int EXTRA_HEADER = 4;
    /** The oldest form that has all that is used here; every PyTorch since 1.6 reads it. */
    private static final String VERSION = "3\n";
    /** The same content is to give the same bytes. At its calendar's very first moment, Java would add a field of its own. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 12, 0);

    private final String folder;
    private final String source;
    private final ScriptModule root;
    private final SequencedMap<String, String> extra = new LinkedHashMap<>();

    /**
     * Creates an archive.
     *
     * @param folder the folder within the zip under which everything lies
     * @param source classes as TorchScript writes them, ASCII
     * @param root the instance that loading gives
     */
    public ScriptArchive(String folder, String source, ScriptModule root) {
        this.folder = folder + "/";
        this.source = source;
        this.root = root;
    }

    /** Adds a file that {@code torch.jit.load(..., _extra_files={name: ""})} gives back. */
    public ScriptArchive extra(String name, String content) {
        extra.put(name, content);
        return this;
    }

    /** Writes the archive to a file, replacing an old one only when all is on the disk. */
    public void write(Path target) throws IOException {
        AtomicFiles.write(target, channel -> writeTo(Channels.newOutputStream(channel)));
    }

    /** The archive in memory. */
    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writeTo(bytes);
        return bytes.toByteArray();
    }

    private void writeTo(OutputStream target) throws IOException {
        CountingStream counted = new CountingStream(target);
        ZipOutputStream zip = new ZipOutputStream(counted);
        ScriptPickle pickle = ScriptPickle.of(root);
        Writer writer = new Writer(zip, counted);
        writer.add("data.pkl", pickle.bytes());
        writer.add("code/__torch__.py", source.getBytes(StandardCharsets.US_ASCII));
        writer.add("constants.pkl", ScriptPickle.emptyTuple());
        for (Map.Entry<String, String> file : extra.entrySet()) {
            writer.add("extra/" + file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
        }
        List<ScriptTensor> tensors = pickle.tensors();
        for (int i = 0; i < tensors.size(); i++) {
            writer.add("data/" + i, bytes(tensors.get(i)));
        }
        writer.add("version", VERSION.getBytes(StandardCharsets.US_ASCII));
        writer.add("byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        zip.finish();
        zip.flush();
    }

    private static byte[] bytes(ScriptTensor tensor) {
        float[] values = tensor.values().get();
        if (values.length != tensor.elements()) {
            throw new IllegalArgumentException("a tensor of shape " + tensor.shape() + " got " + values.length
                    + " values");
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** Adds entries, each with its content at a multiple of {@link #ALIGNMENT}. */
    private final class Writer {

        private final ZipOutputStream zip;
        private final CountingStream counted;

        private Writer(ZipOutputStream zip, CountingStream counted) {
            this.zip = zip;
            this.counted = counted;
        }

        private void add(String name, byte[] content) throws IOException {
            CRC32 checksum = new CRC32();
            checksum.update(content);
            ZipEntry entry = new ZipEntry(folder + name);
            // Nothing may be compressed where it is mapped.
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(checksum.getValue());
            entry.setTimeLocal(NO_TIME);
            entry.setExtra(padding(counted.count + LOCAL_HEADER + folder.length() + name.length() + EXTRA_HEADER));
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        }

        private static byte[] padding(long at) {
            int fill = (int) Math.floorMod(-at, (long) ALIGNMENT);
            return ByteBuffer.allocate(EXTRA_HEADER + fill).order(ByteOrder.LITTLE_ENDIAN).putShort(PADDING)
                    .putShort((short) fill).array();
        }
    }

    /** Tells how far a stream has come. */
    private static final class CountingStream extends OutputStream {

        private final OutputStream target;
        private long count;

        private CountingStream(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int value) throws IOException {
            target.write(value);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            target.write(bytes, from, length);
            count += length;
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }
    }
}
