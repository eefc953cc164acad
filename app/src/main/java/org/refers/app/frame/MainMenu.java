package org.refers.app.frame;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;
import org.refers.app.study.StudiesView;
import org.refers.app.training.TrainingViewModel;
import org.refers.viewer.image.ViewCommand;
import org.refers.viewer.text.Texts;

/** The menu bar. */
final class MainMenu extends MenuBar {

    private final Texts texts;
    private final Actions actions;

    MainMenu(Texts texts, Actions actions, StudiesView studies, TrainingViewModel training,
            Supplier<List<String>> recent) {
        this.texts = texts;
        this.actions = actions;
        setId("main-menu");
        getMenus().addAll(file(recent), study(studies), view(studies), training(training), help());
    }

    private Menu file(Supplier<List<String>> recent) {
        Menu recentMenu = new Menu(texts.get("menu.recent"));
        Menu file = new Menu(texts.get("menu.file"), null,
                item("menu-open", "menu.open", "Shortcut+O", actions::openWorkspace), recentMenu,
                new SeparatorMenuItem(), item("menu-import", "menu.import", "Shortcut+I", actions::importFolder),
                item("menu-moved", "menu.moved", "", actions::findMovedFiles),
                item("menu-samples", "menu.samples", "", actions::makeSamples), new SeparatorMenuItem(),
                item("menu-quit", "menu.quit", "Shortcut+Q", actions::quit));
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

    private Menu study(StudiesView studies) {
        return new Menu(texts.get("menu.study"), null,
                item("menu-next", "menu.next", "", () -> studies.browser().step(1)),
                item("menu-previous", "menu.previous", "", () -> studies.browser().step(-1)),
                new SeparatorMenuItem(), item("menu-filter", "menu.filter", "Shortcut+F", () -> {
                    actions.show(Screen.STUDIES);
                    studies.browser().focusFilter();
                }));
    }

    private Menu view(StudiesView studies) {
        Menu view = new Menu(texts.get("menu.view"), null,
                item("menu-studies", "nav.studies", "Shortcut+1", () -> actions.show(Screen.STUDIES)),
                item("menu-training", "nav.training", "Shortcut+2", () -> actions.show(Screen.TRAINING)),
                item("menu-data", "nav.data", "Shortcut+3", () -> actions.show(Screen.DATA)),
                new SeparatorMenuItem());
        for (ViewCommand command : List.of(ViewCommand.FIT, ViewCommand.ACTUAL_SIZE, ViewCommand.NEXT_WINDOW,
                ViewCommand.INVERT, ViewCommand.RESET)) {
            // Single letters are no accelerators: they would fire while somebody types into a field.
            MenuItem item = new MenuItem(
                    texts.format("studies.key", texts.get(command.textKey()), command.keyText()));
            item.setOnAction(chosen -> studies.radiograph().perform(command));
            view.getItems().add(item);
        }
        return view;
    }

    private Menu training(TrainingViewModel training) {
        MenuItem stop = item("menu-stop", "menu.stop", "Shortcut+Period", training::stop);
        training.stateProperty().subscribe(state -> stop.setDisable(!training.isBusy()));
        return new Menu(texts.get("menu.training"), null,
                item("menu-newrun", "menu.newrun", "Shortcut+N", () -> actions.show(Screen.TRAINING)), stop);
    }

    private Menu help() {
        return new Menu(texts.get("menu.help"), null,
                item("menu-shortcuts", "menu.shortcuts", "F1", actions::showShortcuts),
                item("menu-log", "menu.log", "", actions::showLog), new SeparatorMenuItem(),
                item("menu-about", "menu.about", "", actions::showAbout));
    }

    private MenuItem item(String id, String key, String accelerator, Runnable action) {
        MenuItem item = new MenuItem(texts.get(key));
        item.setId(id);
        if (!accelerator.isEmpty()) {
            item.setAccelerator(KeyCombination.valueOf(accelerator));
        }
        item.setOnAction(chosen -> action.run());
        return item;
    }
}
