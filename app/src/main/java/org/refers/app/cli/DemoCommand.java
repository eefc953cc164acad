package org.refers.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.refers.app.demo.Demo;
import org.refers.app.demo.DemoException;
import org.refers.app.demo.DemoFolder;
import org.refers.app.demo.DemoPlan;
import org.refers.app.demo.DemoResult;
import org.refers.model.text.Counted;
import org.refers.training.run.ThreadLauncher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers demo}: the whole main job on synthetic studies that it makes itself. */
@Command(name = "demo", description = "Do the whole main job on synthetic studies: make, index, pre-train, fine-tune, evaluate, explain, write reports.")
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "New or empty folder for everything.")
    private Path out = Path.of("");

    @Option(names = "--headless", description = "Do not open the result in the workstation.")
    private boolean headless;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Everything follows from it (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Mixin
    private DeviceOptions device = new DeviceOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Console console;
    private final DemoPlan plan;
    private final Workstation workstation;

    /**
     * Creates the command.
     *
     * @param plan how much of everything
     * @param workstation shows the result
     */
    DemoCommand(Console console, DemoPlan plan, Workstation workstation) {
        this.console = console;
        this.plan = plan;
        this.workstation = workstation;
    }

    @Override
    public Integer call() {
        AtomicBoolean stop = new AtomicBoolean();
        RunConsole runs = new RunConsole(console, new ThreadLauncher());
        int workers = Math.max(1, Runtime.getRuntime().availableProcessors());
        try (InterruptStop interrupt = new InterruptStop(() -> stop.set(true), console)) {
            Demo demo = new Demo(plan, out, new Demo.Surroundings(seed, device.compute(), workers, console::tell,
                    runs::tell, stop::get));
            DemoResult result = demo.run();
            output.print(console, result, () -> words(result));
            interrupt.succeeded();
        } catch (DemoException failed) {
            String sentence = String.valueOf(failed.getMessage());
            throw failed.isInputAtFault()
                    ? CliException.badInput(sentence, failed)
                    : CliException.fault(sentence, failed);
        }
        if (headless) {
            return 0;
        }
        DemoFolder folder = new DemoFolder(out);
        return workstation.open(Optional.of(folder.workspace()), Optional.of(folder.runs()));
    }

    private String words(DemoResult result) {
        StringBuilder text = new StringBuilder();
        text.append("%s, pre-trained for %s%n".formatted(
                Counted.of(result.studies(), "synthetic study", "synthetic studies"),
                Counted.of(result.pretrain().steps(), "step")));
        text.append("label ratio  start       AUROC on %s%n".formatted(Counted.of(
                result.finetune().isEmpty() ? 0 : result.finetune().getFirst().nTest(), "test radiograph")));
        for (DemoResult.Finetune row : result.finetune()) {
            text.append("%10.0f %%  %-10s  %s   (%s, %s, rate %s)%n".formatted(
                    100 * row.labelRatio(), row.init(), figure(row.auroc()),
                    Counted.of(row.aurocSeeds().size(), "seed"),
                    Counted.of(row.nTrain(), "radiograph"),
                    row.lr()));
        }
        DemoResult.Localisation maps = result.localisation();
        text.append("map %s: mean IoU %.3f, hit rate %.3f over %s of %s%n".formatted(maps.map(), maps.meanIou(),
                maps.hitRate(), Counted.of(maps.boxes(), "box", "boxes"),
                String.join(", ", maps.perFinding().keySet())));
        text.append("reports of %s: BLEU-4 %.3f, finding F1 %s, right side %s%n".formatted(
                Counted.of(result.report().studies(), "study", "studies"), result.report().bleu4(),
                figure(result.report().findingF1()),
                figure(result.report().sideAccuracy())));
        return text + "%.0f seconds; everything is in %s".formatted(result.seconds(), out);
    }

    private static String figure(@Nullable Double value) {
        return value == null ? "undefined" : "%.3f".formatted(value);
    }
}
