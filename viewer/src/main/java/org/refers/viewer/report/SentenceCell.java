package org.refers.viewer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.MouseButton;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.refers.viewer.report.ReportComparison.Word;

/** One sentence. Words that the partner has not stand out; each token of a generated one can be pointed at. */
final class SentenceCell extends TextFlow {

    private static final String LOOKED_AT = "report-token-now";

    private final List<Piece> pieces = new ArrayList<>();

    /** What one token wrote of one word. */
    private record Piece(int token, Text text) {
    }

    SentenceCell(List<Word> words, boolean marked) {
        getStyleClass().add("report-cell");
        for (Word word : words) {
            getChildren().add(text(word.text() + " ", word, marked));
        }
    }

    SentenceCell(List<Word> words, boolean marked, List<TokenPart> tokens, TokenCursor cursor) {
        getStyleClass().add("report-cell");
        for (Word word : words) {
            add(word, marked, tokens, cursor);
        }
    }

    private static Text text(String letters, Word word, boolean marked) {
        Text text = new Text(letters);
        text.getStyleClass().add(marked && !word.shared() ? "report-word-differs" : "report-word");
        return text;
    }

    private void add(Word word, boolean marked, List<TokenPart> tokens, TokenCursor cursor) {
        int written = word.from();
        int end = word.from() + word.text().length();
        for (int token = 0; token < tokens.size(); token++) {
            int from = Math.max(written, tokens.get(token).from());
            int to = Math.min(end, tokens.get(token).to());
            if (from < to) {
                Text text = text(word.text().substring(from - word.from(), to - word.from()), word, marked);
                follow(text, token, cursor);
                pieces.add(new Piece(token, text));
                getChildren().add(text);
                written = to;
            }
        }
        String rest = word.text().substring(written - word.from());
        if (!rest.isEmpty()) {
            getChildren().add(text(rest, word, marked));
        }
        getChildren().add(new Text(" "));
    }

    private static void follow(Text text, int token, TokenCursor cursor) {
        text.getStyleClass().add("report-token");
        text.setOnMouseEntered(event -> cursor.point(Optional.of(token)));
        text.setOnMouseExited(event -> cursor.point(Optional.empty()));
        text.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                cursor.toggle(token);
            }
        });
    }

    /** Marks the token that is looked at; another sentence may have it. */
    void show(Optional<Integer> token) {
        for (Piece piece : pieces) {
            boolean now = token.isPresent() && token.get() == piece.token();
            piece.text().getStyleClass().remove(LOOKED_AT);
            if (now) {
                piece.text().getStyleClass().add(LOOKED_AT);
            }
        }
    }

    /** The letters of a token that stand here; empty for one of another sentence. */
    String lettersOf(int token) {
        StringBuilder letters = new StringBuilder();
        pieces.stream().filter(piece -> piece.token() == token)
                .forEach(piece -> letters.append(piece.text().getText()));
        return letters.toString();
    }
}
