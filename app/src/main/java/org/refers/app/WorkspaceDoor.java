package org.refers.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.refers.app.frame.Answer;
import org.refers.app.frame.MainView;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.Outcome;
import org.refers.app.workspace.Dropped;
import org.refers.app.workspace.LookViewModel;
import org.refers.app.workspace.WorkspaceViewModel;
import org.refers.model.workspace.importer.ImportLook;
import org.refers.sampledata.SampleRequest;
import org.refers.viewer.text.Texts;

/** How studies come in: asks which folder is meant, and hands it to the workspace. */
final class WorkspaceDoor {

    private final Services services;
    private final Texts texts;
    private final WorkspaceViewModel workspace;
    private final Consumer<Question> ask;
    private final Consumer<MainView.Look> show;
    private final LookViewModel looks;

    /**
     * A question with its answers.
     *
     * @param title what it is about
     * @param words the question
     * @param answers what can be answered
     */
    record Question(String title, String words, List<Answer> answers) {
    }

    /** Creates the door; {@code ask} shows a question, {@code show} a look at a folder. */
    WorkspaceDoor(Services services, Texts texts, WorkspaceViewModel workspace, Consumer<Question> ask,
            Consumer<MainView.Look> show) {
        this.services = services;
        this.texts = texts;
        this.workspace = workspace;
        this.ask = ask;
        this.show = show;
        looks = new LookViewModel(services.tasks(), services.errors());
    }

    void open() {
        services.dialogs().chooseFolder(texts.get("choose.workspace")).ifPresent(workspace::open);
    }

    void importFolder() {
        services.dialogs().chooseFolder(texts.get("choose.source")).ifPresent(this::importFrom);
    }

    private void importFrom(Path source) {
        workspace.folderProperty().get().ifPresentOrElse(open -> askWhere("", source, open),
                () -> ask.accept(question(texts.format("import.how", source), source)));
    }

    /** What was opened to try the program must not take patients in unasked: nothing takes them out of it again. */
    private void askWhere(String before, Path source, Path open) {
        ask.accept(question(before + texts.format("import.where", source, open), source));
    }

    /** The ways into a workspace, and last the one that changes nothing. */
    private Question question(String words, Path source) {
        List<Answer> answers = new ArrayList<>(ways(source));
        answers.add(new Answer("answer-look", texts.get("import.look"), false, true, () -> look(source)));
        return new Question(texts.get("import.title"), words, answers);
    }

    private List<Answer> ways(Path source) {
        List<Answer> ways = new ArrayList<>();
        ways.add(new Answer("answer-new", texts.get("import.new"), false, () -> importIntoNew(source)));
        workspace.folderProperty().get()
                .ifPresent(open -> ways.add(new Answer("answer-add", texts.get("import.add"), false,
                        () -> workspace.importStudies(source, open))));
        return List.copyOf(ways);
    }

    private void look(Path source) {
        looks.look(source, workspace.folderProperty().get());
        show.accept(new MainView.Look(looks, source, this::export, ways(source)));
    }

    private void export(List<ImportLook.Verdict> verdicts) {
        services.dialogs().chooseNewFile(texts.get("choose.looktable"), "import-look.csv")
                .ifPresent(file -> looks.export(file, verdicts, texts.format("look.exported", file)));
    }

    private void importIntoNew(Path source) {
        services.dialogs().chooseFolder(texts.get("choose.newworkspace"))
                .ifPresent(target -> workspace.importStudies(source, target));
    }

    private void askForFolder(Path folder) {
        String words = texts.format("drop.files", folder);
        workspace.folderProperty().get().ifPresentOrElse(open -> askWhere(words + " ", folder, open),
                () -> ask.accept(question(words, folder)));
    }

    void findMoved() {
        if (workspace.folderProperty().get().isEmpty()) {
            services.errors().tell(texts.get("frame.openfirst"));
            return;
        }
        services.dialogs().chooseFolder(texts.get("choose.moved")).ifPresent(workspace::findMoved);
    }

    void makeSamples() {
        services.dialogs().chooseFolder(texts.get("choose.samples"))
                .ifPresent(folder -> workspace.makeSamples(folder, SampleRequest.DEFAULT_STUDIES));
    }

    void dropped(List<Path> paths) {
        services.tasks().run(Lane.FILES, progress -> Dropped.look(paths), Outcome.of(
                found -> found.ifPresentOrElse(this::take, () -> services.errors().tell(texts.get("drop.unknown"))),
                problem -> services.errors().report("doing.import", problem)));
    }

    private void take(Dropped found) {
        switch (found.kind()) {
            case WORKSPACE -> workspace.open(found.folder());
            case FOLDER -> importFrom(found.folder());
            case FILES -> askForFolder(found.folder());
        }
    }
}
