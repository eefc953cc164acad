package org.refers.model.dicom;

/**
 * What a compressed stream can be believed to hold. Runs of JPEG-LS and empty packets of JPEG 2000 can fill any picture from a
 * few bytes: memory is taken for a large one only where the stream is not absurdly short for it.
 */
final class StreamMeans {

    /** 4096 x 4096: with this size a plain surface is decoded however well it packs, and harms nobody. */
    private static final int ALWAYS = 1 << 24;
    /** Baseline JPEG of a plain surface reaches 85 samples a byte, radiographs at the highest lossy rates 100. */
    private static final long MOST_SAMPLES_A_BYTE = 1000;

    private StreamMeans() {
    }

    static void require(byte[] stream, PixelFormat format) throws DicomException {
        int samples = format.frameSamples();
        if (samples > ALWAYS && samples / MOST_SAMPLES_A_BYTE > stream.length) {
            throw new DicomException(Tags.PIXEL_DATA, "has " + stream.length + " bytes for " + format.rows() + " x "
                    + format.columns() + " pixels, far too few: it is cut off or made up");
        }
    }
}
