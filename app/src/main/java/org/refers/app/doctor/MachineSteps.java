package org.refers.app.doctor;

import java.util.ArrayList;
import java.util.List;
import org.refers.app.doctor.DoctorReport.Disk;
import org.refers.app.machine.MachineFacts;
import org.refers.app.machine.ScreenFacts;

/** The links before any graphics card: Java, memory, disk, window. */
final class MachineSteps {

    /** Below this the demo's process may not fit. In GiB. */
    static final double LEAST_MEMORY = 4;

    /** PyTorch's libraries are unpacked once (half a GiB), and a run keeps several checkpoints. In GiB. */
    private static final double LEAST_DISK = 3;

    private MachineSteps() {
    }

    static List<DoctorStep> of(MachineFacts machine, List<Disk> disk, ScreenFacts screen) {
        List<DoctorStep> steps = new ArrayList<>();
        steps.add(DoctorStep.ok("Java", machine.javaVersion() + ", heap up to " + DoctorReport.gib(machine.heapLimit())
                + " GiB."));
        steps.add(DoctorStep.ok("System", machine.system() + ", " + machine.processors() + " processors."));
        steps.add(memory(machine));
        disk.forEach(place -> steps.add(disk(place)));
        steps.add(screen.usable()
                ? DoctorStep.ok("Window", screen.words())
                : DoctorStep.absent("Window", screen.words()));
        return steps;
    }

    private static DoctorStep memory(MachineFacts machine) {
        double memory = DoctorReport.gib(machine.memory());
        String words = memory + " GiB, " + DoctorReport.gib(machine.memoryFree()) + " GiB free.";
        return memory < LEAST_MEMORY
                ? DoctorStep.warning("Memory", words, "The demo needs 4 GiB.")
                : DoctorStep.ok("Memory", words);
    }

    private static DoctorStep disk(Disk place) {
        String name = "Disk, " + place.use();
        Double free = place.freeGib();
        if (free == null) {
            return DoctorStep.warning(name, "free space unknown in " + place.folder() + ".", "Look for yourself.");
        }
        String words = free + " GiB free in " + place.folder() + ".";
        return free < LEAST_DISK
                ? DoctorStep.warning(name, words, "3 GiB are advised.")
                : DoctorStep.ok(name, words);
    }
}
