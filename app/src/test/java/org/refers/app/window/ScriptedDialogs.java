package org.refers.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.refers.app.dialog.FileDialogs;

/** Chooses what the test laid out, in order; nothing when it is used up. */
final class ScriptedDialogs implements FileDialogs {

    private final Deque<Path> answers = new ArrayDeque<>();

    void willChoose(Path folder) {
        answers.add(folder);
    }

    final List<Path> opened = new ArrayList<>();

    @Override
    public Optional<Path> chooseFolder(String title) {
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public List<Path> chooseFiles(String title, String kind, List<String> endings) {
        return Optional.ofNullable(answers.poll()).stream().toList();
    }

    @Override
    public Optional<Path> chooseFile(String title, String... endings) {
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<Path> chooseNewFile(String title, String name) {
        return Optional.ofNullable(answers.poll())
                .map(chosen -> Files.isDirectory(chosen) ? chosen.resolve(name) : chosen);
    }

    @Override
    public void open(Path file) {
        opened.add(file);
    }
}
