package org.refers.app.machine;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.PixelDecoder;
import org.refers.model.dicom.PixelFormat;
import org.refers.model.dicom.TransferSyntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The program's own decoding process, started as the program starts it. */
class IsolatedDecoderTest {

    @Test
    void jpeg2000GoesToAProcessAndTheRestStays() {
        PixelDecoder found = ServiceLoader.load(PixelDecoder.class).stream().map(ServiceLoader.Provider::get)
                .filter(IsolatedDecoder.class::isInstance).findFirst().orElseThrow();
        assertTrue(found.isPreferred() && found.syntaxes().contains(TransferSyntax.JPEG_2000));
        assertEquals(2, found.syntaxes().size());
        assertEquals(11, IsolatedDecoder.syntaxes("all").size());
        assertEquals(0, IsolatedDecoder.syntaxes("none").size());
    }

    @Test
    void theProcessAnswersInTheDecodersOwnWords() {
        IsolatedDecoder decoder = new IsolatedDecoder("jpeg2000", 60, 256);
        PixelFormat format = new PixelFormat(4, 4, 1, 8, 8, 7, false, false, "MONOCHROME2");
        DicomException refused = assertThrows(DicomException.class,
                () -> decoder.decode(TransferSyntax.JPEG_2000, new byte[100], format));
        assertTrue(refused.getMessage().contains("has no JPEG 2000 stream"), refused.getMessage());
    }
}
