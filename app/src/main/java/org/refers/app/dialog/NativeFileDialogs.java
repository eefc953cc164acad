package org.refers.app.dialog;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.HostServices;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The dialogs of the operating system. */
public final class NativeFileDialogs implements FileDialogs {

    private final Window owner;
    private final HostServices system;
    private Optional<File> last = Optional.empty();

    /**
     * Creates dialogs over a window.
     *
     * @param system opens files outside of it
     */
    public NativeFileDialogs(Window owner, HostServices system) {
        this.owner = owner;
        this.system = system;
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        last.ifPresent(chooser::setInitialDirectory);
        Optional<File> chosen = Optional.ofNullable(chooser.showDialog(owner));
        chosen.map(File::getParentFile).ifPresent(parent -> last = Optional.of(parent));
        return chosen.map(File::toPath);
    }

    @Override
    public List<Path> chooseFiles(String title, String kind, List<String> endings) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().addAll(
                new FileChooser.ExtensionFilter(kind, endings.stream().map(ending -> "*." + ending).toList()),
                new FileChooser.ExtensionFilter("*", "*"));
        last.ifPresent(chooser::setInitialDirectory);
        List<File> chosen = Optional.ofNullable(chooser.showOpenMultipleDialog(owner)).orElse(List.of());
        chosen.stream().findFirst().map(File::getParentFile).ifPresent(parent -> last = Optional.of(parent));
        return chosen.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> chooseFile(String title, String... endings) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(
                String.join(", ", endings).toUpperCase(Locale.ROOT),
                Arrays.stream(endings).map(ending -> "*." + ending).toList()));
        last.ifPresent(chooser::setInitialDirectory);
        Optional<File> chosen = Optional.ofNullable(chooser.showOpenDialog(owner));
        chosen.map(File::getParentFile).ifPresent(parent -> last = Optional.of(parent));
        return chosen.map(File::toPath);
    }

    @Override
    public Optional<Path> chooseNewFile(String title, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(ending.toUpperCase(Locale.ROOT),
                "*." + ending));
        last.ifPresent(chooser::setInitialDirectory);
        Optional<File> chosen = Optional.ofNullable(chooser.showSaveDialog(owner));
        chosen.map(File::getParentFile).ifPresent(parent -> last = Optional.of(parent));
        return chosen.map(File::toPath);
    }

    @Override
    public void open(Path file) {
        system.showDocument(file.toUri().toString());
    }
}
