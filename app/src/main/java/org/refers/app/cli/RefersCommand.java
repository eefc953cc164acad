package org.refers.app.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.refers.app.demo.DemoPlan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code refers}: the root of the command line. Without a command it opens the workstation.
 *
 * <p>A command is a class with {@code @Command}, two mixins ({@link OutputOptions}, and {@link DeviceOptions} where it
 * computes) and a constructor that takes the {@link Console}; it is listed in {@link #commandLine}.
 */
@Command(name = RefersCommand.NAME, versionProvider = RefersVersion.class, synopsisSubcommandLabel = "[COMMAND]", description = "Train and inspect chest-radiograph models on your own data, on your own machine.", footer = "Research use only. Not for diagnosis.")
public final class RefersCommand implements Callable<Integer> {

    /** The program's name in a terminal. */
    static final String NAME = "refers";

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    @SuppressWarnings("unused") // because picocli looks at it
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version and exit.")
    @SuppressWarnings("unused") // because picocli looks at it
    private boolean version;

    private final Workstation workstation;

    private RefersCommand(Workstation workstation) {
        this.workstation = workstation;
    }

    /**
     * Builds the command line.
     *
     * @param console where commands speak
     * @param processes what commands start
     * @param workstation the window, which opens without a command
     */
    public static CommandLine commandLine(Console console, Cli.Processes processes, Workstation workstation) {
        CommandLine root = new CommandLine(new RefersCommand(workstation));
        root.addSubcommand(new DemoCommand(console, DemoPlan.full(), workstation));
        root.addSubcommand(new SampleDataCommand(console));
        root.addSubcommand(new DoctorCommand(console, processes.prober()));
        root.addSubcommand(new CheckCommand(console));
        root.addSubcommand(new PretrainCommand(console, processes.runs()));
        root.addSubcommand(new FinetuneCommand(console, processes.runs()));
        root.addSubcommand(new PredictCommand(console));
        root.addSubcommand(new EvaluateCommand(console));
        root.addSubcommand(new ImportCommand(console));
        root.addSubcommand(new RelinkCommand(console));
        root.addSubcommand(new CohortCommand(console));
        root.addSubcommand(new GoldenCommand(console));
        root.addSubcommand(new InspectCommand(console));
        root.addSubcommand(new ExplainCommand(console));
        root.addSubcommand(new ReportCommand(console));
        root.addSubcommand(new BoxesCommand(console));
        root.addSubcommand(new DeidentifyCommand(console));
        root.addSubcommand(new RunChildCommand(console, System.in));
        root.addSubcommand(new DoctorChildCommand(console, System.in));
        root.addSubcommand(new DecodeChildCommand(console, System.in));
        root.addSubcommand(BenchCommand.commandLine(console, processes));
        root.addSubcommand(WeightsCommand.commandLine(console));
        root.addSubcommand(ExperimentCommand.commandLine(console, processes.runs()));
        return root;
    }

    @Override
    public Integer call() {
        return workstation.open(Optional.empty(), Optional.empty());
    }
}
