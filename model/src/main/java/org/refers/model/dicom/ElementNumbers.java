package org.refers.model.dicom;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Numbers of an element, from decimal strings and from binary representations. */
final class ElementNumbers {

    /** Decimal and integer strings of PS3.5; stricter than Java, which takes "1d" and hexadecimal floats too. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final int LONGEST_DECIMAL_STRING = 16;

    private ElementNumbers() {
    }

    static double[] values(DicomElement element) throws DicomException {
        return switch (element.vr()) {
            case DS, IS, LO, SH, CS, UC -> fromText(element);
            case UN -> throw new DicomException(element.tag(), "should be a number, but its representation is unknown");
            default -> fromBinary(element);
        };
    }

    /** The same with NaN for what is no number. */
    static double[] readable(DicomElement element) {
        if (element.vr() == Vr.DS || element.vr() == Vr.IS) {
            return Arrays.stream(parts(element)).mapToDouble(
                    part -> DECIMAL.matcher(part).matches() ? Double.parseDouble(part) : Double.NaN).toArray();
        }
        try {
            return values(element);
        } catch (DicomException _) {
            return new double[]{Double.NaN};
        }
    }

    /** A number within the 16 bytes of a decimal string, exact where they suffice. */
    static String decimal(double number) {
        BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        String plain = exact.toPlainString();
        for (int digits = 16; plain.length() > LONGEST_DECIMAL_STRING; digits--) {
            BigDecimal rounded = exact.round(new MathContext(digits)).stripTrailingZeros();
            String scientific = rounded.toString();
            plain = rounded.toPlainString().length() <= scientific.length() ? rounded.toPlainString() : scientific;
        }
        return plain;
    }

    static void put(ByteBuffer bytes, Vr vr, long number) {
        switch (vr) {
            case AT -> bytes.putShort((short) (number >>> 16)).putShort((short) number);
            case US, SS -> bytes.putShort((short) number);
            case UL, SL -> bytes.putInt((int) number);
            default -> bytes.putLong(number);
        }
    }

    private static double[] fromText(DicomElement element) throws DicomException {
        String[] parts = parts(element);
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (!DECIMAL.matcher(part).matches()) {
                throw new DicomException(element.tag(), "should be a number, but is \"" + clipped(part) + "\"");
            }
            numbers[i] = Double.parseDouble(part);
        }
        return numbers;
    }

    private static String[] parts(DicomElement element) {
        String text = new String(element.bytes(), StandardCharsets.ISO_8859_1).strip().replace("\0", "");
        return text.isEmpty()
                ? new String[0]
                : Arrays.stream(text.split("\\\\", -1)).map(String::strip).toArray(String[]::new);
    }

    private static double[] fromBinary(DicomElement element) throws DicomException {
        byte[] bytes = element.bytes();
        int width = element.vr() == Vr.AT ? 4 : element.vr().width();
        if (bytes.length % width != 0) {
            throw new DicomException(element.tag(),
                    "has " + bytes.length + " bytes, which is not a multiple of " + width);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        double[] numbers = new double[bytes.length / width];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = next(buffer, element.vr());
        }
        return numbers;
    }

    private static double next(ByteBuffer buffer, Vr vr) {
        return switch (vr) {
            case US, OW -> buffer.getShort() & 0xffff;
            case SS -> buffer.getShort();
            case UL, OL -> Integer.toUnsignedLong(buffer.getInt());
            case SL -> buffer.getInt();
            case AT -> (buffer.getShort() & 0xffff) * 65536.0 + (buffer.getShort() & 0xffff);
            case SV, UV, OV -> buffer.getLong();
            case FL, OF -> buffer.getFloat();
            case FD, OD -> buffer.getDouble();
            default -> buffer.get() & 0xff;
        };
    }

    private static String clipped(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20) + "…";
    }
}
