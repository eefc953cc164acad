package org.refers.model.dicom;

import java.util.Optional;

/** Transfer syntaxes: how a data set is encoded and how its pixel data is compressed (PS3.5, A; PS3.6, A). */
public enum TransferSyntax {
    IMPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2", "Implicit VR Little Endian", Compression.NATIVE), //
    EXPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2.1", "Explicit VR Little Endian", Compression.NATIVE), //
    DEFLATED("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", Compression.NATIVE), //
    EXPLICIT_BIG_ENDIAN("1.2.840.10008.1.2.2", "Explicit VR Big Endian", Compression.NATIVE), //
    JPEG_BASELINE("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)", Compression.LOSSY), //
    JPEG_EXTENDED("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 and 4)", Compression.LOSSY), //
    JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", "JPEG Lossless (Process 14)", Compression.LOSSLESS), //
    JPEG_LOSSLESS_SV1("1.2.840.10008.1.2.4.70", "JPEG Lossless (Process 14, Selection Value 1)", Compression.LOSSLESS), //
    JPEG_LS_LOSSLESS("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless", Compression.LOSSLESS), //
    JPEG_LS_NEAR_LOSSLESS("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless", Compression.LOSSY), //
    JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", "JPEG 2000 (Lossless Only)", Compression.LOSSLESS), //
    JPEG_2000("1.2.840.10008.1.2.4.91", "JPEG 2000", Compression.LOSSY), //
    HTJ2K_LOSSLESS("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 (Lossless Only)", Compression.LOSSLESS), //
    HTJ2K_LOSSLESS_RPCL("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 with RPCL (Lossless Only)",
            Compression.LOSSLESS), //
    HTJ2K("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000", Compression.LOSSY), //
    RLE_LOSSLESS("1.2.840.10008.1.2.5", "RLE Lossless", Compression.LOSSLESS), //
    // Retired, but still in archives.
    JPEG_SPECTRAL_SELECTION("1.2.840.10008.1.2.4.53", "JPEG Spectral Selection (Process 6 and 8)", Compression.LOSSY), //
    JPEG_PROGRESSIVE("1.2.840.10008.1.2.4.55", "JPEG Full Progression (Process 10 and 12)", Compression.LOSSY), //
    // Not decoded; here so that a file's header can be read and its pixels be refused by name.
    JPEG_2000_PART_2_LOSSLESS("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Multi-component (Lossless Only)",
            Compression.LOSSLESS), //
    JPEG_2000_PART_2("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2 Multi-component", Compression.LOSSY), //
    MPEG2("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level", Compression.LOSSY), //
    MPEG4("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile", Compression.LOSSY), //
    JPEG_XL_LOSSLESS("1.2.840.10008.1.2.4.110", "JPEG XL (Lossless Only)", Compression.LOSSLESS), //
    JPEG_XL_RECOMPRESSION("1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression", Compression.LOSSY), //
    JPEG_XL("1.2.840.10008.1.2.4.112", "JPEG XL", Compression.LOSSY);

    /** What happens to pixel values. */
    public enum Compression {
        /** Stored as they are. */
        NATIVE,
        /** Compressed, given back exactly. */
        LOSSLESS,
        /** Compressed, possibly with loss. */
        LOSSY
    }

    private final String uid;
    private final String title;
    private final Compression compression;

    TransferSyntax(String uid, String title, Compression compression) {
        this.uid = uid;
        this.title = title;
        this.compression = compression;
    }

    /** The syntax with this UID, if the program knows it. */
    public static Optional<TransferSyntax> of(String uid) {
        for (TransferSyntax syntax : values()) {
            if (syntax.uid.equals(uid)) {
                return Optional.of(syntax);
            }
        }
        return Optional.empty();
    }

    /** The UID of Transfer Syntax UID (0002,0010). */
    public String uid() {
        return uid;
    }

    /** The standard's name. */
    public String title() {
        return title;
    }

    /** What happens to pixel values. */
    public Compression compression() {
        return compression;
    }

    /** Whether pixel data is wrapped in fragments. */
    public boolean isEncapsulated() {
        return compression != Compression.NATIVE;
    }

    boolean isExplicit() {
        return this != IMPLICIT_LITTLE_ENDIAN;
    }

    boolean isBigEndian() {
        return this == EXPLICIT_BIG_ENDIAN;
    }
}
