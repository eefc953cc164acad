package org.refers.training.run;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How this program starts itself once more. */
public final class ChildCommand {

    /** Set by the installer's launcher to its own path. */
    private static final String INSTALLED = "jpackage.app-path";

    /** Options that belong to one process alone: debuggers, recordings, agents that own a port or a file. */
    private static final List<String> OWN = List.of("-agentlib:", "-agentpath:", "-javaagent:", "-Xrunjdwp",
            "-XX:StartFlightRecording", "-XX:FlightRecorderOptions", "-XX:AOTCacheOutput", "-Xlog:");

    private ChildCommand() {
    }

    /**
     * The command line of a process with this one's Java, options and class path.
     *
     * @param main class that it starts with, where no installed launcher knows it
     * @param arguments of the program
     */
    public static List<String> of(String main, String... arguments) {
        List<String> command = new ArrayList<>();
        Optional<String> launcher = Optional.ofNullable(System.getProperty(INSTALLED));
        if (launcher.isPresent()) {
            command.add(launcher.get());
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(option -> OWN.stream().noneMatch(option::startsWith)).forEach(command::add);
            command.add("-cp");
            command.add(System.getProperty("java.class.path"));
            command.add(main);
        }
        command.addAll(List.of(arguments));
        return command;
    }
}
