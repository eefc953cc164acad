package org.refers.model.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Hugging Face's {@code tokenizer.json}, version 1.0. */
final class TokenizerFile {

    /** The largest published ones, of a quarter of a million pieces, have 35 MB. */
    private static final long LARGEST = 128L << 20;
    private static final String VERSION = "1.0";
    private static final JsonMapper MAPPER = new JsonMapper();

    private TokenizerFile() {
    }

    /** The bytes of a tokenizer's file, of whatever form. */
    static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file.getFileName() + " is larger than " + (LARGEST >> 20)
                    + " MB, which no tokenizer is");
        }
        return Files.readAllBytes(file);
    }

    static byte[] ofReportTokenizer(BpeVocabulary vocabulary) {
        ObjectNode root = root(BpeReportTokenizer.SPECIAL);
        ArrayNode steps = root.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        for (String step : List.of("Lowercase", "NFKD", "StripAccents")) {
            steps.addObject().put("type", step);
        }
        ObjectNode collapse = steps.addObject().put("type", "Replace").put("content", " ");
        collapse.putObject("pattern").put("Regex", "\\s+");
        steps.addObject().put("type", "Strip").put("strip_left", true).put("strip_right", true);
        ArrayNode cuts = root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        putMetaspace(cuts.addObject());
        cuts.addObject().put("type", "Punctuation").put("behavior", "Isolated");
        putTemplate(root, BpeReportTokenizer.START, 1, BpeReportTokenizer.END, 2);
        putMetaspace(root.putObject("decoder"));
        ObjectNode model = root.putObject("model").put("type", "BPE").putNull("dropout");
        model.put("unk_token", BpeReportTokenizer.UNKNOWN).putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix").put("fuse_unk", false).put("byte_fallback", false);
        putPieces(model, vocabulary.pieces());
        ArrayNode merges = model.putArray("merges");
        vocabulary.merges().forEach(pair -> merges.addArray().add(pair.left()).add(pair.right()));
        return bytes(root);
    }

    static byte[] ofWordPiece(WordPieceTokenizer tokenizer) {
        ObjectNode root = root(WordPieceTokenizer.SPECIAL.stream().filter(tokenizer.vocabulary()::contains).toList(),
                tokenizer.vocabulary());
        root.putObject("normalizer").put("type", "BertNormalizer").put("clean_text", true)
                .put("handle_chinese_chars", true).putNull("strip_accents")
                .put("lowercase", tokenizer.casing() == Casing.UNCASED);
        root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        putTemplate(root, WordPieceTokenizer.CLASSIFY, tokenizer.vocabulary().indexOf(WordPieceTokenizer.CLASSIFY),
                WordPieceTokenizer.SEPARATE, tokenizer.vocabulary().indexOf(WordPieceTokenizer.SEPARATE));
        root.putObject("decoder").put("type", "WordPiece").put("prefix", WordPieceTokenizer.CONTINUED).put("cleanup",
                true);
        ObjectNode model = root.putObject("model").put("type", "WordPiece");
        model.put("unk_token", WordPieceTokenizer.UNKNOWN)
                .put("continuing_subword_prefix", WordPieceTokenizer.CONTINUED)
                .put("max_input_chars_per_word", WordPieceTokenizer.LONGEST_WORD);
        putPieces(model, tokenizer.vocabulary());
        return bytes(root);
    }

    /** Reads a report tokenizer: ours by our own code, any other form by the tokenizers library. */
    static ReportTokenizer readReportTokenizer(byte[] json) {
        JsonNode root = parse(json);
        return isOurs(root) ? new BpeReportTokenizer(vocabularyOf(root.path("model"))) : new GeneralTokenizer(json);
    }

    static WordPieceTokenizer readWordPiece(byte[] json) {
        JsonNode root = parse(json);
        JsonNode normalizer = root.path("normalizer");
        if (!root.at("/model/type").asText().equals("WordPiece")) {
            throw new IllegalArgumentException("its model is " + root.at("/model/type") + ", not WordPiece");
        }
        if (!normalizer.path("type").asText().equals("BertNormalizer")
                || !root.at("/pre_tokenizer/type").asText().equals("BertPreTokenizer")
                || !root.at("/model/continuing_subword_prefix").asText().equals(WordPieceTokenizer.CONTINUED)) {
            throw new IllegalArgumentException("it cuts text in another way than BERT does");
        }
        boolean lower = normalizer.path("lowercase").asBoolean(true);
        if (normalizer.path("strip_accents").asBoolean(lower) != lower) {
            throw new IllegalArgumentException("strip_accents differs from lowercase, which is not supported");
        }
        return new WordPieceTokenizer(pieces(root.at("/model/vocab")), lower ? Casing.UNCASED : Casing.CASED);
    }

    private static boolean isOurs(JsonNode root) {
        ObjectNode ours = (ObjectNode) parse(ofReportTokenizer(new BpeVocabulary(BpeReportTokenizer.SPECIAL, List
                .of())));
        return List.of("normalizer", "pre_tokenizer", "post_processor", "decoder", "added_tokens").stream()
                .allMatch(part -> ours.path(part).equals(root.path(part)))
                && root.at("/model/type").asText().equals("BPE");
    }

    private static BpeVocabulary vocabularyOf(JsonNode model) {
        List<String> pieces = pieces(model.path("vocab"));
        List<BpeVocabulary.Pair> merges = new ArrayList<>();
        for (JsonNode merge : model.path("merges")) {
            if (merge.size() != 2) {
                throw new IllegalArgumentException("a merge must be a pair, found " + merge);
            }
            merges.add(new BpeVocabulary.Pair(merge.get(0).asText(), merge.get(1).asText()));
        }
        return new BpeVocabulary(pieces, merges);
    }

    private static List<String> pieces(JsonNode vocab) {
        List<String> pieces = new ArrayList<>(Collections.nCopies(vocab.size(), ""));
        boolean[] taken = new boolean[vocab.size()];
        for (Map.Entry<String, JsonNode> entry : vocab.properties()) {
            int id = entry.getValue().isInt() ? entry.getValue().asInt() : -1;
            if (id < 0 || id >= taken.length || taken[id]) {
                throw new IllegalArgumentException("the ids of its vocabulary do not run from 0 without gaps");
            }
            taken[id] = true;
            pieces.set(id, entry.getKey());
        }
        return pieces;
    }

    private static JsonNode parse(byte[] json) {
        try {
            JsonNode root = MAPPER.readTree(json);
            if (!root.path("version").asText().equals(VERSION)) {
                throw new IllegalArgumentException(
                        "its version is " + root.path("version") + ", this program reads version " + VERSION);
            }
            return root;
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no JSON", e);
        }
    }

    private static ObjectNode root(List<String> special) {
        return root(special, special);
    }

    private static ObjectNode root(List<String> special, List<String> vocabulary) {
        ObjectNode root = MAPPER.createObjectNode().put("version", VERSION).putNull("truncation").putNull("padding");
        ArrayNode added = root.putArray("added_tokens");
        for (String token : special) {
            added.addObject().put("id", vocabulary.indexOf(token)).put("content", token).put("single_word", false)
                    .put("lstrip", false).put("rstrip", false).put("normalized", false).put("special", true);
        }
        return root;
    }

    private static void putMetaspace(ObjectNode node) {
        node.put("type", "Metaspace").put("replacement", Character.toString(BpeReportTokenizer.SPACE_MARK))
                .put("prepend_scheme", "always").put("split", true);
    }

    private static void putTemplate(ObjectNode root, String start, int startId, String end, int endId) {
        ObjectNode template = root.putObject("post_processor").put("type", "TemplateProcessing");
        for (String name : List.of("single", "pair")) {
            ArrayNode row = template.putArray(name);
            row.addObject().putObject("SpecialToken").put("id", start).put("type_id", 0);
            row.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
            row.addObject().putObject("SpecialToken").put("id", end).put("type_id", 0);
            if (name.equals("pair")) {
                row.addObject().putObject("Sequence").put("id", "B").put("type_id", 1);
                row.addObject().putObject("SpecialToken").put("id", end).put("type_id", 1);
            }
        }
        ObjectNode tokens = template.putObject("special_tokens");
        putToken(tokens, start, startId);
        putToken(tokens, end, endId);
    }

    private static void putToken(ObjectNode tokens, String token, int id) {
        ObjectNode node = tokens.putObject(token).put("id", token);
        node.putArray("ids").add(id);
        node.putArray("tokens").add(token);
    }

    private static void putPieces(ObjectNode model, List<String> pieces) {
        ObjectNode vocab = model.putObject("vocab");
        for (int i = 0; i < pieces.size(); i++) {
            vocab.put(pieces.get(i), i);
        }
    }

    private static byte[] bytes(ObjectNode root) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
