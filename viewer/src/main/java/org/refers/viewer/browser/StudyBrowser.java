package org.refers.viewer.browser;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.refers.viewer.browser.BrowserItem.PatientItem;
import org.refers.viewer.browser.BrowserItem.StudyItem;
import org.refers.viewer.browser.BrowserItem.ViewItem;
import org.refers.viewer.text.Texts;

/** Patients, their studies and views, with thumbnails that load as they are seen, and a filter. */
public final class StudyBrowser extends BorderPane {

    /** With more patients than this a fully open tree is no overview. */
    private static final int OPEN_ALL_UP_TO = 300;

    private final Texts texts;
    private final TextField filter;
    private final Label count = new Label();
    private final TreeView<BrowserItem> tree = new TreeView<>();
    private final ReadOnlyObjectWrapper<Optional<ViewItem>> selection = new ReadOnlyObjectWrapper<>(Optional.empty());

    private StudyFilter studies = new StudyFilter(List.of());

    /** Creates an empty browser. */
    public StudyBrowser(Texts texts, ThumbnailSource thumbnails) {
        this.texts = texts;
        this.filter = filterField(texts);
        getStyleClass().add("study-browser");
        count.getStyleClass().add("browser-count");
        count.setId("study-count");
        tree.setId("study-tree");
        tree.setShowRoot(false);
        tree.setCellFactory(view -> new BrowserCell(texts, thumbnails));
        tree.getSelectionModel().selectedItemProperty().subscribe(item -> select(Optional.ofNullable(item)));
        filter.textProperty().subscribe(text -> refresh());
        VBox top = new VBox(filter, count);
        top.getStyleClass().add("browser-top");
        setTop(top);
        setCenter(tree);
    }

    private static TextField filterField(Texts texts) {
        CustomTextField field = new CustomTextField();
        field.setId("study-filter");
        field.setPromptText(texts.get("browser.filter"));
        field.setAccessibleText(texts.get("browser.filter"));
        field.setLeft(new FontIcon(MaterialDesignM.MAGNIFY));
        return field;
    }

    /** Shows these studies; the selection stays if its study is still there. */
    public void show(List<BrowserStudy> shown) {
        studies = new StudyFilter(shown);
        refresh();
    }

    private void refresh() {
        List<PatientItem> patients = studies.patients(filter.getText());
        boolean open = patients.size() <= OPEN_ALL_UP_TO;
        Optional<ViewItem> before = selection.get();
        TreeItem<BrowserItem> root = new TreeItem<>(new BrowserItem.Root());
        root.getChildren().setAll(patients.stream().map(patient -> patientRow(patient, open)).toList());
        tree.setRoot(root);
        int total = patients.stream().mapToInt(patient -> patient.studies().size()).sum();
        count.setText(texts.format("browser.count", patients.size(), total));
        before.ifPresent(view -> select(view.view().id()));
    }

    private static TreeItem<BrowserItem> patientRow(PatientItem patient, boolean open) {
        TreeItem<BrowserItem> row = new TreeItem<>(patient);
        for (BrowserStudy study : patient.studies()) {
            TreeItem<BrowserItem> studyRow = new TreeItem<>(new StudyItem(study));
            study.views().forEach(view -> studyRow.getChildren().add(new TreeItem<>(new ViewItem(study, view))));
            studyRow.setExpanded(true);
            row.getChildren().add(studyRow);
        }
        row.setExpanded(open);
        return row;
    }

    private void select(Optional<TreeItem<BrowserItem>> item) {
        Optional<ViewItem> view = item.map(TreeItem::getValue).flatMap(StudyBrowser::firstView);
        if (view.isPresent()) {
            selection.set(view);
        }
    }

    /** A study stands for its first view, a patient for the latest study's. */
    private static Optional<ViewItem> firstView(BrowserItem item) {
        return switch (item) {
            case BrowserItem.Root root -> Optional.empty();
            case PatientItem patient -> firstView(new StudyItem(patient.studies().getLast()));
            case StudyItem(BrowserStudy study) -> study.views().stream().findFirst()
                    .map(view -> new ViewItem(study, view));
            case ViewItem view -> Optional.of(view);
        };
    }

    /** Selects a radiograph's row by its id, and opens and shows it; does nothing if the filter hides it. */
    public void select(String radiographId) {
        if (tree.getRoot() == null) {
            return;
        }
        views(tree.getRoot()).stream().filter(row -> isView(row, radiographId)).findFirst().ifPresent(row -> {
            for (TreeItem<BrowserItem> parent = row.getParent(); parent != null; parent = parent.getParent()) {
                parent.setExpanded(true);
            }
            tree.getSelectionModel().select(row);
            tree.scrollTo(Math.max(0, tree.getRow(row) - 3));
        });
    }

    private static boolean isView(TreeItem<BrowserItem> row, String radiographId) {
        return row.getValue() instanceof ViewItem(BrowserStudy study, BrowserView view)
                && view.id().equals(radiographId);
    }

    private static List<TreeItem<BrowserItem>> views(TreeItem<BrowserItem> root) {
        return root.getChildren().stream().flatMap(patient -> patient.getChildren().stream())
                .flatMap(study -> study.getChildren().stream()).toList();
    }

    /**
     * Selects a view some studies farther on in the order shown, the first view of that study.
     *
     * @param studiesOn 1 for the next study, -1 for the one before
     */
    public void step(int studiesOn) {
        if (tree.getRoot() == null) {
            return;
        }
        List<BrowserStudy> shown = tree.getRoot().getChildren().stream().flatMap(row -> row.getChildren().stream())
                .map(TreeItem::getValue).filter(StudyItem.class::isInstance).map(item -> ((StudyItem) item).study())
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        int now = selection.get().map(view -> shown.indexOf(view.study())).orElse(-1);
        int next = Math.clamp(now + studiesOn, 0, shown.size() - 1);
        firstView(new StudyItem(shown.get(next))).ifPresent(view -> select(view.view().id()));
    }

    /** The view to be read: the selected one, or the first one of the selected study or patient. */
    public ReadOnlyObjectProperty<Optional<ViewItem>> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    /** Puts the cursor into the filter. */
    public void focusFilter() {
        filter.requestFocus();
    }
}
