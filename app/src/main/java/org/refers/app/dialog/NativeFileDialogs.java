package org.refers.app.dialog;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.Window;

/** The dialogs of the operating system. */
public final class NativeFileDialogs implements FileDialogs {

    private final Window owner;
    private Optional<File> last = Optional.empty();

    /** Creates dialogs over a window. */
    public NativeFileDialogs(Window owner) {
        this.owner = owner;
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
}
