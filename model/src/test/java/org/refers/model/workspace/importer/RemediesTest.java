package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Reasons and remedies are kept together by their words: neither may change without the other. */
class RemediesTest {

    private static final Path SOURCES = Path.of("src/main/java/org/refers/model");
    private static final Pattern STATEMENT = Pattern.compile("(?:reject|IOException)\\((.*?)\\);\\n", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** Sentences that no file of an import is rejected with: those of annotation files and of our own faults. */
    private static final Set<String> OTHERS = Set.of("Annotation", "AnnotationFiles", "AnnotationImport",
            "AnnotationTable",
            "CocoAnnotations", "KnownPictures", "HashedInput", "Remedies");

    private static String source(Path file) throws IOException {
        // Sentences over several lines are one.
        return Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("Remedies.java")).toList();
        }
    }

    /** The literals of each statement that rejects or throws. */
    private static List<String> said(String source) {
        List<String> sentences = new ArrayList<>();
        Matcher statement = STATEMENT.matcher(source);
        while (statement.find()) {
            String sentence = LITERAL.matcher(statement.group(1)).results().map(found -> found.group(1))
                    .collect(Collectors.joining("\u2026"));
            if (!sentence.isEmpty()) {
                sentences.add(sentence);
            }
        }
        return sentences;
    }

    @Test
    void everyRuleIsAboutASentenceThatIsSaid() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : sources(SOURCES)) {
            all.append(source(file));
        }
        Set<String> inVain = Remedies.RULES.stream().map(Remedies.Rule::words)
                .filter(words -> !all.toString().contains(words)).collect(Collectors.toSet());
        assertEquals(Set.of(), inVain);
    }

    @Test
    void everySentenceOfAnImporterHasItsRemedy() throws IOException {
        Set<String> without = new TreeSet<>();
        int found = 0;
        for (Path file : sources(SOURCES.resolve("workspace/importer"))) {
            if (!OTHERS.contains(SourceFolder.stemOf(file))) {
                for (String sentence : said(source(file))) {
                    found++;
                    if (Remedies.of(sentence).equals(Remedies.DAMAGED)) {
                        without.add(SourceFolder.stemOf(file) + ": " + sentence);
                    }
                }
            }
        }
        assertTrue(found > 50, "sentences found: " + found);
        assertEquals(Set.of(), without);
    }

    @Test
    void remediesAreSentences() {
        for (Remedies.Rule rule : Remedies.RULES) {
            assertTrue(rule.remedy().matches("[A-Z].*\\."), rule.remedy());
        }
        assertTrue(Remedies.of("Rows (0028,0010): is missing").remedy().startsWith("Open it"));
    }
}
