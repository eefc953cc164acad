package org.refers.model.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WordPieceTokenizerTest {

    /** The entries of BERT-base uncased's vocabulary that two sentences need, at their published ids. */
    private static final Map<Integer, String> BERT_UNCASED = Map.ofEntries(Map.entry(0, "[PAD]"),
            Map.entry(100, "[UNK]"), Map.entry(101, "[CLS]"), Map.entry(102, "[SEP]"), Map.entry(103, "[MASK]"),
            Map.entry(1010, ","), Map.entry(1011, "-"), Map.entry(1012, "."), Map.entry(2003, "is"),
            Map.entry(2084, "than"), Map.entry(2135, "##ly"), Map.entry(2157, "right"), Map.entry(2187, "left"),
            Map.entry(2896, "lower"), Map.entry(3618, "greater"), Map.entry(4003, "card"), Map.entry(6305, "##ac"),
            Map.entry(6447, "##ities"), Map.entry(6728, "##op"), Map.entry(10256, "mild"), Map.entry(15704,
                    "unchanged"),
            Map.entry(17758, "bilateral"), Map.entry(18994, "##iom"), Map.entry(21833, "lobe"), Map.entry(29107,
                    "##ega"));

    private static WordPieceTokenizer uncased() {
        List<String> vocabulary = new ArrayList<>(Collections.nCopies(30_522, ""));
        for (int i = 0; i < vocabulary.size(); i++) {
            vocabulary.set(i, BERT_UNCASED.getOrDefault(i, "[unused-" + i + "]"));
        }
        // "opacities" is cut as op ##ac ##ities: its first piece stands alone in the vocabulary.
        vocabulary.set(6728, "op");
        return new WordPieceTokenizer(vocabulary, Casing.UNCASED);
    }

    @Test
    void publishedIdsOfBertUncased() {
        assertArrayEquals(new int[]{101, 10256, 4003, 18994, 29107, 2135, 2003, 15704, 1012, 102},
                uncased().encode("Mild cardiomegaly is unchanged.", 64));
        assertArrayEquals(new int[]{101, 17758, 2896, 1011, 21833, 6728, 6305, 6447, 1010, 2157, 3618, 2084, 2187, 1012,
            102},
                uncased().encode("Bilateral lower-lobe opacities, right greater than left.", 64));
    }

    @Test
    void truncationKeepsTheSeparator() {
        assertArrayEquals(new int[]{101, 10256, 4003, 102}, uncased().encode("Mild cardiomegaly is unchanged.", 4));
        assertArrayEquals(new int[]{101, 102}, uncased().encode("Mild", 2));
        assertThrows(IllegalArgumentException.class, () -> uncased().encode("Mild", 1));
    }

    @Test
    void wordsThatCannotBeCutAreUnknown() {
        assertArrayEquals(new int[]{101, 100, 2003, 102}, uncased().encode("zebra is", 64));
        assertArrayEquals(new int[]{101, 100, 102}, uncased().encode("is".repeat(60), 64));
    }

    @Test
    void casedVocabulariesKeepCapitalsAndAccents() {
        List<String> vocabulary = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "Mild", "mild", "caf\u00e9");

        assertArrayEquals(new int[]{2, 5, 6, 7, 3}, new WordPieceTokenizer(vocabulary, Casing.CASED).encode(
                "Mild mild caf\u00e9", 9));
        assertArrayEquals(new int[]{2, 6, 6, 1, 3}, new WordPieceTokenizer(vocabulary, Casing.UNCASED).encode(
                "Mild mild caf\u00e9", 9));
    }

    @Test
    void trainedVocabulariesCutAsTheTokenizersLibraryDoes() throws IOException {
        for (Casing casing : Casing.values()) {
            WordPieceTokenizer trained = new WordPieceTrainer(150, 1, casing).train(ReportTokenizerTest.REPORTS);
            try (HuggingFaceTokenizer library = HuggingFaceTokenizer
                    .newInstance(new ByteArrayInputStream(trained.toBytes()), Map.of())) {
                for (String text : List.of(ReportTokenizerTest.REPORTS.get(0),
                        "CAF\u00c9 2.5cm \u4e00\u4e8c x\u0007y\u00a0z unheard-of")) {
                    assertArrayEquals(library.encode(text).getIds(), Arrays.stream(trained.encode(text, 512))
                            .asLongStream().toArray());
                }
            }
        }
    }

    @Test
    void trainingStartsWithTheSpecialTokensAndRoundTrips(@TempDir Path folder) throws IOException {
        WordPieceTokenizer trained = new WordPieceTrainer(120, 1, Casing.UNCASED).train(ReportTokenizerTest.REPORTS);
        Path json = Files.write(folder.resolve("tokenizer.json"), trained.toBytes());
        Path text = Files.write(folder.resolve("vocab.txt"), trained.toVocabularyText());

        assertEquals(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"), trained.vocabulary().subList(0, 5));
        assertTrue(trained.vocabularySize() <= 120);
        assertEquals("pleural effusion", trained.decode(trained.encode("Pleural effusion", 20)));
        assertEquals(trained.vocabulary(), WordPieceTokenizer.load(json, Casing.CASED).vocabulary());
        assertEquals(Casing.UNCASED, WordPieceTokenizer.load(json, Casing.CASED).casing());
        assertEquals(trained.vocabulary(), WordPieceTokenizer.load(text, Casing.UNCASED).vocabulary());
    }

    @Test
    void vocabulariesWithoutSpecialTokensAreRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("vocab.txt"), "a\nb\n");

        String message = assertThrows(IOException.class, () -> WordPieceTokenizer.load(file, Casing.CASED))
                .getMessage();
        assertEquals("vocab.txt cannot be read as a BERT vocabulary: the vocabulary has no [PAD]", message);
    }
}
