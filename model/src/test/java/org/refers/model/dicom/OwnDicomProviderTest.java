package org.refers.model.dicom;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OwnDicomProviderTest extends DicomProviderContract {

    private final DicomProvider own = new OwnDicomProvider();

    @Override
    protected DicomProvider provider() {
        return own;
    }

    @Test
    void noOtherProviderIsTakenUnlessItIsNamed() throws DicomException {
        DicomProvider other = new Named();
        DicomProviders providers = new DicomProviders(List.of(own, other));
        assertEquals("refers", providers.chosen("").name());
        assertEquals("refers", providers.chosen("refers").name());
        assertEquals("other", providers.chosen("other").name());
        String words = assertThrows(DicomException.class, () -> providers.chosen("third")).getMessage();
        assertTrue(words.endsWith("there are: refers, other"), words);
    }

    /** Only its name is asked for. */
    private static final class Named implements DicomProvider {

        @Override
        public String name() {
            return "other";
        }

        @Override
        public DicomFile read(Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DicomFile readHeader(Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<TransferSyntax> syntaxes() {
            return Set.of();
        }

        @Override
        public PixelFrame frame(DicomFile file, int index) {
            throw new UnsupportedOperationException();
        }
    }
}
