package org.refers.model.dicom;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/** The way from a file's pixel data to the stored values of a frame. */
public final class PixelData {

    private final List<PixelDecoder> decoders;

    /** Uses these decoders, the first that knows a syntax. */
    public PixelData(List<PixelDecoder> decoders) {
        this.decoders = List.copyOf(decoders);
    }

    /** Preferred services, the program's own decoders, then the other services. */
    public static PixelData standard() {
        List<PixelDecoder> services = new ArrayList<>();
        ServiceLoader.load(PixelDecoder.class).forEach(services::add);
        List<PixelDecoder> decoders = new ArrayList<>(
                services.stream().filter(PixelDecoder::isPreferred).toList());
        decoders.addAll(own());
        services.stream().filter(service -> !service.isPreferred()).forEach(decoders::add);
        return new PixelData(decoders);
    }

    /** The syntaxes that can be decoded, uncompressed ones too. */
    Set<TransferSyntax> syntaxes() {
        Set<TransferSyntax> syntaxes = EnumSet.noneOf(TransferSyntax.class);
        for (TransferSyntax syntax : TransferSyntax.values()) {
            if (!syntax.isEncapsulated()) {
                syntaxes.add(syntax);
            }
        }
        decoders.forEach(decoder -> syntaxes.addAll(decoder.syntaxes()));
        return syntaxes;
    }

    /** The program's own decoders. */
    static List<PixelDecoder> own() {
        return List.of(new RleDecoder(), new JpegBaselineDecoder(), new JpegExtendedDecoder(),
                new JpegLosslessDecoder(), new JpegLsDecoder(), new Jpeg2000Decoder());
    }

    /** Number of Frames (0028,0008), 1 where a file does not say, or says that there is none. */
    public static int frames(DicomObject dataSet) throws DicomException {
        int frames = dataSet.integer(Tags.NUMBER_OF_FRAMES).orElse(1);
        if (frames < 0) {
            throw new DicomException(Tags.NUMBER_OF_FRAMES, "should be 1 or more, but is " + frames);
        }
        return Math.max(1, frames);
    }

    /**
     * Decodes a frame.
     *
     * @param file a file that was read whole
     * @param index frame, counted from 0
     */
    public PixelFrame frame(DicomFile file, int index) throws DicomException {
        return frame(file, index, DecodeWatch.NONE);
    }

    /**
     * Decodes a frame under a watch.
     *
     * @throws java.util.concurrent.CancellationException if the watch says that nobody waits
     */
    public PixelFrame frame(DicomFile file, int index, DecodeWatch watch) throws DicomException {
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
            case DicomValue.Fragments fragments -> compressed(file, fragments, index, format, watch);
            case DicomValue.Items _ -> throw new DicomException(Tags.PIXEL_DATA, "is a sequence");
        };
    }

    /**
     * The cells of a frame as they are, with the bits beside the stored ones, which may hold overlays.
     *
     * @throws DicomException where cells cannot be had: more than 16 bits, or a compression that codes stored values alone
     */
    public short[] wholeCells(DicomFile file, int index) throws DicomException {
        PixelFormat format = PixelFormat.of(file.dataSet()).wholeCells();
        DicomElement element = file.dataSet().element(Tags.PIXEL_DATA)
                .orElseThrow(() -> new DicomException(Tags.PIXEL_DATA, "is missing: the file holds no picture"));
        if (format.bitsAllocated() > 16) {
            throw new DicomException(Tags.BITS_ALLOCATED, "is more than 16, which leaves no overlay to be read");
        }
        if (element.value() instanceof DicomValue.Bytes(byte[] bytes)) {
            return NativePixels.unpack(bytes, index, format);
        }
        if (element.value() instanceof DicomValue.Fragments fragments && file.syntax() == TransferSyntax.RLE_LOSSLESS) {
            byte[] stream = join(FrameFragments.of(file.dataSet(), fragments, index));
            return new RleDecoder().decode(stream, format).values();
        }
        throw new DicomException(Tags.PIXEL_DATA,
                "is compressed as " + file.syntax().title() + ", which keeps no bits beside the stored ones");
    }

    private PixelFrame compressed(DicomFile file, DicomValue.Fragments fragments, int index, PixelFormat format,
            DecodeWatch watch) throws DicomException {
        if (!file.syntax().isEncapsulated()) {
            throw new DicomException(Tags.PIXEL_DATA,
                    "is compressed, but the transfer syntax is " + file.syntax().title());
        }
        PixelDecoder decoder = decoder(file.syntax());
        byte[] stream = join(FrameFragments.of(file.dataSet(), fragments, index));
        StreamMeans.require(stream, format);
        PixelDecoder.Decoded decoded = decoder.decode(file.syntax(), stream, format, watch);
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
