package org.refers.model.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Reads DICOM files and decodes their pixels. This program's own provider is always there; others are found as services
 * ({@link java.util.ServiceLoader}) on the class path and used only where a person names one, see {@link DicomProviders}.
 * Implementations hold no state and may be used by several threads.
 *
 * <p>The tests' class {@code DicomProviderContract} holds what every provider must do.
 */
public interface DicomProvider {

    /** A short name in lower case, by which it is chosen and recorded. */
    String name();

    /**
     * Reads a whole file.
     *
     * @throws DicomException if it is no DICOM file, or a damaged one; the message names the file without its folder
     */
    DicomFile read(Path file) throws IOException, DicomException;

    /** Reads what stands before the pixel data, without reading that. */
    DicomFile readHeader(Path file) throws IOException, DicomException;

    /** The transfer syntaxes whose pixels it decodes. */
    Set<TransferSyntax> syntaxes();

    /**
     * Decodes a frame to stored values, as {@link PixelData#frame} does.
     *
     * @param file a file that this provider read whole
     * @param index counted from 0
     */
    PixelFrame frame(DicomFile file, int index) throws DicomException;

    /**
     * Decodes a frame under a watch, which a provider may leave alone.
     *
     * @throws java.util.concurrent.CancellationException if the watch says that nobody waits
     */
    default PixelFrame frame(DicomFile file, int index, DecodeWatch watch) throws DicomException {
        return frame(file, index);
    }
}
