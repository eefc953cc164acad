package org.refers.model.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Any other {@code tokenizer.json}, read by the tokenizers library. Its start and end are added here, whatever template
 * the file has. The library's native object lives as long as the program: a run opens one or two of them.
 */
final class GeneralTokenizer implements ReportTokenizer {

    private static final List<String> PADS = List.of("[PAD]", "<pad>", "<|padding|>");
    private static final List<String> UNKNOWNS = List.of("[UNK]", "<unk>");
    private static final List<String> STARTS = List.of("[SOS]", "<s>", "[CLS]", "[BOS]", "<bos>");
    private static final List<String> ENDS = List.of("[EOS]", "</s>", "[SEP]", "<eos>", "<|endoftext|>");

    private final byte[] json;
    /** A letter of Cherokee and a picture of lungs. */
    private static final String UNUSUAL = "\u13a0 \ud83e\udec1";

    private final HuggingFaceTokenizer library;
    private final SpecialTokens special;
    private final int size;

    GeneralTokenizer(byte[] json) {
        this.json = json.clone();
        try {
            JsonNode root = new JsonMapper().readTree(json);
            Map<String, Integer> ids = idsOf(root);
            size = ids.values().stream().mapToInt(id -> id + 1).max().orElse(0);
            int unknown = find(ids, UNKNOWNS, "unknown");
            int pad = PADS.stream().filter(ids::containsKey).map(ids::get).findFirst().orElse(unknown);
            special = new SpecialTokens(pad, unknown, find(ids, STARTS, "start"), find(ids, ENDS, "end"));
            library = library(json);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** The library answers what it does not like with exceptions of many kinds. */
    private static HuggingFaceTokenizer library(byte[] json) throws IOException {
        try {
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json),
                    Map.of("addSpecialTokens", "false"));
            // What is wrong with the token for the unknown is told only where one is met.
            tokenizer.encode(UNUSUAL);
            return tokenizer;
        } catch (RuntimeException e) {
            throw refused(e);
        }
    }

    private static IllegalArgumentException refused(Exception e) {
        return new IllegalArgumentException("the tokenizers library refuses it: " + e.getMessage(), e);
    }

    private static Map<String, Integer> idsOf(JsonNode root) {
        Map<String, Integer> ids = new HashMap<>();
        root.at("/model/vocab").properties().forEach(entry -> ids.put(entry.getKey(), entry.getValue().asInt()));
        for (JsonNode token : root.path("added_tokens")) {
            ids.put(token.path("content").asText(), token.path("id").asInt());
        }
        return ids;
    }

    private static int find(Map<String, Integer> ids, List<String> names, String what) {
        return names.stream().filter(ids::containsKey).map(ids::get).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it has no " + what + " token; one of " + names
                        + " is needed"));
    }

    @Override
    public int[] encode(String text) {
        long[] pieces = library.encode(ReportText.collapsed(ReportText.decoderForm(text))).getIds();
        int[] ids = new int[pieces.length + 2];
        ids[0] = special.start();
        for (int i = 0; i < pieces.length; i++) {
            ids[i + 1] = Math.toIntExact(pieces[i]);
        }
        ids[ids.length - 1] = special.end();
        return ids;
    }

    @Override
    public String decode(int[] tokens) {
        int end = 0;
        while (end < tokens.length && tokens[end] != special.end()) {
            if (tokens[end] < 0 || tokens[end] >= size) {
                throw new IllegalArgumentException("token " + tokens[end] + " is outside the vocabulary of " + size);
            }
            end++;
        }
        return library.decode(Arrays.stream(tokens, 0, end).asLongStream().toArray(), true).strip();
    }

    @Override
    public int vocabularySize() {
        return size;
    }

    @Override
    public SpecialTokens special() {
        return special;
    }

    @Override
    public byte[] toBytes() {
        return json.clone();
    }

    @Override
    public String fileName() {
        return "tokenizer.json";
    }
}
