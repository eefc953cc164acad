package org.refers.model.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A SentencePiece BPE model (Kudo and Richardson 2018) such as REFERS' published one: normalise, write spaces as
 * U+2581, then merge the neighbours whose joint piece scores highest until none does.
 */
final class SentencePieceTokenizer implements ReportTokenizer {

    private static final int TYPE_NORMAL = 1;
    private static final int TYPE_UNKNOWN = 2;
    private static final char SPACE_MARK = BpeReportTokenizer.SPACE_MARK;

    /** One entry of the model: text, merge score and the type of {@code sentencepiece_model.proto}. */
    record Piece(String text, float score, int type) {
    }

    private final byte[] file;
    private final List<Piece> pieces;
    private final boolean spaceBefore;
    private final boolean compatible;
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Integer> ranks = new HashMap<>();
    private final boolean piecesSpanWords;
    private final SpecialTokens special;

    SentencePieceTokenizer(byte[] file, List<Piece> pieces, boolean spaceBefore, boolean compatible) {
        this.file = file.clone();
        this.pieces = List.copyOf(pieces);
        this.spaceBefore = spaceBefore;
        this.compatible = compatible;
        for (int i = 0; i < pieces.size(); i++) {
            if (ids.putIfAbsent(pieces.get(i).text(), i) != null) {
                throw new IllegalArgumentException("its piece '" + pieces.get(i).text() + "' occurs twice");
            }
        }
        List<Piece> byScore = pieces.stream().filter(piece -> piece.type() == TYPE_NORMAL)
                .sorted((a, b) -> Float.compare(b.score(), a.score())).toList();
        byScore.forEach(piece -> ranks.put(piece.text(), ranks.size()));
        piecesSpanWords = byScore.stream().anyMatch(piece -> piece.text().lastIndexOf(SPACE_MARK) > 0);
        special = specialTokens();
    }

    private SpecialTokens specialTokens() {
        int unknown = -1;
        for (int i = 0; i < pieces.size(); i++) {
            unknown = pieces.get(i).type() == TYPE_UNKNOWN ? i : unknown;
        }
        int start = firstOf("[SOS]", "<s>");
        int end = firstOf("[EOS]", "</s>");
        if (unknown < 0 || start < 0 || end < 0) {
            throw new IllegalArgumentException("it lacks an unknown, a start ([SOS] or <s>) or an end token");
        }
        int pad = firstOf("[PAD]", "<pad>");
        return new SpecialTokens(pad < 0 ? unknown : pad, unknown, start, end);
    }

    private int firstOf(String name, String other) {
        return ids.getOrDefault(name, ids.getOrDefault(other, -1));
    }

    @Override
    public int[] encode(String text) {
        List<Integer> result = new ArrayList<>();
        result.add(special.start());
        for (String part : parts(normalized(ReportText.decoderForm(text)))) {
            boolean afterUnknown = false;
            for (String piece : PieceMerger.merge(PieceMerger.symbolsOf(part), this::rank)) {
                int id = pieces.get(ids.getOrDefault(piece, special.unknown())).type() == TYPE_NORMAL
                        ? ids.getOrDefault(piece, special.unknown())
                        : special.unknown();
                // SentencePiece writes a run of unknown characters as one token.
                if (id != special.unknown() || !afterUnknown) {
                    result.add(id);
                }
                afterUnknown = id == special.unknown();
            }
        }
        result.add(special.end());
        return result.stream().mapToInt(Integer::intValue).toArray();
    }

    private int rank(String left, String right) {
        return ranks.getOrDefault(left + right, Integer.MAX_VALUE);
    }

    /** Where no piece reaches over a space, words cannot influence each other and are merged one by one. */
    private List<String> parts(String text) {
        if (piecesSpanWords || text.isEmpty()) {
            return text.isEmpty() ? List.of() : List.of(text);
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == SPACE_MARK) {
                parts.add(text.substring(start, i));
                start = i;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /**
     * The normaliser nmt_nfkc: control characters dropped, every kind of space and the space mark itself become a
     * space, the full-width tilde stays, all else by NFKC; then runs of spaces become one.
     */
    private String normalized(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isSpace(c)) {
                plain.append(' ');
            } else if (!isDropped(c)) {
                plain.appendCodePoint(c);
            }
        });
        String form = compatible ? nfkc(plain.toString()) : plain.toString();
        String collapsed = form.replaceAll(" +", " ").strip();
        String prefixed = spaceBefore && !collapsed.isEmpty() ? " " + collapsed : collapsed;
        return prefixed.replace(' ', SPACE_MARK);
    }

    private static String nfkc(String text) {
        StringBuilder form = new StringBuilder();
        int start = 0;
        for (int tilde = text.indexOf('\uFF5E'); tilde >= 0; tilde = text.indexOf('\uFF5E', start)) {
            form.append(Normalizer.normalize(text.substring(start, tilde), Normalizer.Form.NFKC)).append('\uFF5E');
            start = tilde + 1;
        }
        return form.append(Normalizer.normalize(text.substring(start), Normalizer.Form.NFKC)).toString();
    }

    private static boolean isSpace(int c) {
        return c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == 0x1680 || c >= 0x200B && c <= 0x200F
                || c == 0x2028 || c == 0x2029 || c == SPACE_MARK || c == 0xFEFF || c == 0xFFFD;
    }

    private static boolean isDropped(int c) {
        return c >= 1 && c <= 8 || c == 0x0B || c >= 0x0E && c <= 0x1F || c == 0x7F || c == 0x8F || c == 0x9F;
    }

    @Override
    public String decode(int[] tokens) {
        StringBuilder text = new StringBuilder();
        for (int id : tokens) {
            if (id < 0 || id >= pieces.size()) {
                throw new IllegalArgumentException("token " + id + " is outside the vocabulary of " + pieces.size());
            }
            if (id == special.end()) {
                break;
            }
            text.append(pieces.get(id).type() == TYPE_NORMAL ? pieces.get(id).text() : "");
        }
        return ReportText.collapsed(text.toString().replace(SPACE_MARK, ' '));
    }

    @Override
    public int vocabularySize() {
        return pieces.size();
    }

    @Override
    public SpecialTokens special() {
        return special;
    }

    @Override
    public byte[] toBytes() {
        return file.clone();
    }

    @Override
    public String fileName() {
        return "tokenizer.model";
    }
}
