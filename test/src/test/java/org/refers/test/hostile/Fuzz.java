package org.refers.test.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The long search: Jazzer on each target in turn, in a process of its own. What it finds lies in
 * {@code OUT/TARGET/found}, what it learnt in {@code OUT/TARGET/corpus}, from where the next search goes on.
 */
public final class Fuzz {

    /** Of libFuzzer: a started search, a search's end, and how much code was reached. */
    private static final Pattern FIGURES = Pattern.compile("#(\\d+)\\s+(INITED|DONE)\\s+cov: (\\d+) ft: (\\d+)");

    private Fuzz() {
    }

    /** Takes the folder for what is found, the seconds for a target, and the targets, all if none is named. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path out = Path.of(arguments[0]).toAbsolutePath();
        int seconds = Integer.parseInt(arguments[1]);
        List<String> names = Stream.of(arguments).skip(2).flatMap(word -> Stream.of(word.split(",")))
                .filter(word -> !word.isBlank()).toList();
        boolean sound = true;
        for (Target target : names.isEmpty() ? Targets.all() : names.stream().map(Targets::named).toList()) {
            sound &= search(target, out.resolve(target.name()), seconds);
        }
        if (!sound) {
            throw new IllegalStateException("something was found; see the folders named found below " + out);
        }
    }

    private static boolean search(Target target, Path folder, int seconds) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path found = Files.createDirectories(folder.resolve("found"));
        for (var seed : Seeds.of(target).entrySet()) {
            Files.write(corpus.resolve(seed.getKey()), seed.getValue());
        }
        Path log = folder.resolve("log.txt");
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Process process = new ProcessBuilder(command(target, seconds, corpus, found, temporary))
                .directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        process.waitFor();
        List<String> figures = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            Matcher matcher = FIGURES.matcher(line);
            if (matcher.find()) {
                figures.add("%s %s runs, %s edges, %s features".formatted(matcher.group(2).toLowerCase(Locale.ROOT),
                        matcher.group(1), matcher.group(3), matcher.group(4)));
            }
        }
        long crashes;
        try (Stream<Path> files = Files.list(found)) {
            crashes = files.count();
        }
        System.out.printf(Locale.ROOT, "%-16s %s; %d found%n", target.name(), String.join("; ", figures), crashes);
        return crashes == 0;
    }

    private static List<String> command(Target target, int seconds, Path corpus, Path found, Path temporary) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-Xmx2g", "-Xss1m", "-XX:+EnableDynamicAgentLoading",
                "-Djava.io.tmpdir=" + temporary, "-Djava.awt.headless=true", "-Dai.djl.offline=true",
                "-DOPT_OUT_TRACKING=true", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "com.code_intelligence.jazzer.Jazzer", "--target_class=" + FuzzTarget.class.getName(),
                "--target_args=" + target.name(),
                "--instrumentation_includes=org.refers.model.**:org.refers.training.**:org.refers.app.engine.**"
                        + ":net.razorvine.**",
                "--custom_hook_includes=org.refers.model.**:org.refers.training.**:org.refers.app.engine.**"
                        + ":net.razorvine.**",
                // A table of report words holds expressions by its nature; a wrong one is refused, which this watch cannot know.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection",
                "--keep_going=12", "--reproducer_path=" + found.getParent(), "-artifact_prefix=" + found + "/",
                "-timeout=10", "-rss_limit_mb=0", "-max_len=32768", "-use_value_profile=1", "-max_total_time="
                        + seconds,
                corpus.toString());
    }
}
