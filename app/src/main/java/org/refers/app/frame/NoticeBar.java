package org.refers.app.frame;

import atlantafx.base.theme.Styles;
import java.util.HashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.refers.app.error.Notice;
import org.refers.app.error.NoticeBoard;
import org.refers.app.parts.Parts;
import org.refers.viewer.text.Texts;

/**
 * Messages above the screens: a sentence each, with the way to the log. Faults stay until they are put away; what is no fault goes by
 * itself, for it lies over tools, but not while the pointer or the focus is on it.
 */
final class NoticeBar extends VBox {

    private final Texts texts;
    private final Map<Notice, Node> rows = new HashMap<>();
    private final NoticeBoard board;
    private final Actions actions;

    NoticeBar(Texts texts, NoticeBoard board, Actions actions) {
        super(6);
        this.texts = texts;
        this.board = board;
        this.actions = actions;
        getStyleClass().add("notices");
        setId("notices");
        setPickOnBounds(false);
        setMaxHeight(Region.USE_PREF_SIZE);
        setMaxWidth(760);
        board.notices().addListener((ListChangeListener<Notice>) change -> refresh());
        refresh();
    }

    private void refresh() {
        rows.keySet().retainAll(board.notices());
        getChildren().setAll(board.notices().stream().map(one -> rows.computeIfAbsent(one, this::row)).toList());
        setVisible(!board.notices().isEmpty());
    }

    private Node row(Notice notice) {
        FontIcon icon = new FontIcon(notice.fault()
                ? MaterialDesignA.ALERT_CIRCLE_OUTLINE
                : MaterialDesignI.INFORMATION_OUTLINE);
        Label sentence = new Label(notice.sentence());
        sentence.setWrapText(true);
        sentence.getStyleClass().add("notice-text");
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        HBox row = new HBox(10, icon, sentence);
        if (notice.fault()) {
            Button log = new Button(texts.get(notice.report().isPresent() ? "notice.report" : "notice.log"));
            log.getStyleClass().addAll(Styles.SMALL, "show-log");
            log.setMinWidth(Region.USE_PREF_SIZE);
            log.setOnAction(pressed -> notice.report().ifPresentOrElse(actions::showCrash, actions::showLog));
            row.getChildren().add(log);
        }
        row.getChildren().add(Parts.iconButton("dismiss-notice", MaterialDesignC.CLOSE, texts.get("notice.dismiss"),
                () -> board.dismiss(notice)));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("notice", notice.fault() ? "notice-fault" : "notice-info");
        if (!notice.fault()) {
            leaveLater(row, notice);
        }
        return row;
    }

    private void leaveLater(Node row, Notice notice) {
        PauseTransition wait = new PauseTransition(Duration.millis(board.stay().toMillis()));
        wait.setOnFinished(over -> board.dismiss(notice));
        Runnable follow = () -> {
            if (row.isHover() || row.isFocusWithin()) {
                wait.stop();
            } else {
                wait.playFromStart();
            }
        };
        row.hoverProperty().subscribe(follow);
        row.focusWithinProperty().subscribe(follow);
        follow.run();
    }
}
