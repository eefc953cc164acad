package org.refers.model.jpeg2000;

import java.util.Map;
import java.util.function.DoublePredicate;

/** An image as JPEG 2000 codes it, whose headers were read and whose samples are to be decoded. */
public final class Jpeg2000Image {

    private final byte[] stream;
    private final CodestreamReader codestream;

    /**
     * Reads the headers.
     *
     * @param stream a codestream, alone or in a JP2 file
     * @throws Jpeg2000Exception if it is damaged or coded in a way that is not decoded
     */
    public Jpeg2000Image(byte[] stream) throws Jpeg2000Exception {
        this.stream = stream;
        this.codestream = new CodestreamReader(stream);
    }

    /** Whether a codestream begins somewhere near the front of some bytes. */
    public static boolean isThere(byte[] bytes) {
        return CodestreamReader.start(bytes) >= 0;
    }

    /** Pixels of a row. */
    public int columns() {
        return codestream.size().image().width();
    }

    /** Rows of pixels. */
    public int rows() {
        return codestream.size().image().height();
    }

    /** Samples of a pixel. */
    public int components() {
        return codestream.size().components();
    }

    /** Whether samples are numbers with a sign. */
    public boolean signed() {
        return codestream.size().signed();
    }

    /**
     * Decodes all samples, on all cores. Takes about 4 bytes a sample beside the result for each tile, the largest counts.
     *
     * @param goesOn is told the share done, 0 to 1, now and then on any thread, and says whether to go on
     * @return samples of a pixel side by side, row after row
     * @throws Jpeg2000Exception if the stream is damaged
     * @throws java.util.concurrent.CancellationException if told not to go on
     */
    public short[] decode(DoublePredicate goesOn) throws Jpeg2000Exception {
        ImageSize size = codestream.size();
        short[] image = new short[Math.toIntExact(Math.multiplyExact(size.image().points(), size.components()))];
        Progress progress = new Progress(goesOn, TileDecoder.work(stream.length, image.length));
        TileDecoder decoder = new TileDecoder(size, progress);
        for (Map.Entry<Integer, TileParts> tile : codestream.tiles().entrySet()) {
            decoder.decode(size.tile(tile.getKey()), tile.getValue(), stream, image);
        }
        return image;
    }
}
