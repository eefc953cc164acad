package org.refers.model.dicom;

/**
 * The headers of a JPEG 2000 codestream (ISO/IEC 15444-1, annex A), read before the library sees them: it believes every
 * number, and a damaged one can make it reserve gigabytes or count packets for hours.
 */
final class Jpeg2000Header {

    private static final int SOC = 0xff4f;
    private static final int SIZ = 0xff51;
    private static final int COD = 0xff52;
    private static final int COC = 0xff53;
    private static final int PPM = 0xff60;
    private static final int PPT = 0xff61;
    private static final int SOT = 0xff90;
    private static final int SOD = 0xff93;
    private static final int EOC = 0xffd9;
    private static final int SIZ_LENGTH = 38;
    private static final int LONGEST_PREFIX = 4096;
    private static final int MOST_LEVELS = 32;
    /** No precinct is smaller than the whole where a stream does not say so. */
    private static final int MAXIMAL_PRECINCT = 0xff;

    private final byte[] stream;
    private int position;
    private int checkedTo;
    private int layers = 1;
    private long packetsPerTile;

    private Jpeg2000Header(byte[] stream, int position) {
        this.stream = stream;
        this.position = position;
    }

    /**
     * Checks a stream against its file.
     *
     * @return whether the samples are numbers with a sign
     * @throws DicomException if the size differs, if samples have more than 16 bits, or if the stream claims more packets
     *     than it has bytes
     */
    static boolean check(byte[] stream, PixelFormat format) throws DicomException {
        int at = codestream(stream);
        if (at < 0 || stream.length < at + 4 + SIZ_LENGTH + 3) {
            throw new DicomException(Tags.PIXEL_DATA, "has no JPEG 2000 stream");
        }
        Jpeg2000Header header = new Jpeg2000Header(stream, at);
        header.requireSize(format);
        header.requirePackets(format);
        return stream[at + 42] < 0;
    }

    private void requireSize(PixelFormat format) throws DicomException {
        long columns = u32(position + 8) - u32(position + 16);
        long rows = u32(position + 12) - u32(position + 20);
        int samples = u16(position + 40);
        boolean fits = rows <= Integer.MAX_VALUE && columns <= Integer.MAX_VALUE && rows > 0 && columns > 0;
        JpegFrames.requireSize(fits ? (int) rows : 0, fits ? (int) columns : 0, samples, format);
        for (int i = 0; i < samples; i++) {
            int component = position + 42 + 3 * i;
            boolean whole = component + 3 <= stream.length && stream[component + 1] == 1 && stream[component + 2] == 1;
            if (!whole || (stream[component] & 0x7f) > 15) {
                throw damaged("has components of more than 16 bits or sampled unlike");
            }
        }
    }

    /** A packet takes a byte at least, so that a stream cannot have more packets than bytes. */
    private void requirePackets(PixelFormat format) throws DicomException {
        long tileColumns = Math.min(u32(position + 24), format.columns());
        long tileRows = Math.min(u32(position + 28), format.rows());
        if (tileColumns < 1 || tileRows < 1 || !startsInFirstTile(16) || !startsInFirstTile(20)) {
            throw damaged("has tiles without pixels");
        }
        long across = (format.columns() + tileColumns - 1) / tileColumns + 1;
        long down = (format.rows() + tileRows - 1) / tileRows + 1;
        position += 4 + u16(position + 4);
        checkedTo = position;
        readSegments(tileRows, tileColumns);
        // Asked one after the other, so that no product overflows.
        long most = 16L * stream.length + 15;
        if (packetsPerTile < 1 || packetsPerTile > most || across * down > 4L * stream.length
                || packetsPerTile * layers * format.samples() > most / (across * down)) {
            throw damaged("claims more packets than it can hold");
        }
    }

    /** The first tile must hold the image's first pixel (B.3); the size and the tile's lie 8 bytes before and after. */
    private boolean startsInFirstTile(int imageOffset) {
        long image = u32(position + imageOffset);
        long tileSize = u32(position + imageOffset + 8);
        long tileOffset = u32(position + imageOffset + 16);
        return tileOffset <= image && tileOffset + tileSize > image;
    }

    /** Main header and the headers of all tile parts; the costliest coding style of them counts. */
    private void readSegments(long tileRows, long tileColumns) throws DicomException {
        int tilePart = -1;
        while (position + 4 <= stream.length) {
            int marker = u16(position);
            if (marker == EOC) {
                return;
            }
            if (marker == SOD) {
                requireNoOnes();
                long length = tilePart < 0 ? 0 : u32(tilePart + 6);
                long next = tilePart + length;
                if (length == 0 || next >= stream.length) {
                    return;
                }
                if (next <= position) {
                    throw damaged("has a tile part that goes backwards");
                }
                position = (int) next;
                continue;
            }
            int length = u16(position + 2);
            if (marker < 0xff00 || length < 2 || position + 2 + length > stream.length) {
                throw damaged("has a header that makes no sense");
            }
            if (marker == PPM || marker == PPT) {
                // Rare, and the library never stops reading such headers where they are cut off.
                throw damaged("packs its packet headers apart, which is not decoded");
            }
            if (marker == SOT) {
                if (length != 10) {
                    throw damaged("has a header that makes no sense");
                }
                tilePart = position;
            }
            codingStyle(marker, length, tileRows, tileColumns);
            position += 2 + length;
        }
    }

    /** No byte above 8F follows FF in a packet; on FF FF the library's bit reader stands still for ever. */
    private void requireNoOnes() throws DicomException {
        for (int at = Math.max(checkedTo, position); at + 1 < stream.length; at++) {
            if (stream[at] == -1 && stream[at + 1] == -1) {
                throw damaged("holds bytes that no packet can hold");
            }
        }
        checkedTo = stream.length;
    }

    private void codingStyle(int marker, int length, long rows, long columns) throws DicomException {
        if (marker == COD && length >= 12) {
            layers = Math.max(layers, u16(position + 6));
            precincts(position + 9, (stream[position + 4] & 1) == 1, position + 2 + length, rows, columns);
        } else if (marker == COC && length >= 9) {
            precincts(position + 6, (stream[position + 5] & 1) == 1, position + 2 + length, rows, columns);
        }
    }

    /** Counts a tile component's precincts over all resolutions. */
    private void precincts(int at, boolean stated, int end, long rows, long columns) throws DicomException {
        int levels = stream[at] & 0xff;
        if (levels > MOST_LEVELS || stated && at + 5 + levels + 1 > end) {
            throw damaged("has a coding style that makes no sense");
        }
        long count = 0;
        for (int resolution = 0; resolution <= levels; resolution++) {
            int exponents = stated ? stream[at + 5 + resolution] & 0xff : MAXIMAL_PRECINCT;
            int down = levels - resolution;
            count += precincts(columns, down, exponents & 15) * precincts(rows, down, exponents >> 4);
        }
        packetsPerTile = Math.max(packetsPerTile, count);
    }

    private static long precincts(long size, int level, int exponent) {
        long reduced = Math.max(1, size >> level);
        return (reduced >> exponent) + 1;
    }

    /** Where the bare codestream begins; some writers wrap it in a JP2 file. */
    private static int codestream(byte[] stream) {
        for (int at = 0; at + 4 <= stream.length && at < LONGEST_PREFIX; at++) {
            if (u16(stream, at) == SOC && u16(stream, at + 2) == SIZ) {
                return at;
            }
        }
        return -1;
    }

    private static DicomException damaged(String how) {
        return new DicomException(Tags.PIXEL_DATA, "has a JPEG 2000 stream that " + how);
    }

    private int u16(int at) {
        return u16(stream, at);
    }

    private long u32(int at) {
        return (long) u16(stream, at) << 16 | u16(stream, at + 2);
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
