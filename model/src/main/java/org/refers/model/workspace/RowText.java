package org.refers.model.workspace;

import java.util.HexFormat;

/** A column of rows that the database wrote into one text. What does not stand where it must is a damaged value. */
final class RowText {

    private static final int DIGITS = 10;

    private final byte[] text;
    private int at;

    RowText(byte[] text) {
        this.text = text;
    }

    /** The number before the next comma or the end, of digits alone. */
    int number() {
        long value = 0;
        int from = at;
        while (at < text.length && text[at] != ',') {
            int digit = text[at++] - '0';
            if (digit < 0 || digit > 9 || at - from > DIGITS) {
                throw new IllegalArgumentException("a number of other characters than digits");
            }
            value = 10 * value + digit;
        }
        if (at == from) {
            throw new IllegalArgumentException("a number is missing");
        }
        at++;
        return Math.toIntExact(value);
    }

    /** A letter and sixteen hexadecimal digits. */
    long key(char letter) {
        if (next() != letter) {
            throw new IllegalArgumentException("a key of another kind");
        }
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | octet() & 0xff;
        }
        return value;
    }

    /** Two hexadecimal digits a byte, and the comma behind them unless they are the last. */
    void digest(byte[] into, int from) {
        for (int i = 0; i < StudyIndex.DIGEST; i++) {
            into[from + i] = octet();
        }
        if (at < text.length && next() != ',') {
            throw new IllegalArgumentException("a SHA-256 of another length");
        }
    }

    private byte octet() {
        return (byte) (HexFormat.fromHexDigit(next()) << 4 | HexFormat.fromHexDigit(next()));
    }

    /** A position in an alphabet that begins with A. */
    byte letter(int letters) {
        int value = next() - 'A';
        if (value < 0 || value >= letters) {
            throw new IllegalArgumentException("an unknown word");
        }
        return (byte) value;
    }

    /** Copies bytes. */
    void bytes(int length, byte[] into, int from) {
        if (length > text.length - at) {
            throw new IllegalArgumentException("a text that ends too early");
        }
        System.arraycopy(text, at, into, from, length);
        at += length;
    }

    /** Where all rows were read, nothing may be left. */
    void requireEnd() {
        if (at < text.length) {
            throw new IllegalArgumentException("more values than rows");
        }
    }

    private byte next() {
        if (at >= text.length) {
            throw new IllegalArgumentException("a value is missing");
        }
        return text[at++];
    }
}
