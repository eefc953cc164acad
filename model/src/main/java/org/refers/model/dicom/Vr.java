package org.refers.model.dicom;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Value representations of DICOM PS3.5, section 6.2. */
public enum Vr {
    AE(Kind.ASCII), //
    AS(Kind.ASCII), //
    AT(Kind.INTEGER, 2), //
    CS(Kind.ASCII), //
    DA(Kind.ASCII), //
    DS(Kind.ASCII), //
    DT(Kind.ASCII), //
    FL(Kind.FLOAT, 4), //
    FD(Kind.FLOAT, 8), //
    IS(Kind.ASCII), //
    LO(Kind.TEXT), //
    LT(Kind.PROSE), //
    OB(Kind.BULK, 1), //
    OD(Kind.BULK, 8), //
    OF(Kind.BULK, 4), //
    OL(Kind.BULK, 4), //
    OV(Kind.BULK, 8), //
    OW(Kind.BULK, 2), //
    PN(Kind.TEXT), //
    SH(Kind.TEXT), //
    SL(Kind.INTEGER, 4), //
    SQ(Kind.SEQUENCE, 1), //
    SS(Kind.INTEGER, 2), //
    ST(Kind.PROSE), //
    SV(Kind.INTEGER, 8), //
    TM(Kind.ASCII), //
    UC(Kind.TEXT), //
    UI(Kind.ASCII), //
    UL(Kind.INTEGER, 4), //
    UN(Kind.BULK, 1), //
    UR(Kind.ASCII), //
    US(Kind.INTEGER, 2), //
    UT(Kind.PROSE), //
    UV(Kind.INTEGER, 8);

    /** What the bytes of a value are. */
    public enum Kind {
        /** Text of the default repertoire, values parted by backslashes. */
        ASCII,
        /** Text in the data set's character set, values parted by backslashes. */
        TEXT,
        /** Text in the data set's character set in which a backslash is a letter like others. */
        PROSE,
        /** Binary whole numbers. */
        INTEGER,
        /** Binary floating-point numbers. */
        FLOAT,
        /** A stream of bytes or words. */
        BULK,
        /** Items that are data sets. */
        SEQUENCE
    }

    private static final Map<String, Vr> BY_NAME = byName();

    private final Kind kind;
    private final int width;

    Vr(Kind kind) {
        this(kind, 1);
    }

    Vr(Kind kind, int width) {
        this.kind = kind;
        this.width = width;
    }

    /** What the bytes of a value are. */
    public Kind kind() {
        return kind;
    }

    /** Bytes of one number, which a big-endian file turns round; 1 where there is nothing to turn. */
    public int width() {
        return width;
    }

    /** Whether the value is text. */
    public boolean isText() {
        return kind == Kind.ASCII || kind == Kind.TEXT || kind == Kind.PROSE;
    }

    /** Whether explicit encodings give this representation a 32-bit length (PS3.5, table 7.1-1). */
    public boolean hasLongLength() {
        return switch (this) {
            case OB, OD, OF, OL, OV, OW, SQ, SV, UC, UN, UR, UT, UV -> true;
            default -> false;
        };
    }

    /** The byte that makes an odd value even. */
    byte padding() {
        return (byte) (isText() && this != UI ? ' ' : 0);
    }

    /** The representation of a two-letter code, or empty for a code that the standard does not know. */
    public static Optional<Vr> of(String code) {
        return Optional.ofNullable(BY_NAME.get(code));
    }

    private static Map<String, Vr> byName() {
        Map<String, Vr> names = new HashMap<>();
        for (Vr vr : values()) {
            names.put(vr.name(), vr);
        }
        return Map.copyOf(names);
    }
}
