package org.refers.training.run;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How this program starts itself once more. */
public final class ChildCommand {

    /** Set by the installer's launcher to its own path. */
    private static final String INSTALLED = "jpackage.app-path";

    /** Options that belong to one process alone: debuggers, recordings, agents that own a port or a file. */
    private static final List<String> OWN = List.of("-agentlib:", "-agentpath:", "-javaagent:", "-Xrunjdwp",
            "-XX:StartFlightRecording", "-XX:FlightRecorderOptions", "-XX:AOTCacheOutput", "-XX:AOTMode",
            "-XX:AOTConfiguration", "-Xlog:");

    /** Options that Java takes from the environment, for every process alike. */
    private static final String FROM_ENVIRONMENT = "JAVA_TOOL_OPTIONS";

    /** By this the installed launcher knows that it was started a second time, by itself, and then finds no program. */
    private static final String LAUNCHER_MARK = "_JPACKAGE_LAUNCHER";

    /**
     * How glibc's allocator treats tensors, as {@code refers} sets it for itself: one arena, and freed memory kept for the next step.
     * An arena a thread is cut into pieces of 64 MB, in which large tensors leave holes (docs/performance.md). And one thread for
     * OpenBLAS, which the CUDA library multiplies with on the CPU: its own threads do not heed {@code --threads}, and made a step on
     * two processors 10 to 40 times slower.
     */
    private static final Map<String, String> SETTINGS = Map.of("MALLOC_ARENA_MAX", "1", "MALLOC_TRIM_THRESHOLD_",
            "536870912", "MALLOC_MMAP_THRESHOLD_", "536870912", "OPENBLAS_NUM_THREADS", "1");

    private ChildCommand() {
    }

    /** Makes a copy of this process's environment fit for another one; what the user has set counts. */
    public static void prepare(Map<String, String> environment) {
        SETTINGS.forEach(environment::putIfAbsent);
        environment.remove(LAUNCHER_MARK);
        environment.computeIfPresent(FROM_ENVIRONMENT, (name, options) -> Arrays.stream(options.split(" "))
                .filter(ChildCommand::isForChildren).collect(Collectors.joining(" ")));
    }

    private static boolean isForChildren(String option) {
        return OWN.stream().noneMatch(option::startsWith);
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
                    .filter(ChildCommand::isForChildren).forEach(command::add);
            command.add("-cp");
            command.add(System.getProperty("java.class.path"));
            command.add(main);
        }
        command.addAll(List.of(arguments));
        return command;
    }
}
