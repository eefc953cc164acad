package org.refers.model.text;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.refers.model.store.ProtoReader;

/**
 * Reads a SentencePiece model of kind BPE ({@code sentencepiece_model.proto}). Other kinds, byte fallback and
 * user-defined pieces are refused, since they would be cut differently.
 */
final class SentencePieceFile {

    private static final int NORMAL = 1;
    private static final int USER_DEFINED = 4;
    private static final int BYTE = 6;
    private static final int BPE = 2;

    private SentencePieceFile() {
    }

    static SentencePieceTokenizer read(byte[] file) {
        List<SentencePieceTokenizer.Piece> pieces = new ArrayList<>();
        long kind = 1;
        boolean prefix = true;
        String normalizer = "";
        ProtoReader model = new ProtoReader(ByteBuffer.wrap(file));
        while (model.next()) {
            switch (model.field()) {
                case 1 -> pieces.add(piece(model.message()));
                case 2 -> kind = numberIn(model.message(), 3, 1);
                case 3 -> {
                    ByteBuffer spec = model.message();
                    prefix = numberIn(spec, 3, 1) != 0;
                    normalizer = textIn(spec, 1);
                }
                default -> model.skip();
            }
        }
        if (pieces.isEmpty() || kind != BPE) {
            throw new IllegalArgumentException(
                    pieces.isEmpty()
                            ? "it holds no pieces"
                            : "it is a SentencePiece model of kind " + kind + ", not BPE");
        }
        if (!List.of("nmt_nfkc", "nfkc", "identity").contains(normalizer)) {
            throw new IllegalArgumentException("its normalizer " + normalizer + " is not known");
        }
        return new SentencePieceTokenizer(file, pieces, prefix, !normalizer.equals("identity"));
    }

    private static SentencePieceTokenizer.Piece piece(ByteBuffer message) {
        ProtoReader reader = new ProtoReader(message);
        String text = "";
        float score = 0;
        int type = NORMAL;
        while (reader.next()) {
            switch (reader.field()) {
                case 1 -> text = reader.text();
                case 2 -> score = reader.real();
                case 3 -> type = (int) reader.number();
                default -> reader.skip();
            }
        }
        if (type == USER_DEFINED || type == BYTE || type < NORMAL || type > BYTE) {
            throw new IllegalArgumentException("its piece '" + text + "' is of type " + type
                    + ", which is not supported");
        }
        return new SentencePieceTokenizer.Piece(text, score, type);
    }

    private static long numberIn(ByteBuffer message, int field, long otherwise) {
        ProtoReader reader = new ProtoReader(message);
        long value = otherwise;
        while (reader.next()) {
            if (reader.field() == field) {
                value = reader.number();
            } else {
                reader.skip();
            }
        }
        return value;
    }

    private static String textIn(ByteBuffer message, int field) {
        ProtoReader reader = new ProtoReader(message);
        String value = "";
        while (reader.next()) {
            if (reader.field() == field) {
                value = reader.text();
            } else {
                reader.skip();
            }
        }
        return value;
    }
}
