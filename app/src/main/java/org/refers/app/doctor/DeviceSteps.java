package org.refers.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refers.app.machine.ProbeOutcome;
import org.refers.training.device.DeviceCheck;

/** What came of each device: a matrix product, a training step, steps of the network. */
final class DeviceSteps {

    private static final List<String> PARTS = List.of("matrix product", "training step", "network");

    private DeviceSteps() {
    }

    /** The parts that came out, while others may still come. */
    static List<DoctorStep> soFar(ProbeOutcome probe) {
        return probe.checks().stream()
                .flatMap(check -> parts(check).stream().takeWhile(Optional::isPresent).map(Optional::get)).toList();
    }

    /** Every part of every device, at the probe's end. */
    static List<DoctorStep> of(ProbeOutcome probe) {
        List<DoctorStep> steps = new ArrayList<>();
        for (DeviceCheck check : probe.checks()) {
            steps.addAll(of(check, probe));
        }
        List<String> wanted = probe.engine().map(engine -> engine.devices()).orElse(List.of());
        boolean between = probe.checks().isEmpty() || isWhole(probe.checks().getLast());
        if (probe.death().isPresent() && between && wanted.size() > probe.checks().size()) {
            steps.add(died(wanted.get(probe.checks().size()), probe.death().get()));
        }
        return steps;
    }

    private static boolean isWhole(DeviceCheck check) {
        return check.problem().isPresent() || check.networkSteps().isPresent();
    }

    private static DoctorStep died(String name, String death) {
        return DoctorStep.failed(name, death + ".",
                "Use another device, or another library; this one ends the process here.");
    }

    private static List<Optional<DoctorStep>> parts(DeviceCheck check) {
        return List.of(check.matrixProduct().map(product -> step(check, 0, String.format(
                Locale.ROOT, "%d x %d in %.1f ms (%.1f GFLOP/s)", product.size(), product.size(),
                product.seconds() * 1e3, product.gflops()), product.right())),
                check.trainingStep().map(step -> step(check, 1, String.format(Locale.ROOT,
                        "gradient of a classifier, loss %.4f to %.4f", step.lossBefore(), step.lossAfter()),
                        step.right())),
                check.networkSteps()
                        .map(network -> step(check, 2,
                                String.format(Locale.ROOT,
                                        "pre-training of the tiny network in %.0f ms a step (%.0f images/s), loss %.3f to %.3f%s",
                                        network.secondsAStep() * 1e3, network.imagesPerSecond(), network.lossBefore(),
                                        network.lossAfter(), network.notice().map(notice -> "; " + notice).orElse("")),
                                network.right())));
    }

    private static List<DoctorStep> of(DeviceCheck check, ProbeOutcome probe) {
        List<DoctorStep> steps = new ArrayList<>();
        List<Optional<DoctorStep>> done = parts(check);
        boolean stopped = false;
        for (int part = 0; part < PARTS.size(); part++) {
            String name = name(check, part);
            Optional<DoctorStep> came = done.get(part);
            if (came.isPresent()) {
                steps.add(came.get());
            } else if (stopped) {
                steps.add(DoctorStep.notTried(name, "not tried, since the step before failed"));
            } else {
                steps.add(check.problem().isEmpty() && probe.death().isPresent()
                        ? died(name, probe.death().get())
                        : DoctorStep.failed(name, check.problem().orElse("no reason given") + ".",
                                "Use the processor (device cpu), or see docs/guide/graphics-card.md."));
                stopped = true;
            }
        }
        return steps;
    }

    private static DoctorStep step(DeviceCheck check, int part, String words, boolean right) {
        return right
                ? DoctorStep.ok(name(check, part), words + ", right.")
                : DoctorStep.failed(name(check, part), words + ", WRONG.",
                        "Do not use this device: its numbers are not those of the arithmetic.");
    }

    private static String name(DeviceCheck check, int part) {
        return check.device() + ", " + PARTS.get(part);
    }
}
