package org.refers.app.error;

import java.util.List;
import java.util.Optional;
import org.refers.app.machine.MachineFacts;
import org.refers.app.machine.NvidiaSmi;
import org.refers.app.machine.SystemTools;

/** What of program and machine stands in a crash report: versions and sizes, nothing of the user. */
final class ProgramFacts {

    private static final long MEGA = 1_000_000;

    private ProgramFacts() {
    }

    /** A line each. Asks the graphics card's driver, which may take a while. */
    static List<String> lines() {
        MachineFacts machine = MachineFacts.find();
        String version = Optional.ofNullable(ProgramFacts.class.getPackage().getImplementationVersion())
                .orElse("from a checkout");
        List<String> cards = NvidiaSmi.ask(new SystemTools()).cards().stream().map(NvidiaSmi.Card::words).toList();
        return List.of("Program: REFERS Workstation " + version, "System: " + machine.system(),
                "Java: " + machine.javaVersion(),
                "Processors: " + machine.processors() + ", memory " + machine.memory() / MEGA + " MB, free "
                        + machine.memoryFree() / MEGA + " MB, largest heap " + machine.heapLimit() / MEGA + " MB",
                "Graphics card: " + (cards.isEmpty() ? "none by NVIDIA's driver" : String.join("; ", cards)));
    }
}
