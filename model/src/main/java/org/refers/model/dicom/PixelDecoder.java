package org.refers.model.dicom;

import java.util.Set;

/**
 * Decodes the compressed frames of one or more transfer syntaxes. Further decoders are found as services
 * ({@link java.util.ServiceLoader}); they serve the syntaxes that the program's own decoders do not, or all of theirs if they
 * are preferred. Implementations may be used by several threads.
 */
public interface PixelDecoder {

    /** Which syntaxes this decoder reads. */
    Set<TransferSyntax> syntaxes();

    /**
     * Decodes one frame.
     *
     * @param stream the frame's compressed bytes; they may be damaged or made to do harm
     * @param format what the file says of its pixels; a stream that disagrees in size is an error
     * @return the frame as the stream codes it; the caller brings values to the file's bits and colours to RGB
     * @throws DicomException for whatever is wrong with the stream
     */
    Decoded decode(byte[] stream, PixelFormat format) throws DicomException;

    /**
     * Decodes one frame of a syntax.
     *
     * @param syntax one of {@link #syntaxes()}
     */
    default Decoded decode(TransferSyntax syntax, byte[] stream, PixelFormat format) throws DicomException {
        return decode(stream, format);
    }

    /**
     * Decodes one frame of a syntax under a watch.
     *
     * @param watch is told how far it is; a decoder that takes but moments need not do so
     * @throws java.util.concurrent.CancellationException if the watch says that nobody waits
     */
    default Decoded decode(TransferSyntax syntax, byte[] stream, PixelFormat format, DecodeWatch watch)
            throws DicomException {
        return decode(syntax, stream, format);
    }

    /** Whether this decoder comes before the program's own. */
    default boolean isPreferred() {
        return false;
    }

    /** How three samples make a colour. */
    enum Colour {
        /** The stream does not say: Photometric Interpretation decides. */
        AS_STATED,
        /** Red, green, blue. */
        RGB,
        /** Luminance and colour differences of full range (ITU-T T.871). */
        YBR
    }

    /**
     * A frame as coded.
     *
     * @param values samples of a pixel side by side, row after row
     * @param signed whether the values are numbers with a sign, and not the bits of a stored value
     * @param colour how three samples make a colour
     */
    record Decoded(short[] values, boolean signed, Colour colour) {

        static Decoded bits(short[] values) {
            return new Decoded(values, false, Colour.AS_STATED);
        }
    }
}
