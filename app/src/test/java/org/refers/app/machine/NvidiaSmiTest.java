package org.refers.app.machine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the tool prints on machines that work and on machines that do not. */
class NvidiaSmiTest {

    @Test
    void cardsAreReadWithWhatIsTold() {
        NvidiaSmi smi = NvidiaSmi.parse(List.of("NVIDIA GeForce RTX 4090, 550.54.15, 24564 MiB, 8.9",
                "Tesla K80, 470.256.02, 11441 MiB, 3.7"));

        assertEquals(2, smi.cards().size());
        assertEquals("NVIDIA GeForce RTX 4090, 24 GiB, compute capability 8.9", smi.cards().getFirst().words());
        assertEquals(Optional.of("550.54.15"), smi.driver());
        assertTrue(smi.problem().isEmpty());
    }

    @Test
    void whatTheDriverDoesNotTellIsLeftOut() {
        NvidiaSmi smi = NvidiaSmi
                .parse(List.of("NVIDIA A100-SXM4-40GB MIG 1g.5gb, [N/A], [Insufficient Permissions], [N/A]",
                        "Quadro P400, 535.54, [N/A]"));

        assertEquals("NVIDIA A100-SXM4-40GB MIG 1g.5gb", smi.cards().getFirst().words());
        assertEquals(Optional.of("535.54"), smi.driver());
    }

    @Test
    void messagesAreNoCards() {
        for (List<String> lines : List.of(List.of("No devices were found"),
                List.of("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure"
                        + " that the latest NVIDIA driver is installed and running."),
                List.of("Failed to initialize NVML: Driver/library version mismatch", "NVML library version: 550.54"),
                List.of("Unable to determine the device handle for GPU 0000:01:00.0: Unknown Error"), List.<String>of(),
                List.of(",,,"))) {
            NvidiaSmi smi = NvidiaSmi.parse(lines);
            assertEquals(List.of(), smi.cards(), lines.toString());
            assertTrue(smi.installed() && smi.problem().isPresent(), lines.toString());
        }
    }

    @Test
    void anOldDriverIsAskedAgainForWhatItKnows() {
        NvidiaSmi smi = NvidiaSmi.ask(command -> {
            if (command[1].contains("compute_cap")) {
                throw new ToolFailedException("nvidia-smi ended with 2",
                        List.of("Field \"compute_cap\" is not a valid field to query."));
            }
            return List.of("Tesla K40m, 418.87.01, 11441 MiB");
        });

        assertEquals(Optional.of("418.87.01"), smi.driver());
    }

    @Test
    void aToolThatFailsIsNotTheSameAsNone() {
        NvidiaSmi failed = NvidiaSmi.ask(command -> {
            throw new ToolFailedException("nvidia-smi ended with 9",
                    List.of("NVIDIA-SMI has failed", "second", "third"));
        });
        assertTrue(failed.installed());
        assertEquals(Optional.of("nvidia-smi ended with 9: NVIDIA-SMI has failed second"), failed.problem());
        assertFalse(NvidiaSmi.ask(command -> {
            throw new IOException("no such program");
        }).installed());
    }
}
