package org.refers.model.dicom;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * JPEG extended, sequential DCT with Huffman codes, 8 and 12 bits (ITU-T T.81, annexes F and A.3.3). The Java runtime
 * reads those of 8 bits; those of 12 bits are decoded here, where a coarser colour component's samples are repeated.
 */
final class JpegExtendedDecoder implements PixelDecoder {

    private static final int BASELINE = 0xc0;
    private static final int EXTENDED = 0xc1;
    private static final int PROGRESSIVE = 0xc2;
    private static final int BLOCK = 8;
    private static final int LARGEST_FACTOR = 4;

    @Override
    public Set<TransferSyntax> syntaxes() {
        return Set.of(TransferSyntax.JPEG_EXTENDED);
    }

    @Override
    public Decoded decode(byte[] stream, PixelFormat format) throws DicomException {
        JpegHeader header = new JpegHeader(stream);
        JpegHeader.Scan scan = header.nextScan();
        if (scan == null) {
            throw JpegHeader.damaged("holds no image");
        }
        if (header.frame().marker() == PROGRESSIVE && header.frame().precision() == 8) {
            return new JpegBaselineDecoder().decode(stream, format);
        }
        requireFrame(header.frame(), format);
        if (header.frame().precision() == 8) {
            return new JpegBaselineDecoder().decode(stream, format);
        }
        Plane[] planes = planes(header.frame());
        int coded = 0;
        while (scan != null && coded < planes.length) {
            coded += scan.components().size();
            header.resumeAt(new ScanDecoder(stream, header, scan, planes).decode());
            scan = coded < planes.length ? header.nextScan() : null;
        }
        if (coded != planes.length) {
            throw JpegHeader.damaged("codes " + coded + " components where its frame has " + planes.length);
        }
        return new Decoded(interleave(planes, format), false, header.colour());
    }

    private static void requireFrame(JpegHeader.Frame frame, PixelFormat format) throws DicomException {
        if (frame.marker() != BASELINE && frame.marker() != EXTENDED) {
            throw JpegHeader.damaged("is not of the sequential process that its transfer syntax states");
        }
        JpegFrames.requireSize(frame, format);
        if (frame.precision() != 8 && frame.precision() != 12) {
            throw JpegHeader.damaged("has " + frame.precision() + " bits a sample, where 8 or 12 are defined");
        }
        for (JpegHeader.Component component : frame.components()) {
            if (component.horizontal() < 1 || component.horizontal() > LARGEST_FACTOR
                    || component.vertical() < 1 || component.vertical() > LARGEST_FACTOR) {
                throw JpegHeader.damaged("has impossible sampling factors");
            }
        }
    }

    private static Plane[] planes(JpegHeader.Frame frame) {
        List<JpegHeader.Component> components = frame.components();
        int mostAcross = components.stream().mapToInt(JpegHeader.Component::horizontal).max().orElse(1);
        int mostDown = components.stream().mapToInt(JpegHeader.Component::vertical).max().orElse(1);
        Plane[] planes = new Plane[components.size()];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = new Plane(frame, components.get(i), mostAcross, mostDown);
        }
        return planes;
    }

    /** Samples side by side; those of a coarser component are repeated. */
    private static short[] interleave(Plane[] planes, PixelFormat format) {
        short[] values = new short[format.frameSamples()];
        for (int i = 0; i < planes.length; i++) {
            Plane plane = planes[i];
            for (int row = 0; row < format.rows(); row++) {
                int from = row * plane.vertical / plane.mostDown * plane.stride;
                int to = row * format.columns() * planes.length + i;
                for (int column = 0; column < format.columns(); column++) {
                    values[to] = plane.samples[from + column * plane.horizontal / plane.mostAcross];
                    to += planes.length;
                }
            }
        }
        return values;
    }

    /** One component's samples, in whole blocks. */
    private static final class Plane {

        private final int horizontal;
        private final int vertical;
        private final int mostAcross;
        private final int mostDown;
        private final int mcuColumns;
        private final int mcuRows;
        /** Blocks that hold pixels, which is what a scan of this component alone codes. */
        private final int ownColumns;
        private final int ownRows;
        private final int stride;
        private final short[] samples;

        Plane(JpegHeader.Frame frame, JpegHeader.Component component, int mostAcross, int mostDown) {
            this.horizontal = component.horizontal();
            this.vertical = component.vertical();
            this.mostAcross = mostAcross;
            this.mostDown = mostDown;
            this.mcuColumns = ceil(frame.columns(), BLOCK * mostAcross);
            this.mcuRows = ceil(frame.rows(), BLOCK * mostDown);
            this.ownColumns = ceil(ceil(frame.columns() * horizontal, mostAcross), BLOCK);
            this.ownRows = ceil(ceil(frame.rows() * vertical, mostDown), BLOCK);
            this.stride = mcuColumns * horizontal * BLOCK;
            this.samples = new short[Math.multiplyExact(stride, mcuRows * vertical * BLOCK)];
        }

        private static int ceil(int value, int unit) {
            return (value + unit - 1) / unit;
        }
    }

    /** Decodes one scan into planes. */
    private static final class ScanDecoder {

        /** Where the k-th coefficient of a block's stream belongs, row after row. */
        private static final int[] ZIGZAG = {0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33,
            40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37,
            44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63};

        private final JpegBits bits;
        private final Plane[] planes;
        private final JpegHuffman[] dcTables;
        private final JpegHuffman[] acTables;
        private final int[][] quantisation;
        private final int[] lastDc;
        private final int restartInterval;
        private final int precision;
        private final float[] block = new float[BLOCK * BLOCK];
        private int sinceRestart;

        ScanDecoder(byte[] stream, JpegHeader header, JpegHeader.Scan scan, Plane[] all) throws DicomException {
            List<JpegHeader.ScanComponent> parts = scan.components();
            int count = parts.size();
            this.bits = new JpegBits(stream, scan.dataPosition());
            this.planes = new Plane[count];
            this.dcTables = new JpegHuffman[count];
            this.acTables = new JpegHuffman[count];
            this.quantisation = new int[count][];
            this.lastDc = new int[count];
            this.restartInterval = header.restartInterval();
            this.precision = header.frame().precision();
            for (int i = 0; i < count; i++) {
                JpegHeader.ScanComponent part = parts.get(i);
                planes[i] = all[part.index()];
                dcTables[i] = header.dcTable(part.dcTable());
                acTables[i] = header.acTable(part.acTable());
                quantisation[i] = header.quantisation(header.frame().components().get(part.index()).quantisation());
            }
        }

        int decode() throws DicomException {
            if (planes.length == 1) {
                Plane plane = planes[0];
                for (int unit = 0; unit < plane.ownColumns * plane.ownRows; unit++) {
                    restartIfDue();
                    decodeBlock(0, unit / plane.ownColumns, unit % plane.ownColumns);
                }
                return bits.markerPosition();
            }
            Plane first = planes[0];
            for (int unit = 0; unit < first.mcuColumns * first.mcuRows; unit++) {
                restartIfDue();
                decodeUnit(unit / first.mcuColumns, unit % first.mcuColumns);
            }
            return bits.markerPosition();
        }

        private void decodeUnit(int row, int column) throws DicomException {
            for (int i = 0; i < planes.length; i++) {
                int across = planes[i].horizontal;
                int down = planes[i].vertical;
                for (int part = 0; part < across * down; part++) {
                    decodeBlock(i, row * down + part / across, column * across + part % across);
                }
            }
        }

        private void restartIfDue() throws DicomException {
            if (restartInterval > 0 && sinceRestart == restartInterval) {
                bits.restart();
                Arrays.fill(lastDc, 0);
                sinceRestart = 0;
            }
            sinceRestart++;
        }

        private void decodeBlock(int component, int blockRow, int blockColumn) throws DicomException {
            int[] steps = quantisation[component];
            Arrays.fill(block, 0);
            int category = dcTables[component].decode(bits);
            if (category > 15) {
                throw JpegHeader.damaged("has a coefficient of more than 15 bits");
            }
            lastDc[component] += bits.difference(category);
            block[0] = lastDc[component] * steps[0];
            int at = 1;
            int lastRow = 0;
            while (at < 64) {
                int code = acTables[component].decode(bits);
                int size = code & 15;
                if (size == 0 && code != 0xf0) {
                    break;
                }
                at += code >> 4;
                if (at > 63) {
                    throw JpegHeader.damaged("has a block of more than 64 coefficients");
                }
                int place = ZIGZAG[at];
                lastRow = Math.max(lastRow, place >> 3);
                block[place] = bits.difference(size) * steps[at];
                at++;
            }
            Plane plane = planes[component];
            InverseDct.transform(block, lastRow + 1);
            store(plane, blockRow * BLOCK * plane.stride + blockColumn * BLOCK);
        }

        private void store(Plane plane, int start) {
            float middle = (1 << precision - 1) + 0.5f;
            int highest = (1 << precision) - 1;
            short[] samples = plane.samples;
            for (int row = 0; row < BLOCK; row++) {
                int to = start + row * plane.stride;
                for (int column = 0; column < BLOCK; column++) {
                    // Cutting off is rounding down where it counts: what lies below zero becomes zero.
                    int value = (int) (block[row * BLOCK + column] + middle);
                    samples[to + column] = (short) Math.max(0, Math.min(highest, value));
                }
            }
        }
    }
}
