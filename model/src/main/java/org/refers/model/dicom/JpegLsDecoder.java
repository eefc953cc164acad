package org.refers.model.dicom;

import java.util.Set;

/** JPEG-LS, lossless and near-lossless, in all three orders of components (ITU-T T.87). */
final class JpegLsDecoder implements PixelDecoder {

    @Override
    public Set<TransferSyntax> syntaxes() {
        return Set.of(TransferSyntax.JPEG_LS_LOSSLESS, TransferSyntax.JPEG_LS_NEAR_LOSSLESS);
    }

    @Override
    public Decoded decode(byte[] stream, PixelFormat format) throws DicomException {
        JpegHeader header = new JpegHeader(stream);
        short[] values = new short[0];
        int coded = 0;
        while (coded < format.samples()) {
            JpegHeader.Scan scan = header.nextScan();
            if (scan == null) {
                throw JpegHeader.damaged("codes " + coded + " components where the file has " + format.samples());
            }
            if (coded == 0) {
                requireFrame(header, format);
                values = new short[format.frameSamples()];
            }
            coded += scan.components().size();
            header.resumeAt(decode(stream, header, scan, format, values));
        }
        return new Decoded(values, false, Colour.AS_STATED);
    }

    private static int decode(byte[] stream, JpegHeader header, JpegHeader.Scan scan, PixelFormat format,
            short[] values) throws DicomException {
        int components = scan.components().size();
        int near = scan.start();
        int interleave = scan.end();
        if (interleave > JpegLsScan.BY_SAMPLE || interleave == 0 && components > 1 || scan.approximation() != 0) {
            throw JpegHeader.damaged("has an order of components or a point transform that JPEG-LS lacks");
        }
        if (scan.components().stream().anyMatch(part -> part.dcTable() != 0 || part.acTable() != 0)) {
            throw JpegHeader.damaged("uses a mapping table of JPEG-LS, which this program does not decode");
        }
        JpegLsBits bits = new JpegLsBits(stream, scan.dataPosition());
        JpegLsParameters parameters = JpegLsParameters.of(header.frame().precision(), near, header.presets());
        // A unit of restart is a line, of all components of the scan together.
        int restartRows = header.restartInterval();
        JpegLsScan lines = new JpegLsScan(parameters, bits, format.columns(), components);
        for (int row = 0; row < format.rows(); row++) {
            if (restartRows > 0 && row > 0 && row % restartRows == 0) {
                lines.restart();
            }
            lines.decodeLine(interleave);
            for (int i = 0; i < components; i++) {
                int first = row * format.columns() * format.samples() + scan.components().get(i).index();
                lines.store(i, values, first, format.samples());
            }
        }
        return bits.markerPosition();
    }

    private static void requireFrame(JpegHeader header, PixelFormat format) throws DicomException {
        JpegHeader.Frame frame = header.frame();
        if (frame.marker() != JpegHeader.SOF_JPEG_LS) {
            throw JpegHeader.damaged("is not JPEG-LS, which its transfer syntax states");
        }
        JpegFrames.requireSize(frame, format);
        JpegHeader.Component first = frame.components().get(0);
        boolean alike = frame.components().stream()
                .allMatch(c -> c.horizontal() == first.horizontal() && c.vertical() == first.vertical());
        if (frame.precision() < 2 || frame.precision() > 16 || !alike) {
            throw JpegHeader.damaged("has " + frame.precision() + " bits a sample or components sampled unlike");
        }
        if (header.hasHpColourTransform()) {
            throw JpegHeader.damaged("uses a colour transform that is no part of JPEG-LS and is not decoded");
        }
    }
}
