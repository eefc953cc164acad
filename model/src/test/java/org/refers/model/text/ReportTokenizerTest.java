package org.refers.model.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReportTokenizerTest {

    static final List<String> REPORTS = List.of("The heart is enlarged. There is a small left pleural effusion.",
            "No pleural effusion, pneumothorax or focal consolidation.",
            "Stable small right pleural effusion; the heart is normal in size.",
            "Mild cardiomegaly with bibasilar atelectasis.\nNo pneumothorax.",
            "CAF\u00c9 2.5 cm nodule, right/left (upper) lobe!");

    private final ReportTokenizer tokenizer = new BpeTrainer(200, 1).train(REPORTS);

    @Test
    void encodingFramesTheTextAndDecodingGivesItBack() {
        int[] ids = tokenizer.encode("Small LEFT\n pleural effusion.");

        assertEquals(1, ids[0]);
        assertEquals(2, ids[ids.length - 1]);
        assertEquals("small left pleural effusion.", tokenizer.decode(ids));
        assertEquals("", tokenizer.decode(tokenizer.encode("  ")));
    }

    @Test
    void frequentWordsBecomeOnePiece() {
        assertEquals(4, tokenizer.encode("pleural effusion").length);
    }

    /** "ab ab ab ac": pairs are (_,a) 4 times, (a,b) 3, then (_a,b) 3: by hand the merges are _a, _ab. */
    @Test
    void mergesFollowPairFrequency() {
        ReportTokenizer small = new BpeTrainer(100, 2).train(List.of("ab ab", "ab ac"));

        assertEquals(BpeReportTokenizer.SPECIAL.size() + 4 + 2, small.vocabularySize());
        assertEquals(3, small.encode("ab").length);
        assertEquals(4, small.encode("ac").length);
    }

    @Test
    void theSameReportsGiveTheSameBytesInAnyOrder() {
        assertArrayEquals(tokenizer.toBytes(), new BpeTrainer(200, 1).train(REPORTS.reversed()).toBytes());
    }

    @Test
    void longReportsLoseTheirEnd() {
        int[] all = tokenizer.encode(REPORTS.get(0));
        int[] cut = tokenizer.encode(REPORTS.get(0), 5);

        assertArrayEquals(Arrays.copyOf(all, 5), cut);
        assertArrayEquals(all, tokenizer.encode(REPORTS.get(0), all.length));
    }

    @Test
    void unknownCharactersAndForeignIdsAreNamed() {
        assertEquals(3, tokenizer.encode("\u4e00")[2]);
        assertThrows(IllegalArgumentException.class, () -> tokenizer.decode(new int[]{tokenizer.vocabularySize()}));
    }

    @Test
    void theVocabularyKeepsItsBound() {
        assertTrue(new BpeTrainer(80, 1).train(REPORTS).vocabularySize() <= 80);
        assertThrows(IllegalArgumentException.class, () -> new BpeTrainer(10, 1).train(REPORTS));
        assertThrows(IllegalArgumentException.class, () -> BpeTrainer.standard().train(List.of(" ")));
    }

    @Test
    void aSavedTokenizerReadsBackTheSame(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve(tokenizer.fileName()), tokenizer.toBytes());

        ReportTokenizer again = ReportTokenizer.load(file);

        assertEquals(BpeReportTokenizer.class, again.getClass());
        assertArrayEquals(tokenizer.toBytes(), again.toBytes());
        assertArrayEquals(tokenizer.encode(REPORTS.get(2)), again.encode(REPORTS.get(2)));
    }

    /** The tokenizers library reads our file and must cut every text as we do. */
    @Test
    void theTokenizersLibraryAgrees() throws IOException {
        try (HuggingFaceTokenizer library = HuggingFaceTokenizer
                .newInstance(new ByteArrayInputStream(tokenizer.toBytes()), Map.of())) {
            for (String text : List.of(REPORTS.get(0), REPORTS.get(4),
                    "  Caf\u00e9\tau lait \u4e00 2.5% x_y 'quoted'  ", "$<tag>+1")) {
                assertArrayEquals(Arrays.stream(tokenizer.encode(text)).asLongStream().toArray(), library.encode(text)
                        .getIds(), text);
            }
        }
    }

    /** A file of another form goes to the library, and gives the same ids where it says the same. */
    @Test
    void otherFilesAreReadByTheLibrary(@TempDir Path folder) throws IOException {
        String foreign = new String(tokenizer.toBytes(), StandardCharsets.UTF_8).replace("\"lstrip\" : false",
                "\"lstrip\" : true");
        Path file = Files.writeString(folder.resolve("tokenizer.json"), foreign);

        ReportTokenizer general = ReportTokenizer.load(file);

        assertEquals(GeneralTokenizer.class, general.getClass());
        assertEquals(new SpecialTokens(0, 3, 1, 2), general.special());
        assertArrayEquals(tokenizer.encode(REPORTS.get(1)), general.encode(REPORTS.get(1)));
        assertEquals("no pleural effusion.", general.decode(general.encode("No pleural effusion.")));
    }

    @Test
    void filesThatAreNoTokenizerAreRefusedByName(@TempDir Path folder) throws IOException {
        Path later = Files.writeString(folder.resolve("later.json"), "{\"version\":\"2.0\"}");
        Path noise = Files.write(folder.resolve("noise.model"), new byte[]{10, 120, 3});

        assertTrue(assertThrows(IOException.class, () -> ReportTokenizer.load(later)).getMessage().contains(
                "later.json"));
        assertTrue(assertThrows(IOException.class, () -> ReportTokenizer.load(noise)).getMessage().contains(
                "ends early"));
    }

    @Property(tries = 200)
    void anyTextEncodesInsideTheVocabulary(@ForAll @StringLength(max = 40) String text) {
        for (int id : tokenizer.encode(text)) {
            assertTrue(id > 0 && id < tokenizer.vocabularySize());
        }
    }

    @Property(tries = 200)
    void decodingIsTheNormalisedTextWhereAllIsKnown(@ForAll("known") String text) {
        assertEquals(ReportText.collapsed(ReportText.decoderForm(text)), tokenizer.decode(tokenizer.encode(text)));
    }

    @Provide
    Arbitrary<String> known() {
        return Arbitraries.strings().withChars("aehirt .,left").ofMaxLength(60);
    }

    @Test
    void aTextWithoutSpacesDoesNotStallTheEncoder() {
        String hostile = "the heart".repeat(20_000).replace(" ", "");

        assertEquals(hostile, tokenizer.decode(tokenizer.encode(hostile)));
    }

    @Test
    void batchesArePaddedAndMasked() {
        TokenBatch batch = TokenBatch.of(List.of(new int[]{1, 7, 2}, new int[]{1, 2}), 0);

        assertArrayEquals(new long[]{1, 7, 2, 1, 2, 0}, batch.ids());
        assertArrayEquals(new long[]{1, 1, 1, 1, 1, 0}, batch.mask());
        assertArrayEquals(new long[]{3, 2}, batch.lengths());
    }
}
