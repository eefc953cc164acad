package org.refers.model.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Real files of several makers and compressions, where they lie on the machine: {@code -Drefers.data=DIR}. */
class RealDicomTest {

    private Path folder = Path.of("");

    @BeforeEach
    void findData() {
        String data = System.getProperty("refers.data", "");
        folder = Path.of(data, "dicom");
        assumeTrue(!data.isEmpty() && Files.isDirectory(folder), "no real DICOM files: give -Drefers.data=DIR");
    }

    @Test
    void headersAreWhatTheIndexSays() throws IOException, RadiographException {
        List<String> lines = Files.readAllLines(folder.resolve("index.csv"), StandardCharsets.UTF_8);
        int checked = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
            RadiographHeader header = RadiographReader.inspect(folder.resolve(cells[0]));
            assertEquals(cells[1], header.acquisition().modality().orElse(""), cells[0]);
            assertEquals(cells[3], header.acquisition().view().name(), cells[0]);
            assertEquals(Integer.parseInt(cells[4]), header.pixels().rows(), cells[0]);
            assertEquals(Integer.parseInt(cells[5]), header.pixels().columns(), cells[0]);
            assertEquals(Integer.parseInt(cells[6]), header.pixels().bitsStored(), cells[0]);
            assertEquals(cells[7], header.pixels().photometric(), cells[0]);
            // A bare data set names no syntax; what it is written in has a UID all the same.
            assertEquals(cells[8].isEmpty() ? "1.2.840.10008.1.2" : cells[8],
                    header.pixels().transferSyntax().orElse(""), cells[0]);
            assertEquals(cells[10].isEmpty() ? 0 : 1, header.display().windows().size(), cells[0]);
            checked++;
        }
        assertEquals(13, checked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RG3_RLE", "RG3_JPLL", "RG3_JLSL", "RG3_J2KR"})
    void losslessSyntaxesGiveTheUncompressedPixels(String name) throws RadiographException {
        assertArrayEquals(values("RG3_UNC"), values(name));
    }

    @ParameterizedTest
    @CsvSource({"RG3_JLSN,10", "RG3_JPLY,60", "RG3_J2KI,60"})
    void lossySyntaxesStayNearTheUncompressedPixels(String name, int most) throws RadiographException {
        short[] original = values("RG3_UNC");
        short[] lossy = values(name);
        double squares = 0;
        int largest = 0;
        for (int i = 0; i < original.length; i++) {
            int off = Math.abs(original[i] - lossy[i]);
            largest = Math.max(largest, off);
            squares += off * off;
        }
        assertTrue(largest <= most, name + " is off by " + largest);
        assertTrue(Math.sqrt(squares / original.length) < 4, name + " root mean square");
    }

    @Test
    void inversionByPhotometricInterpretationAlone() throws RadiographException {
        byte[] dark = RadiographReader.displayed(folder.resolve("siim_850819.dcm")).bytes();
        byte[] light = RadiographReader.displayed(folder.resolve("torchxrayvision_MONOCHROME1_variant.dcm")).bytes();
        for (int i = 0; i < dark.length; i++) {
            assertEquals(255, (dark[i] & 0xff) + (light[i] & 0xff));
        }
    }

    private short[] values(String name) throws RadiographException {
        return RadiographReader.storedValues(folder.resolve(name + ".dcm")).values();
    }
}
