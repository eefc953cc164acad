package org.refers.training.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * An event file that TensorBoard reads: TFRecords with masked CRC-32C, each a message {@code Event} of Protocol Buffers, of which
 * scalar summaries alone are written. Each start of a run has a file of its own, which begins with a mark that takes back
 * whatever earlier files hold from its first step on: so TensorBoard itself treats a run that was resumed.
 */
public final class EventFile {

    /** Name of the folder in the run's. */
    public static final String FOLDER = "tensorboard";

    private static final Pattern NAME = Pattern.compile("events\\.out\\.tfevents\\.(\\d{10,12})\\.(\\d{4,9})\\.refers");
    /** The version from which on readers heed the mark of a start. */
    private static final String VERSION = "brain.Event:2";
    private static final int MASK = 0xa282ead8;

    /** Field numbers of the messages Event, SessionLog, Summary and Summary.Value, and the wire types behind them. */
    private static final int WALL_TIME = 1 << 3 | 1;
    private static final int STEP = 2 << 3;
    private static final int FILE_VERSION = 3 << 3 | 2;
    private static final int SUMMARY = 5 << 3 | 2;
    private static final int SESSION_LOG = 7 << 3 | 2;
    private static final byte[] SESSION_START = {1 << 3, 1};
    private static final int VALUE = 1 << 3 | 2;
    private static final int TAG = 1 << 3 | 2;
    private static final int SIMPLE_VALUE = 2 << 3 | 5;

    private final Path file;

    private EventFile(Path file) {
        this.file = file;
    }

    /**
     * Begins a file in a run's folder. Readers take files in the order of their names, so it sorts behind those that are
     * there, also where the clock was set back.
     *
     * @param run the run's folder
     * @param firstStep step that comes next, from 1
     * @param seconds time of the start since 1970
     */
    public static EventFile begin(Path run, long firstStep, double seconds) throws IOException {
        Path folder = Files.createDirectories(run.resolve(FOLDER));
        long time = (long) seconds;
        long number = 0;
        try (Stream<Path> inside = Files.list(folder)) {
            List<Matcher> before = inside.map(other -> NAME.matcher(other.getFileName().toString()))
                    .filter(Matcher::matches).toList();
            for (Matcher other : before) {
                time = Math.max(time, Long.parseLong(other.group(1)));
                number = Math.max(number, Long.parseLong(other.group(2)) + 1);
            }
        }
        EventFile begun = new EventFile(
                folder.resolve("events.out.tfevents.%010d.%04d.refers".formatted(time, number)));
        begun.append(new Message().fixed64(WALL_TIME, Double.doubleToLongBits(seconds)).bytes(FILE_VERSION,
                VERSION.getBytes(StandardCharsets.US_ASCII)));
        begun.append(new Message().fixed64(WALL_TIME, Double.doubleToLongBits(seconds)).varint(STEP, firstStep)
                .bytes(SESSION_LOG, SESSION_START));
        return begun;
    }

    /**
     * Adds scalars of a step.
     *
     * @param seconds time since 1970
     * @param values by tag; kept as 32-bit floats
     */
    public void add(long step, double seconds, Map<String, Double> values) throws IOException {
        Message summary = new Message();
        values.forEach((tag, value) -> summary.bytes(VALUE, new Message()
                .bytes(TAG, tag.getBytes(StandardCharsets.UTF_8))
                .fixed32(SIMPLE_VALUE, Float.floatToIntBits(value.floatValue())).toBytes()));
        append(new Message().fixed64(WALL_TIME, Double.doubleToLongBits(seconds)).varint(STEP, step).bytes(SUMMARY,
                summary.toBytes()));
    }

    /** A record in one write: a reader that follows sees it whole or waits. */
    private void append(Message event) throws IOException {
        byte[] data = event.toBytes();
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, data.length);
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + data.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.put(length.array()).putInt(masked(length.array())).put(data).putInt(masked(data));
        Files.write(file, record.array(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** A checksum of bytes that hold checksums would be weak; the format therefore turns and shifts it. */
    static int masked(byte[] data) {
        CRC32C sum = new CRC32C();
        sum.update(data);
        return Integer.rotateRight((int) sum.getValue(), 15) + MASK;
    }

    /** A message of Protocol Buffers while it is put together. */
    private static final class Message {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message varint(int tag, long value) {
            out.write(tag);
            varint(value);
            return this;
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        Message fixed64(int tag, long bits) {
            out.write(tag);
            out.writeBytes(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(bits).array());
            return this;
        }

        Message fixed32(int tag, int bits) {
            out.write(tag);
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(bits).array());
            return this;
        }

        Message bytes(int tag, byte[] content) {
            out.write(tag);
            varint(content.length);
            out.writeBytes(content);
            return this;
        }

        byte[] toBytes() {
            return out.toByteArray();
        }
    }
}
