package org.refers.model.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The marker segments of a JPEG or JPEG-LS stream (ITU-T T.81, annex B; T.87, annex C), read scan by scan: tables collect
 * until a scan begins, and are then in force for it.
 */
final class JpegHeader {

    static final int SOF_LOSSLESS = 0xc3;
    static final int SOF_JPEG_LS = 0xf7;

    private static final int DHT = 0xc4;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    static final int SOS = 0xda;
    private static final int DQT = 0xdb;
    private static final int DRI = 0xdd;
    private static final int APP0 = 0xe0;
    private static final int APP8 = 0xe8;
    private static final int APP14 = 0xee;
    private static final int LSE = 0xf8;

    /** A component of the frame: sampling factors and quantisation table. */
    record Component(int id, int horizontal, int vertical, int quantisation) {
    }

    /** The frame: which process, how many bits a sample, what size. */
    record Frame(int marker, int precision, int rows, int columns, List<Component> components) {
    }

    /** A component in a scan: its index in the frame and its tables. */
    record ScanComponent(int index, int dcTable, int acTable) {
    }

    /** A scan; the meaning of the last three numbers depends on the process. */
    record Scan(List<ScanComponent> components, int start, int end, int approximation, int dataPosition) {
    }

    private final byte[] data;
    private int position;
    private @Nullable Frame frame;
    private final @Nullable JpegHuffman[] dcTables = new JpegHuffman[4];
    private final @Nullable JpegHuffman[] acTables = new JpegHuffman[4];
    private final List<int[]> quantisation = new ArrayList<>(Collections.nCopies(4, new int[0]));
    private int[] presets = new int[0];
    private int restartInterval;
    private int adobeTransform = -1;
    private boolean jfif;
    private boolean hpColourTransform;

    JpegHeader(byte[] data) throws DicomException {
        this.data = data;
        if (data.length < 4 || u16(0) != (0xff00 | SOI)) {
            throw damaged("does not begin like one");
        }
        position = 2;
    }

    /** Reads on to the next scan, or gives null at the end of the image. */
    @Nullable
    Scan nextScan() throws DicomException {
        while (true) {
            int marker = nextMarker();
            if (marker == EOI) {
                return null;
            }
            int length = position + 2 <= data.length ? u16(position) : 0;
            if (length < 2 || length > data.length - position) {
                throw damaged("is cut off in a header");
            }
            int from = position + 2;
            int to = position + length;
            position = to;
            if (marker == SOS) {
                return scan(from, to);
            }
            segment(marker, from, to);
        }
    }

    /** Goes on after a scan's data. */
    void resumeAt(int markerPosition) {
        position = markerPosition;
    }

    Frame frame() throws DicomException {
        Frame known = frame;
        if (known == null) {
            throw damaged("has no frame header before its data");
        }
        return known;
    }

    JpegHuffman dcTable(int index) throws DicomException {
        return table(dcTables, index);
    }

    JpegHuffman acTable(int index) throws DicomException {
        return table(acTables, index);
    }

    int[] quantisation(int index) throws DicomException {
        if (index > 3 || quantisation.get(index).length == 0) {
            throw damaged("lacks a quantisation table");
        }
        return quantisation.get(index);
    }

    /** The preset coding parameters of JPEG-LS: MAXVAL, T1, T2, T3, RESET; none if the stream keeps the defaults. */
    int[] presets() {
        return presets;
    }

    int restartInterval() {
        return restartInterval;
    }

    /** Whether samples went through one of the reversible colour transforms that HP added to JPEG-LS ("mrfx"). */
    boolean hasHpColourTransform() {
        return hpColourTransform;
    }

    /** How the stream itself says that three components make a colour. */
    PixelDecoder.Colour colour() throws DicomException {
        if (adobeTransform >= 0) {
            return adobeTransform == 0 ? PixelDecoder.Colour.RGB : PixelDecoder.Colour.YBR;
        }
        List<Component> parts = frame().components();
        if (parts.size() == 3 && parts.get(0).id == 'R' && parts.get(1).id == 'G' && parts.get(2).id == 'B') {
            return PixelDecoder.Colour.RGB;
        }
        return jfif ? PixelDecoder.Colour.YBR : PixelDecoder.Colour.AS_STATED;
    }

    private void segment(int marker, int from, int to) throws DicomException {
        switch (marker) {
            case DHT -> huffmanTables(from, to);
            case DQT -> quantisationTables(from, to);
            case DRI -> restartInterval = restartInterval(from, to);
            case LSE -> presets(from, to);
            case APP0 -> jfif |= to - from >= 5 && data[from] == 'J' && data[from + 1] == 'F';
            case APP8 -> hpColourTransform |= to - from >= 5 && data[from] == 'm' && data[from + 4] != 0;
            case APP14 -> adobeTransform = to - from >= 12 && data[from] == 'A' ? data[from + 11] : adobeTransform;
            default -> {
                boolean isFrame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc8 && marker != 0xcc;
                if (isFrame || marker == SOF_JPEG_LS) {
                    frame = frame(marker, from, to);
                }
            }
        }
    }

    private Frame frame(int marker, int from, int to) throws DicomException {
        if (frame != null || to - from < 6 || to - from < 6 + 3 * u8(from + 5)) {
            throw damaged("has a frame header that makes no sense");
        }
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < u8(from + 5); i++) {
            int at = from + 6 + 3 * i;
            components.add(new Component(u8(at), u8(at + 1) >> 4, u8(at + 1) & 15, u8(at + 2)));
        }
        return new Frame(marker, u8(from), u16(from + 1), u16(from + 3), components);
    }

    private Scan scan(int from, int to) throws DicomException {
        int count = to > from ? u8(from) : 0;
        if (count < 1 || to - from != 4 + 2 * count) {
            throw damaged("has a scan header that makes no sense");
        }
        List<ScanComponent> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = from + 1 + 2 * i;
            int index = indexOf(u8(at));
            if (parts.stream().anyMatch(part -> part.index == index)) {
                throw damaged("has a scan that names a component twice");
            }
            parts.add(new ScanComponent(index, u8(at + 1) >> 4, u8(at + 1) & 15));
        }
        int at = from + 1 + 2 * count;
        return new Scan(parts, u8(at), u8(at + 1), u8(at + 2), to);
    }

    private int indexOf(int id) throws DicomException {
        List<Component> components = frame().components();
        for (int i = 0; i < components.size(); i++) {
            if (components.get(i).id == id) {
                return i;
            }
        }
        throw damaged("has a scan of a component that its frame lacks");
    }

    private void huffmanTables(int from, int to) throws DicomException {
        int at = from;
        while (at < to) {
            int[] counts = new int[16];
            int total = 0;
            for (int i = 0; i < 16 && at + 17 <= to; i++) {
                counts[i] = u8(at + 1 + i);
                total += counts[i];
            }
            int kind = u8(at) >> 4;
            int index = u8(at) & 15;
            if (total == 0 || at + 17 + total > to || kind > 1 || index > 3) {
                throw damaged("has a Huffman table that makes no sense");
            }
            byte[] symbols = Arrays.copyOfRange(data, at + 17, at + 17 + total);
            (kind == 0 ? dcTables : acTables)[index] = new JpegHuffman(counts, symbols);
            at += 17 + total;
        }
    }

    private void quantisationTables(int from, int to) throws DicomException {
        int at = from;
        while (at < to) {
            int bytes = (u8(at) >> 4) + 1;
            int index = u8(at) & 15;
            if (bytes > 2 || index > 3 || at + 1 + 64 * bytes > to) {
                throw damaged("has a quantisation table that makes no sense");
            }
            int[] table = new int[64];
            for (int i = 0; i < 64; i++) {
                table[i] = bytes == 1 ? u8(at + 1 + i) : u16(at + 1 + 2 * i);
            }
            quantisation.set(index, table);
            at += 1 + 64 * bytes;
        }
    }

    /** Two bytes, or up to four in JPEG-LS (T.87, C.2.5). */
    private int restartInterval(int from, int to) throws DicomException {
        long interval = 0;
        for (int at = from; at < to && to - from <= 4; at++) {
            interval = interval << 8 | u8(at);
        }
        if (to - from < 2 || to - from > 4 || interval > Integer.MAX_VALUE) {
            throw damaged("has a restart interval that makes no sense");
        }
        return (int) interval;
    }

    private void presets(int from, int to) throws DicomException {
        int kind = to > from ? u8(from) : 0;
        if (kind == 2 || kind == 3) {
            throw damaged("uses a mapping table of JPEG-LS, which this program does not decode");
        }
        if (to - from != 11 || kind != 1) {
            throw damaged("uses an extension of JPEG-LS that this program does not decode");
        }
        presets = new int[5];
        for (int i = 0; i < 5; i++) {
            presets[i] = u16(from + 1 + 2 * i);
        }
    }

    private int nextMarker() throws DicomException {
        while (position + 1 < data.length) {
            int marker = u8(position + 1);
            if (u8(position) != 0xff) {
                throw damaged("has data where a marker is due");
            }
            position++;
            if (marker != 0xff) {
                position++;
                boolean standsAlone = marker >= 0xd0 && marker <= 0xd7 || marker == 0x01;
                if (!standsAlone) {
                    return marker;
                }
            }
        }
        throw damaged("is cut off");
    }

    private static JpegHuffman table(@Nullable JpegHuffman[] tables, int index) throws DicomException {
        if (index > 3 || tables[index] == null) {
            throw damaged("lacks a Huffman table");
        }
        return tables[index];
    }

    static DicomException damaged(String how) {
        return new DicomException(Tags.PIXEL_DATA, "has a JPEG stream that " + how);
    }

    private int u8(int at) {
        return data[at] & 0xff;
    }

    private int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }
}
