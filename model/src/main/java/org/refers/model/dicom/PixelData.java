package org.refers.model.dicom;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The way from a file's pixel data to the stored values of a frame. */
public final class PixelData {

    private final List<PixelDecoder> decoders;

    /** Uses these decoders, the first that knows a syntax. */
    public PixelData(List<PixelDecoder> decoders) {
        this.decoders = List.copyOf(decoders);
    }

    /** The program's own decoders, then those that are found as services. */
    public static PixelData standard() {
        List<PixelDecoder> decoders = new ArrayList<>(
                List.of(new RleDecoder(), new JpegBaselineDecoder(),
                        new JpegExtendedDecoder(), new JpegLosslessDecoder(), new JpegLsDecoder(),
                        new Jpeg2000Decoder()));
        ServiceLoader.load(PixelDecoder.class).forEach(decoders::add);
        return new PixelData(decoders);
    }

    /** Number of Frames (0028,0008), 1 where a file does not say. */
    public static int frames(DicomObject dataSet) throws DicomException {
        int frames = dataSet.integer(Tags.NUMBER_OF_FRAMES).orElse(1);
        if (frames < 1) {
            throw new DicomException(Tags.NUMBER_OF_FRAMES, "should be 1 or more, but is " + frames);
        }
        return frames;
    }

    /**
     * Decodes a frame.
     *
     * @param file a file that was read whole
     * @param index frame, counted from 0
     */
    public PixelFrame frame(DicomFile file, int index) throws DicomException {
        DicomObject dataSet = file.dataSet();
        PixelFormat format = PixelFormat.of(dataSet);
        if (index < 0 || index >= frames(dataSet)) {
            throw new IllegalArgumentException("frame " + index + " of " + frames(dataSet));
        }
        DicomElement element = dataSet.element(Tags.PIXEL_DATA)
                .orElseThrow(() -> new DicomException(Tags.PIXEL_DATA, "is missing: the file holds no picture"));
        return switch (element.value()) {
            case DicomValue.Bytes(byte[] bytes) -> {
                requireNative(file);
                yield StoredValues.ofNative(NativePixels.unpack(bytes, index, format), format);
            }
            case DicomValue.Fragments fragments -> compressed(file, fragments, index, format);
            case DicomValue.Items _ -> throw new DicomException(Tags.PIXEL_DATA, "is a sequence");
        };
    }

    private PixelFrame compressed(DicomFile file, DicomValue.Fragments fragments, int index, PixelFormat format)
            throws DicomException {
        if (!file.syntax().isEncapsulated()) {
            throw new DicomException(Tags.PIXEL_DATA,
                    "is compressed, but the transfer syntax is " + file.syntax().title());
        }
        PixelDecoder decoder = decoder(file.syntax());
        byte[] stream = join(FrameFragments.of(file.dataSet(), fragments, index));
        StreamMeans.require(stream, format);
        PixelDecoder.Decoded decoded = decoder.decode(stream, format);
        if (decoded.values().length != format.frameSamples()) {
            throw new DicomException(Tags.PIXEL_DATA, "decodes to another number of pixels than the file states");
        }
        return StoredValues.ofDecoded(decoded, format, file.syntax());
    }

    private PixelDecoder decoder(TransferSyntax syntax) throws DicomException {
        for (PixelDecoder decoder : decoders) {
            if (decoder.syntaxes().contains(syntax)) {
                return decoder;
            }
        }
        throw new DicomException("is compressed as " + syntax.title()
                + ", which this program does not decode; convert it to uncompressed DICOM");
    }

    private static void requireNative(DicomFile file) throws DicomException {
        if (file.syntax().isEncapsulated()) {
            throw new DicomException(Tags.PIXEL_DATA,
                    "should hold compressed fragments for " + file.syntax().title() + ", but holds plain bytes");
        }
    }

    private static byte[] join(List<byte[]> fragments) {
        if (fragments.size() == 1) {
            return fragments.get(0);
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        fragments.forEach(joined::writeBytes);
        return joined.toByteArray();
    }
}
