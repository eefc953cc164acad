package org.refers.training.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class EventFileTest {

    @TempDir
    private Path run;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(run.resolve(EventFile.FOLDER))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** RFC 3720, B.4: 32 bytes of nought and 32 bytes of ones. */
    @Test
    void theReadersChecksumIsCastagnolis() {
        byte[] ones = new byte[32];
        Arrays.fill(ones, (byte) 0xff);
        assertEquals(0x8a9136aa, EventFileReader.crc32c(new byte[32]));
        assertEquals(0x62a8ab43, EventFileReader.crc32c(ones));
        assertEquals(0xe3069283, EventFileReader.crc32c("123456789".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aStartTakesBackWhatComesAgain() throws IOException {
        EventFile first = EventFile.begin(run, 1, 1_700_000_000.5);
        first.add(1, 1_700_000_001, Map.of("loss/total", 1.5, "validation/auroc/Nodule_\u00fc", 0.25));
        first.add(300, 1_700_000_002, Map.of("loss/total", 2.5));
        // The clock was set back.
        EventFile second = EventFile.begin(run, 300, 1_600_000_000);
        second.add(300, 1_600_000_001, Map.of("loss/total", -3.5));
        second.add(5_000_000_000L, 1_600_000_001, Map.of("loss/total", Double.NaN));
        assertEquals(
                List.of("events.out.tfevents.1700000000.0000.refers", "events.out.tfevents.1700000000.0001.refers"),
                names());
        assertEquals(
                Map.of("loss/total", Map.of(1L, 1.5f, 300L, -3.5f, 5_000_000_000L, Float.NaN),
                        "validation/auroc/Nodule_\u00fc", Map.of(1L, 0.25f)),
                EventFileReader.scalars(run.resolve(EventFile.FOLDER)));
    }

    @Test
    void theReaderSeesADamagedByte() throws IOException {
        EventFile.begin(run, 1, 1_700_000_000).add(1, 1_700_000_001, Map.of("loss", 1.0));
        Path file = run.resolve(EventFile.FOLDER).resolve(names().getFirst());
        byte[] bytes = Files.readAllBytes(file);
        for (int at : new int[]{0, 9, 20, bytes.length - 1}) {
            byte[] other = bytes.clone();
            other[at] ^= 1;
            Files.write(file, other);
            assertThrows(IllegalStateException.class, () -> EventFileReader.scalars(run.resolve(EventFile.FOLDER)));
        }
    }
}
