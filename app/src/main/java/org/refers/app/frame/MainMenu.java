package org.refers.app.frame;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.refers.app.study.StudyCommand;
import org.refers.app.study.ToolWords;
import org.refers.app.training.TrainingViewModel;
import org.refers.viewer.command.Command;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.command.KeyStroke;
import org.refers.viewer.image.ViewCommand;
import org.refers.viewer.text.Texts;

/** The menu bar. */
final class MainMenu extends MenuBar {

    private final Texts texts;
    private final Actions actions;
    private final ReadOnlyObjectProperty<KeyMap> keys;

    MainMenu(Texts texts, Actions actions, ReadOnlyObjectProperty<KeyMap> keys, TrainingViewModel training,
            Supplier<List<String>> recent) {
        this.texts = texts;
        this.actions = actions;
        this.keys = keys;
        setId("main-menu");
        getMenus().addAll(file(recent), study(), view(), training(training), help());
    }

    private Menu file(Supplier<List<String>> recent) {
        Menu recentMenu = new Menu(texts.get("menu.recent"));
        Menu file = new Menu(texts.get("menu.file"), null, item(FrameCommand.OPEN_WORKSPACE), recentMenu,
                new SeparatorMenuItem(), item(FrameCommand.IMPORT_FOLDER),
                item("menu-moved", "menu.moved", actions::findMovedFiles),
                item("menu-samples", "menu.samples", actions::makeSamples), new SeparatorMenuItem(),
                item(FrameCommand.QUIT));
        file.setOnShowing(event -> {
            recentMenu.getItems().setAll(recent.get().stream().map(this::recentItem).toList());
            recentMenu.setDisable(recentMenu.getItems().isEmpty());
        });
        return file;
    }

    private MenuItem recentItem(String folder) {
        MenuItem item = new MenuItem(folder);
        item.setMnemonicParsing(false);
        item.setOnAction(chosen -> actions.openWorkspace(Path.of(folder)));
        return item;
    }

    private Menu study() {
        return menu("menu.study", List.of(StudyCommand.NEXT_STUDY, StudyCommand.PREVIOUS_STUDY, StudyCommand.NEXT_VIEW,
                StudyCommand.PREVIOUS_VIEW), List.of(StudyCommand.COMPARE_WITH), List.of(StudyCommand.FILTER_STUDIES),
                List.of(StudyCommand.IMPORT_ANNOTATIONS, StudyCommand.EXPORT_ANNOTATIONS),
                List.of(StudyCommand.SAVE_FIGURE));
    }

    private Menu view() {
        return menu("menu.view", List.of(FrameCommand.SHOW_HOME, FrameCommand.SHOW_STUDIES,
                FrameCommand.SHOW_TRAINING, FrameCommand.SHOW_DATA, FrameCommand.SHOW_RESULTS),
                List.of(StudyCommand.ONE_PANE, StudyCommand.VIEWS_SIDE_BY_SIDE, StudyCommand.WITH_PRIOR,
                        StudyCommand.PLAIN_BESIDE, StudyCommand.FOUR_PANES, StudyCommand.SWAP_SIDES),
                List.of(StudyCommand.LINK_ZOOM, StudyCommand.LINK_WINDOW),
                List.of(ViewCommand.FIT, ViewCommand.ACTUAL_SIZE, ViewCommand.NEXT_WINDOW, ViewCommand.INVERT,
                        ViewCommand.ROTATE_RIGHT, ViewCommand.ROTATE_LEFT, ViewCommand.FLIP_ACROSS,
                        ViewCommand.FLIP_DOWN, ViewCommand.GRAPHICS, ViewCommand.WORDS, ViewCommand.RESET),
                List.of(StudyCommand.SHOW_MAP, StudyCommand.SHOW_READERS, StudyCommand.SHOW_INPUT),
                List.of(FrameCommand.SWITCH_THEME));
    }

    @SafeVarargs
    private Menu menu(String key, List<Command>... groups) {
        Menu menu = new Menu(texts.get(key));
        for (List<Command> group : groups) {
            if (!menu.getItems().isEmpty()) {
                menu.getItems().add(new SeparatorMenuItem());
            }
            group.forEach(command -> menu.getItems().add(item(command)));
        }
        return menu;
    }

    private Menu training(TrainingViewModel training) {
        MenuItem stop = item(FrameCommand.STOP_RUN);
        training.stateProperty().subscribe(state -> stop.setDisable(!training.isBusy()));
        return new Menu(texts.get("menu.training"), null, item(FrameCommand.NEW_RUN), stop);
    }

    private Menu help() {
        return new Menu(texts.get("menu.help"), null, item(FrameCommand.TAKE_TOUR), item(FrameCommand.SHORTCUTS),
                item(FrameCommand.CHECK_MACHINE),
                item("menu-log", "menu.log", actions::showLog), new SeparatorMenuItem(),
                item("menu-about", "menu.about", actions::showAbout));
    }

    /** Single letters are no accelerators: they would fire while somebody types into a field. */
    private MenuItem item(Command command) {
        MenuItem item = item("menu-" + command.id(), command.textKey(), () -> actions.perform(command));
        keys.subscribe(now -> {
            Optional<KeyStroke> fast = now.keys(command).stream().findFirst().filter(KeyStroke::worksWhileTyping);
            item.setAccelerator(fast.map(KeyStroke::combination).orElse(null));
            item.setText(fast.isPresent() ? texts.get(command.textKey()) : ToolWords.of(texts, now, command));
        });
        return item;
    }

    private MenuItem item(String id, String key, Runnable action) {
        MenuItem item = new MenuItem(texts.get(key));
        item.setId(id);
        item.setOnAction(chosen -> action.run());
        return item;
    }
}
