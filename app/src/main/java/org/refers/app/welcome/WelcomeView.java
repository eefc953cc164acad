package org.refers.app.welcome;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.refers.app.parts.Parts;
import org.refers.app.prefs.LastPlace;
import org.refers.viewer.text.Texts;

/** What a user sees first: what the program does, and the three ways to begin. */
public final class WelcomeView extends StackPane {

    private static final double TILE_HEIGHT = 180;
    private static final double WORDS_HEIGHT = 46;
    private static final double WORDS_WIDTH = 640;

    private final Texts texts;
    private final VBox recent = new VBox(2);
    private final Consumer<Path> open;
    private final Button goOn;

    /**
     * What the three tiles do, and the button above them.
     *
     * @param open opens a workspace
     * @param importFolder imports a folder
     * @param samples makes sample studies
     * @param goOn goes back to the last place
     */
    public record Ways(Runnable open, Runnable importFolder, Runnable samples, Runnable goOn) {
    }

    /** Creates the screen; {@code open} opens a recent workspace, {@code first} is for those who are new here. */
    public WelcomeView(Texts texts, Ways ways, Consumer<Path> open, FirstSteps first) {
        this.texts = texts;
        this.open = open;
        setId("welcome-screen");
        getStyleClass().add("welcome");
        Label title = new Label(texts.get("app.name"));
        title.getStyleClass().add("welcome-title");
        Label words = new Label(texts.get("welcome.words"));
        words.getStyleClass().add("welcome-words");
        words.setWrapText(true);
        words.setMinHeight(WORDS_HEIGHT);
        words.setMaxWidth(WORDS_WIDTH);
        HBox tiles = new HBox(16,
                tile("welcome-open", MaterialDesignF.FOLDER_OPEN_OUTLINE, "welcome.open", ways.open()),
                tile("welcome-import", MaterialDesignF.FOLDER_DOWNLOAD_OUTLINE, "welcome.import",
                        ways.importFolder()),
                tile("welcome-samples", MaterialDesignL.LUNGS, "welcome.samples", ways.samples()));
        goOn = Parts.button("welcome-continue", MaterialDesignB.BOOK_OPEN_PAGE_VARIANT_OUTLINE, "", ways.goOn());
        goOn.getStyleClass().add(Styles.ACCENT);
        goOn.setMaxWidth(Double.MAX_VALUE);
        goOn.setMinWidth(0);
        goOn.setAlignment(Pos.CENTER_LEFT);
        goOn.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        showLast(Optional.empty());
        VBox page = new VBox(26, new VBox(8, title, words), goOn, tiles, first, recent);
        page.setMaxSize(880, Region.USE_PREF_SIZE);
        page.setAlignment(Pos.CENTER_LEFT);
        StackPane room = new StackPane(page);
        room.getStyleClass().add("welcome-room");
        ScrollPane scroll = new ScrollPane(room);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().add(scroll);
    }

    private Node tile(String id, Ikon icon, String key, Runnable action) {
        Label name = new Label(texts.get(key));
        name.getStyleClass().add("tile-title");
        Label words = Parts.paragraph(texts.get(key + ".why"));
        FontIcon picture = new FontIcon(icon);
        picture.getStyleClass().add("tile-icon");
        VBox content = new VBox(8, picture, name, words);
        content.setAlignment(Pos.TOP_LEFT);
        Button tile = new Button();
        tile.setId(id);
        tile.setGraphic(content);
        tile.setAccessibleText(texts.get(key));
        tile.getStyleClass().add("welcome-tile");
        tile.setPrefHeight(TILE_HEIGHT);
        tile.setMinHeight(TILE_HEIGHT);
        tile.setMaxSize(Double.MAX_VALUE, TILE_HEIGHT);
        tile.setOnAction(pressed -> action.run());
        content.prefWidthProperty().bind(tile.widthProperty().subtract(40));
        HBox.setHgrow(tile, Priority.ALWAYS);
        tile.setPrefWidth(280);
        return tile;
    }

    /** Offers to go on where the user was last; empty: he was nowhere yet. */
    public void showLast(Optional<LastPlace> last) {
        goOn.setVisible(last.isPresent());
        goOn.setManaged(last.isPresent());
        last.ifPresent(place -> {
            goOn.setText(texts.format("welcome.continue", place.study() + 1, place.patient(), place.workspace()));
            goOn.setTooltip(Parts.tooltip(place.workspace()));
        });
    }

    /** Lists the workspaces opened last. */
    public void showRecent(List<String> folders) {
        recent.getChildren().clear();
        if (!folders.isEmpty()) {
            recent.getChildren().add(Parts.heading(texts.get("welcome.recent")));
        }
        for (String folder : folders) {
            Hyperlink link = new Hyperlink(folder, new FontIcon(MaterialDesignH.HISTORY));
            link.getStyleClass().add("recent-link");
            link.setOnAction(pressed -> open.accept(Path.of(folder)));
            recent.getChildren().add(link);
        }
    }
}
