package org.refers.app.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The bundle and the sources must know the same keys: a key that is missing shows a user an exception. */
class TextKeysTest {

    /** Keys that are put together from a prefix and a name. */
    private static final List<String> PREFIXES = List.of("view.position.", "command.", "command.group.",
            "view.spacing.", "split.",
            "chart.term.", "chart.figure.", "chart.export.",
            "look.problem.", "mouse.part.", "mouse.action.", "mouse.fixed.", "mouse.does.", "mouse.profile.",
            "mouse.button.", "windows.button.", "windows.said.",
            "runs.state.", "runs.order.", "finding.",
            "side.",
            "annotate.label.", "annotate.short.", "annotate.deed.", "annotate.deed.box.", "annotate.deed.label.",
            "annotate.step.", "train.key.", "train.kind.", "panel.label.", "panel.empty.",
            "data.phase.", "explain.colours.", "data.severity.", "data.verdict.", "assistant.step.",
            "assistant.group.",
            "result.empty.",
            "result.filter.",
            "result.roc.", "result.pr.", "result.calibration.");

    private static final Pattern KEY = Pattern
            .compile(
                    "\"((?:app|view|browser|split|chart|report|research|welcome|nav|menu|choose|frame|status|notice|error"
                            + "|doing|import|look|moved|studies|mouse|windows|explain|finding|side|train|runs|quit|card|about|log|keys|command|hanging|measure|drop|annotate|data|result|figure|gallery|crash|tour|machine|panel|assistant)"
                            + "\\.[a-z_.0-9]+)\"");

    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("org.refers.viewer.text.messages");

    private static Set<String> used() throws IOException {
        Set<String> used = new TreeSet<>();
        for (String root : List.of("../viewer/src/main/java", "../app/src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")
                        && !path.toString().contains("cli") && !path.toString().contains("machine")
                        && !path.toString().contains("doctor")).toList()) {
                    Matcher keys = KEY.matcher(Files.readString(file));
                    while (keys.find()) {
                        used.add(keys.group(1));
                    }
                }
            }
        }
        return used;
    }

    @Test
    void everyKeyInTheSourcesHasItsText() throws IOException {
        Set<String> missing = new TreeSet<>(used());
        missing.removeIf(key -> BUNDLE.containsKey(key) || PREFIXES.contains(key) || key.endsWith(".css")
                || key.endsWith(".log") || key.endsWith(".json"));
        assertEquals(Set.of(), missing);
    }

    /** Of two sentences under one key the later would stand for both. */
    @Test
    void noKeyStandsTwice() throws IOException {
        Set<String> once = new HashSet<>();
        Set<String> twice = new TreeSet<>();
        try (Stream<String> lines = Files.lines(
                Path.of("../viewer/src/main/resources/org/refers/viewer/text/messages.properties"))) {
            lines.filter(line -> line.matches("[a-z][a-z_.0-9]*=.*")).map(line -> line.substring(0, line.indexOf('=')))
                    .filter(key -> !once.add(key)).forEach(twice::add);
        }
        assertEquals(BUNDLE.keySet(), once);
        assertEquals(Set.of(), twice);
    }

    /** Whoever sits at the window need not have a terminal open. */
    @Test
    void commandsAreSaidToBeATerminals() {
        Pattern command = Pattern.compile("\\brefers [a-z]+ |--[a-z]");
        Set<String> unsaid = new TreeSet<>(BUNDLE.keySet());
        unsaid.removeIf(key -> !command.matcher(BUNDLE.getString(key)).find()
                || BUNDLE.getString(key).toLowerCase(Locale.ROOT).contains("in a terminal"));
        assertEquals(Set.of(), unsaid);
    }

    /** What the model and the training say reaches the window as it is; some is said to a terminal alone. */
    @Test
    void sentencesOfRunsNameNoOptionsOfATerminal() throws IOException {
        Set<String> terminals = Set.of("RunCard.java", "FoundSizes.java", "FoundHead.java", "WeightImporter.java",
                "FolderImporter.java", "MimicImporter.java", "CsvImporter.java");
        Pattern option = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*--[a-z]");
        Set<String> said = new TreeSet<>();
        for (String root : List.of("../training/src/main/java", "../model/src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")
                        && !terminals.contains(path.getFileName().toString())).toList()) {
                    Files.readAllLines(file).stream().filter(line -> option.matcher(line).find())
                            .filter(line -> !line.contains("refers ") && !line.contains("in a terminal"))
                            .forEach(line -> said.add(file.getFileName() + ": " + line.strip()));
                }
            }
        }
        assertEquals(Set.of(), said);
    }

    @Test
    void noTextIsThereInVain() throws IOException {
        Set<String> known = new HashSet<>(used());
        Set<String> unused = new TreeSet<>(BUNDLE.keySet());
        unused.removeIf(key -> known.contains(key) || PREFIXES.stream().anyMatch(key::startsWith)
                || key.endsWith(".why") && known.contains(key.substring(0, key.length() - 4)));
        assertEquals(Set.of(), unused);
    }
}
