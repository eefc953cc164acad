package org.refers.model.weights;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a NumPy array file (format 1 to 3).
 *
 * @param format how numbers are written; empty for whole numbers, text and the like
 * @param order byte order
 * @param columnsFirst whether the first index runs fastest
 * @param shape extents
 */
record NpyHeader(Optional<NumberFormat> format, ByteOrder order, boolean columnsFirst, List<Long> shape) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** NumPy itself reads no longer ones. */
    private static final int LONGEST = 10_000;

    /** The Python literal, whose keys NumPy writes in this order. */
    private static final Pattern LITERAL = Pattern.compile("\\{'descr': *'([<>|=])([a-zA-Z])(\\d+)', *"
            + "'fortran_order': *(True|False), *'shape': *\\(([0-9, L]*)\\),? *\\}\\s*");

    private static final Map<String, NumberFormat> FORMATS = Map.of("f2", NumberFormat.F16, "f4", NumberFormat.F32,
            "f8", NumberFormat.F64);

    /** Creates a head; the shape is copied. */
    NpyHeader {
        shape = List.copyOf(shape);
    }

    /** Reads the head; the stream then stands at the first value. */
    static NpyHeader read(InputStream in, String name) throws IOException {
        DataInputStream data = new DataInputStream(in);
        byte[] magic = data.readNBytes(MAGIC.length);
        int version = data.read();
        data.read();
        if (!Arrays.equals(magic, MAGIC) || version < 1 || version > 3) {
            throw new WeightException(name + " is no NumPy array of format 1 to 3");
        }
        long length = version == 1
                ? Short.toUnsignedLong(Short.reverseBytes(data.readShort()))
                : Integer.toUnsignedLong(Integer.reverseBytes(data.readInt()));
        if (length > LONGEST) {
            throw new WeightException(name + " has a head of " + length + " bytes, too long for an array of numbers");
        }
        String text = new String(data.readNBytes((int) length), StandardCharsets.UTF_8);
        Matcher literal = LITERAL.matcher(text);
        if (text.length() != length || !literal.matches()) {
            throw new WeightException(name + " is no plain NumPy array; lists, records and objects are not read");
        }
        return new NpyHeader(Optional.ofNullable(FORMATS.get(literal.group(2) + literal.group(3))),
                literal.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                literal.group(4).equals("True"), shape(literal.group(5), name));
    }

    private static List<Long> shape(String text, String name) throws WeightException {
        List<Long> shape = new ArrayList<>();
        for (String part : text.replace("L", "").split(",", -1)) {
            if (!part.isBlank()) {
                try {
                    shape.add(Long.parseLong(part.strip()));
                } catch (NumberFormatException impossible) {
                    throw new WeightException(name + " claims an extent of " + part.strip(), impossible);
                }
            }
        }
        return shape;
    }
}
