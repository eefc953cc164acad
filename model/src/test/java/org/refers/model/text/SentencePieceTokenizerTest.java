package org.refers.model.text;

import ai.djl.sentencepiece.SpTokenizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SentencePieceTokenizerTest {

    private static final List<String> TEXTS = List.of("Mild cardiomegaly is unchanged.",
            "No focal consolidation, pleural effusion, or pneumothorax is seen.",
            "  Bilateral lower-lobe opacities,\tright greater than left \u2581 2.5\u00a0cm.\n",
            "\u00c9panchement pleural gauche \ufb01n \u4e00\u4e8c x\u200by \u0007z (L1/L2) #3 50%");

    /** A model of a few pieces, written field by field as the proto says. */
    private static byte[] model(int kind, String normalizer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        piece(out, "<unk>", 0, 2);
        piece(out, "[SOS]", 0, 3);
        piece(out, "[EOS]", 0, 3);
        List<String> merges = List.of("\u2581a", "ab", "\u2581ab", "bb");
        for (int i = 0; i < merges.size(); i++) {
            piece(out, merges.get(i), -i, 1);
        }
        for (String letter : List.of("\u2581", "a", "b")) {
            piece(out, letter, -100, 1);
        }
        field(out, 2, new byte[]{0x18, (byte) kind});
        byte[] name = normalizer.getBytes(StandardCharsets.UTF_8);
        byte[] spec = ByteBuffer.allocate(name.length + 2).put((byte) 0x0a).put((byte) name.length).put(name).array();
        field(out, 3, spec);
        return out.toByteArray();
    }

    private static void piece(ByteArrayOutputStream out, String text, float score, int type) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer message = ByteBuffer.allocate(bytes.length + 9).order(ByteOrder.LITTLE_ENDIAN);
        message.put((byte) 0x0a).put((byte) bytes.length).put(bytes).put((byte) 0x15).putFloat(score).put((byte) 0x18)
                .put((byte) type);
        field(out, 1, message.array());
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] message) {
        out.write(number << 3 | 2);
        out.write(message.length);
        out.writeBytes(message);
    }

    /** _a merges before ab and _ab before bb, so "abb" is _ab b; inside "bab" only ab can merge. */
    @Test
    void theHighestScoreMergesFirst() {
        SentencePieceTokenizer tokenizer = SentencePieceFile.read(model(2, "nmt_nfkc"));

        assertArrayEquals(new int[]{1, 5, 2}, tokenizer.encode("AB"));
        assertArrayEquals(new int[]{1, 7, 9, 4, 2}, tokenizer.encode("bab"));
        assertArrayEquals(new int[]{1, 5, 5, 9, 2}, tokenizer.encode(" ab  abb"));
        assertEquals("ab a", tokenizer.decode(tokenizer.encode("ab a")));
    }

    @Test
    void unknownAndPaddingShareZeroAndRunsAreOneToken() {
        SentencePieceTokenizer tokenizer = SentencePieceFile.read(model(2, "nmt_nfkc"));

        assertEquals(new SpecialTokens(0, 0, 1, 2), tokenizer.special());
        assertArrayEquals(new int[]{1, 3, 0, 2}, tokenizer.encode("axyz"));
    }

    @Test
    void otherKindsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> SentencePieceFile.read(model(1, "nmt_nfkc")));
        assertThrows(IllegalArgumentException.class, () -> SentencePieceFile.read(model(2, "user_defined_rules")));
        assertThrows(IllegalArgumentException.class, () -> SentencePieceFile.read(new byte[0]));
    }

    @Property(tries = 300)
    void damagedFilesAreRefusedAndNeverCrash(@ForAll byte[] noise, @ForAll int where) {
        byte[] file = model(2, "nmt_nfkc");
        for (int i = 0; i < Math.min(4, noise.length); i++) {
            file[Math.floorMod(where + i, file.length)] = noise[i];
        }
        try {
            SentencePieceFile.read(file).encode("ab ab");
        } catch (IllegalArgumentException refused) {
            assertTrue(refused.getMessage() != null);
        }
    }

    /** The published model: the reference library must cut every text as we do. */
    @Test
    void thePublishedModelCutsTextAsTheReferenceLibraryDoes(@TempDir Path folder) throws IOException {
        Path model = RealData.file("splits/mimic_10k.sentencepiece.model");
        ReportTokenizer tokenizer = ReportTokenizer.load(model);
        Path copy = Files.copy(model, folder.resolve("mimic_10k.model"));

        assertEquals(10_000, tokenizer.vocabularySize());
        assertEquals(new SpecialTokens(0, 0, 1, 2), tokenizer.special());
        List<String> texts = new ArrayList<>(TEXTS);
        texts.addAll(RealData.openiReports());
        try (SpTokenizer library = new SpTokenizer(copy)) {
            for (String text : texts) {
                int[] ids = tokenizer.encode(text);
                int[] expected = library.getProcessor().encode(ReportText.decoderForm(text));
                assertArrayEquals(expected, Arrays.copyOfRange(ids, 1, ids.length - 1), text);
            }
        }
    }

    @Test
    void thePublishedModelGivesTextBack() throws IOException {
        ReportTokenizer tokenizer = ReportTokenizer.load(RealData.file("splits/mimic_10k.sentencepiece.model"));

        assertEquals("no focal consolidation or effusion.", tokenizer.decode(tokenizer.encode(
                "No focal consolidation or effusion.")));
    }
}
