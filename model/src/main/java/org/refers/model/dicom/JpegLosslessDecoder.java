package org.refers.model.dicom;

import java.util.List;
import java.util.Set;

/**
 * JPEG lossless, process 14, Huffman coded, all selection values, 2 to 16 bits (ITU-T T.81, annex H). Components must be
 * sampled alike, as every lossless DICOM image is.
 */
final class JpegLosslessDecoder implements PixelDecoder {

    @Override
    public Set<TransferSyntax> syntaxes() {
        return Set.of(TransferSyntax.JPEG_LOSSLESS, TransferSyntax.JPEG_LOSSLESS_SV1);
    }

    @Override
    public Decoded decode(byte[] stream, PixelFormat format) throws DicomException {
        JpegHeader header = new JpegHeader(stream);
        short[] values = new short[0];
        JpegHeader.Scan scan = header.nextScan();
        int coded = 0;
        while (scan != null && coded < format.samples()) {
            if (values.length == 0) {
                requireFrame(header.frame(), format);
                values = new short[format.frameSamples()];
            }
            coded += scan.components().size();
            header.resumeAt(new ScanDecoder(stream, header, scan, format, values).decode());
            scan = coded < format.samples() ? header.nextScan() : null;
        }
        if (coded != format.samples()) {
            throw JpegHeader.damaged("codes " + coded + " components where the file has " + format.samples());
        }
        return new Decoded(values, false, header.colour() == Colour.YBR ? Colour.AS_STATED : header.colour());
    }

    private static void requireFrame(JpegHeader.Frame frame, PixelFormat format) throws DicomException {
        if (frame.marker() != JpegHeader.SOF_LOSSLESS) {
            throw JpegHeader.damaged("is not of the lossless Huffman process that its transfer syntax states");
        }
        JpegFrames.requireSize(frame, format);
        boolean alike = frame.components().stream().allMatch(c -> c.horizontal() == frame.components().get(0)
                .horizontal() && c.vertical() == frame.components().get(0).vertical());
        if (frame.precision() < 2 || frame.precision() > 16 || !alike) {
            throw JpegHeader.damaged("has " + frame.precision() + " bits a sample or components sampled unlike");
        }
    }

    /** Decodes one scan into the frame's samples. */
    private static final class ScanDecoder {

        private final JpegBits bits;
        private final short[] values;
        private final int rows;
        private final int columns;
        /** Samples of a pixel, the distance between neighbours of one component. */
        private final int step;
        private final int stride;
        private final int predictor;
        private final int pointTransform;
        private final int firstPrediction;
        private final int restartInterval;
        private final int[] components;
        private final JpegHuffman[] tables;

        ScanDecoder(byte[] stream, JpegHeader header, JpegHeader.Scan scan, PixelFormat format, short[] values)
                throws DicomException {
            this.bits = new JpegBits(stream, scan.dataPosition());
            this.values = values;
            this.rows = format.rows();
            this.columns = format.columns();
            this.step = format.samples();
            this.stride = columns * step;
            this.predictor = scan.start();
            this.pointTransform = scan.approximation() & 15;
            int precision = header.frame().precision();
            if (predictor < 1 || predictor > 7 || pointTransform >= precision) {
                throw JpegHeader.damaged("has predictor " + predictor + " and point transform " + pointTransform);
            }
            this.firstPrediction = 1 << precision - pointTransform - 1;
            this.restartInterval = header.restartInterval();
            List<JpegHeader.ScanComponent> parts = scan.components();
            this.components = parts.stream().mapToInt(JpegHeader.ScanComponent::index).toArray();
            this.tables = new JpegHuffman[parts.size()];
            for (int i = 0; i < tables.length; i++) {
                tables[i] = header.dcTable(parts.get(i).dcTable());
            }
        }

        /** Decodes all rows and gives the position of the marker behind them. */
        int decode() throws DicomException {
            if (restartInterval % columns != 0) {
                throw JpegHeader.damaged("has a restart interval that is not whole rows");
            }
            int restartRows = restartInterval / columns;
            for (int row = 0; row < rows; row++) {
                boolean fresh = row == 0;
                if (restartRows > 0 && row > 0 && row % restartRows == 0) {
                    bits.restart();
                    fresh = true;
                }
                firstOfRow(row, fresh);
                restOfRow(row, fresh);
            }
            shiftUp();
            return bits.markerPosition();
        }

        private void firstOfRow(int row, boolean fresh) throws DicomException {
            for (int i = 0; i < components.length; i++) {
                int at = row * stride + components[i];
                int prediction = fresh ? firstPrediction : values[at - stride];
                values[at] = (short) (prediction + difference(tables[i]));
            }
        }

        private void restOfRow(int row, boolean fresh) throws DicomException {
            int selected = fresh ? 1 : predictor;
            if (selected == 1 && components.length == 1) {
                fromTheLeft(row * stride + components[0], tables[0]);
                return;
            }
            for (int column = 1; column < columns; column++) {
                for (int i = 0; i < components.length; i++) {
                    int at = row * stride + column * step + components[i];
                    values[at] = (short) (prediction(selected, at) + difference(tables[i]));
                }
            }
        }

        /** The common case of DICOM, grey by selection value 1, without its turns. */
        private void fromTheLeft(int start, JpegHuffman table) throws DicomException {
            int left = values[start];
            int at = start;
            for (int column = 1; column < columns; column++) {
                at += step;
                left += difference(table);
                values[at] = (short) left;
            }
        }

        private int prediction(int selected, int at) {
            int left = values[at - step] & 0xffff;
            if (selected == 1) {
                return left;
            }
            int above = values[at - stride] & 0xffff;
            int corner = values[at - stride - step] & 0xffff;
            return switch (selected) {
                case 2 -> above;
                case 3 -> corner;
                case 4 -> left + above - corner;
                case 5 -> left + (above - corner >> 1);
                case 6 -> above + (left - corner >> 1);
                default -> left + above >> 1;
            };
        }

        private int difference(JpegHuffman table) throws DicomException {
            int category = table.decode(bits);
            if (category < 16) {
                return bits.difference(category);
            }
            if (category > 16) {
                throw JpegHeader.damaged("has a difference of more than 16 bits");
            }
            return 32_768;
        }

        private void shiftUp() {
            if (pointTransform == 0) {
                return;
            }
            for (int component : components) {
                for (int at = component; at < values.length; at += step) {
                    values[at] = (short) (values[at] << pointTransform);
                }
            }
        }
    }
}
