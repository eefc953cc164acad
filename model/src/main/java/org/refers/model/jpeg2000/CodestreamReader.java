package org.refers.model.jpeg2000;

import java.util.TreeMap;

/** Reads the headers of a codestream (annex A) and finds the packets of its tiles. */
final class CodestreamReader {

    /** Some writers put the codestream into a JP2 file, whose boxes stand before it. */
    private static final int LONGEST_PREFIX = 4096;
    private static final int SEGMENT_START = 4;

    private final byte[] stream;
    private final Coding main = new Coding(null);
    private final TreeMap<Integer, TileParts> tiles = new TreeMap<>();
    private final ImageSize size;
    private int at;

    /**
     * Reads all headers.
     *
     * @throws Jpeg2000Exception if one is damaged or asks for what is not decoded
     */
    CodestreamReader(byte[] stream) throws Jpeg2000Exception {
        this.stream = stream;
        this.at = start(stream);
        if (at < 0) {
            throw new Jpeg2000Exception("has no beginning");
        }
        at += 2;
        this.size = ImageSize.read(segment(), stream.length);
        at = segmentEnd();
        readMain();
        readTileParts();
    }

    ImageSize size() {
        return size;
    }

    /** The tiles by their numbers, at most {@code 65,535} of them. */
    TreeMap<Integer, TileParts> tiles() {
        return tiles;
    }

    /** Where the bare codestream begins, -1 if nowhere. */
    static int start(byte[] stream) {
        for (int at = 0; at + SEGMENT_START <= stream.length && at < LONGEST_PREFIX; at++) {
            if (marker(stream, at) == Markers.SOC && marker(stream, at + 2) == Markers.SIZ) {
                return at;
            }
        }
        return -1;
    }

    private void readMain() throws Jpeg2000Exception {
        while (marker() != Markers.SOT) {
            take(main);
        }
    }

    private void readTileParts() throws Jpeg2000Exception {
        while (at + SEGMENT_START <= stream.length && marker() == Markers.SOT) {
            int start = at;
            Segment header = segment();
            int number = header.u16();
            long length = header.u32();
            if (number >= size.tilesAcross() * size.tilesDown()) {
                throw Jpeg2000Exception.senseless();
            }
            TileParts tile = tiles.computeIfAbsent(number, _ -> new TileParts(main));
            at = segmentEnd();
            while (marker() != Markers.SOD) {
                take(tile.coding());
            }
            at += 2;
            long end = length == 0 ? lastEnd() : start + length;
            if (end < at) {
                throw new Jpeg2000Exception("has a tile part that goes backwards");
            }
            tile.add(at, end, stream.length);
            at = (int) Math.min(end, stream.length);
        }
        if (tiles.size() < size.tilesAcross() * size.tilesDown()) {
            throw Jpeg2000Exception.cutOff();
        }
    }

    /** Where a part ends that goes on to the end of the stream: beyond it, if the stream does not end as it should. */
    private long lastEnd() {
        // DICOM fills up to an even number of bytes.
        for (int end = stream.length - 2; end >= at && end >= stream.length - 3; end--) {
            if (marker(stream, end) == Markers.EOC) {
                return end;
            }
        }
        return stream.length + 1L;
    }

    private void take(Coding coding) throws Jpeg2000Exception {
        int marker = marker();
        if (marker == Markers.PPM || marker == Markers.PPT) {
            throw new Jpeg2000Exception("packs its packet headers apart, which is not decoded");
        }
        if (marker == Markers.CAP) {
            throw new Jpeg2000Exception("is of a later part of the standard, such as high throughput, which is not"
                    + " decoded");
        }
        if (marker < 0xff00 || marker == Markers.SOD || marker == Markers.SOT || marker == Markers.EOC) {
            throw Jpeg2000Exception.senseless();
        }
        coding.take(marker, segment(), size.components());
        at = segmentEnd();
    }

    private int marker() throws Jpeg2000Exception {
        if (at + 2 > stream.length) {
            throw Jpeg2000Exception.cutOff();
        }
        return marker(stream, at);
    }

    private static int marker(byte[] stream, int at) {
        return (stream[at] & 0xff) << 8 | stream[at + 1] & 0xff;
    }

    private Segment segment() throws Jpeg2000Exception {
        int end = segmentEnd();
        return new Segment(stream, at + SEGMENT_START, end);
    }

    /** Behind the segment whose marker stands here. */
    private int segmentEnd() throws Jpeg2000Exception {
        if (at + SEGMENT_START > stream.length) {
            throw Jpeg2000Exception.cutOff();
        }
        int length = marker(stream, at + 2);
        if (length < 2) {
            throw Jpeg2000Exception.senseless();
        }
        if (at + 2 + length > stream.length) {
            throw Jpeg2000Exception.cutOff();
        }
        return at + 2 + length;
    }
}
