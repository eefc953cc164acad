package org.refers.test;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.refers.app.cli.Cli;
import org.refers.app.cli.Console;
import org.refers.app.cli.RefersCommand;
import org.refers.app.machine.ProbeHere;
import org.refers.training.run.ThreadLauncher;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the documents and scripts say is so. */
class DocumentsTest {

    /** Folders of single machines; written apart, so that this file does not hold them. */
    private static final List<Pattern> MACHINE_PATHS = Stream
            .of("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/[a-z]+/", "C:\\\\{1,2}Us" + "ers\\\\{1,2}[A-Za-z]+",
                    "/Us" + "ers/[a-z]+/", "shared/(spec|gold" + "en|data)", "temurin-25-jdk-am" + "d64")
            .map(Pattern::compile).toList();

    /** A command line of ours in a document: in a code block, or between backticks. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?m)(?:^|`|: )(?:\\./)?refers(?:\\.cmd)?((?: +[^`\\n|#&]+)?)");

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\\)");

    @Test
    void nothingNamesTheFoldersOfOneMachine() {
        List<String> found = new ArrayList<>();
        for (Path file : Checkout.texts()) {
            String text = Checkout.read(file);
            for (Pattern path : MACHINE_PATHS) {
                Matcher matcher = path.matcher(text);
                if (matcher.find()) {
                    found.add(Checkout.root().relativize(file) + ": " + matcher.group());
                }
            }
        }
        assertTrue(found.isEmpty(), "take these out, or use a property such as refers.data: " + found);
    }

    @Test
    void commandsInDocumentsExistWithTheirOptions() {
        Map<String, String> wrong = new TreeMap<>();
        int checked = 0;
        for (Path file : documents()) {
            Matcher matcher = COMMAND.matcher(Checkout.read(file));
            while (matcher.find()) {
                String problem = problemOf(matcher.group(1).strip());
                checked++;
                if (!problem.isEmpty()) {
                    wrong.put(Checkout.root().relativize(file) + ": " + matcher.group().strip(), problem);
                }
            }
        }
        assertTrue(checked >= 3, "the pattern no longer finds the README's commands");
        assertTrue(wrong.isEmpty(), wrong.toString());
    }

    @Test
    void readmesTestCommandIsWhatCiRuns() {
        String command = "mvn -B verify";

        assertTrue(Checkout.read(Checkout.root().resolve("README.md")).contains("\n" + command + "\n"));
        assertTrue(Checkout.read(Checkout.root().resolve(".ci/run")).contains("\n" + command + " "));
    }

    @Test
    void linksBetweenDocumentsLeadSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Path file : documents()) {
            Matcher matcher = LINK.matcher(Checkout.read(file));
            while (matcher.find()) {
                if (!Files.exists(file.resolveSibling(matcher.group(1)))) {
                    broken.add(Checkout.root().relativize(file) + " -> " + matcher.group(1));
                }
            }
        }
        assertTrue(broken.isEmpty(), "links to files that are not there: " + broken);
    }

    @Test
    void decisionsHaveOneNumberEach() {
        Map<String, List<String>> byNumber = new TreeMap<>();
        for (Path file : documents()) {
            String name = file.getFileName().toString();
            if (file.getParent().endsWith("decisions") && Character.isDigit(name.charAt(0))) {
                byNumber.computeIfAbsent(name.substring(0, 4), number -> new ArrayList<>()).add(name);
            }
        }
        assertFalse(byNumber.isEmpty());
        byNumber.forEach((number, names) -> assertEquals(1, names.size(), "one number, several decisions: " + names));
    }

    /** A launcher that forgets a module would run its old classes. */
    @Test
    void launchersWatchEveryModuleOfTheProgram() {
        String unix = Checkout.read(Checkout.root().resolve("refers"));
        String builder = Checkout.read(Checkout.root().resolve("app/src/launcher/BuildIfStale.java"));
        Matcher modules = Pattern.compile("<module>([^<]+)</module>")
                .matcher(Checkout.read(Checkout.root().resolve("pom.xml")));
        int program = 0;
        while (modules.find()) {
            String module = modules.group(1);
            if (!List.of("test", "installer", "dcm4che").contains(module)) {
                program++;
                assertTrue(unix.contains("\"$root\"/" + module + "/src/main"), module + " is missing in refers");
                assertTrue(unix.contains("\"$root\"/" + module + "/pom.xml"), module + " is missing in refers");
                assertTrue(builder.contains('"' + module + '"'), module + " is missing in BuildIfStale");
            }
        }
        assertEquals(5, program);
    }

    private static List<Path> documents() {
        return Checkout.texts().stream().filter(file -> file.toString().endsWith(".md")).toList();
    }

    /** Empty if the words after {@code refers} are a command with options that it has. */
    private static String problemOf(String words) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        CommandLine command = RefersCommand.commandLine(new Console(nowhere, nowhere),
                new Cli.Processes(new ThreadLauncher(), new ProbeHere()),
                (workspace, runs) -> 0);
        for (String word : words.split("[\\s\\[\\]]+")) {
            CommandLine next = command.getSubcommands().get(word);
            if (next != null) {
                command = next;
            } else if (word.matches("[a-z][a-z-]+") && !command.getSubcommands().isEmpty()) {
                return "there is no command " + word;
            } else if (word.matches("--[a-z][a-z-]*") && command.getCommandSpec().findOption(word) == null) {
                return command.getCommandName() + " has no option " + word;
            }
        }
        return "";
    }
}
