package org.refers.viewer.browser;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.refers.model.workspace.cohort.PatientOrder;
import org.refers.viewer.browser.BrowserItem.PatientItem;
import org.refers.viewer.browser.BrowserItem.StudyItem;
import org.refers.viewer.browser.BrowserItem.ViewItem;
import org.refers.viewer.browser.BrowserItem.Waiting;
import org.refers.viewer.text.Texts;

/**
 * Patients, their studies and views, with thumbnails that load as they are seen, a filter and an order. Rows that nobody sees are
 * not read.
 */
public final class StudyBrowser extends BorderPane {

    /** With more patients than this a fully open list is no overview. */
    private static final int OPEN_ALL_UP_TO = 300;

    /** Rows left above one that is scrolled to, so that its patient is seen. */
    private static final int ABOVE = 3;

    private static final double WIDTH_OF_WORDS = 340;

    private final Texts texts;
    private final TextField filter;
    private final Label count = new Label();
    private final BrowserRows rows = new BrowserRows();
    private final ListView<BrowserItem> list = new ListView<>(rows);
    private final ReadOnlyObjectWrapper<Optional<ViewItem>> selection = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<BrowserStudy>> bare = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BrowserSteps steps = new BrowserSteps(rows, this::select);

    private final Label nothing = new Label();
    private PatientOrder order = PatientOrder.IMPORT;
    private Optional<BrowserSource> source = Optional.empty();
    private Optional<String> beginning = Optional.empty();
    /** Whether other rows come: what the list selects meanwhile by their numbers is not what the user selected. */
    private boolean changing;

    /** Creates an empty browser. */
    public StudyBrowser(Texts texts, ThumbnailSource thumbnails) {
        this.texts = texts;
        this.filter = filterField(texts);
        getStyleClass().add("study-browser");
        setId("study-browser");
        count.getStyleClass().add("browser-count");
        count.setId("study-count");
        count.setMinWidth(0);
        list.setId("study-list");
        list.setAccessibleRole(AccessibleRole.TREE_VIEW);
        list.setAccessibleText(texts.get("browser.studies"));
        nothing.getStyleClass().add("list-empty");
        nothing.setWrapText(true);
        list.setPlaceholder(nothing);
        list.setCellFactory(view -> new BrowserCell(texts, thumbnails, rows));
        list.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        filter.textProperty().addListener(changed -> find(false));
        VBox top = new VBox(finding(), count);
        top.getStyleClass().add("browser-top");
        setTop(top);
        setCenter(list);
    }

    private static TextField filterField(Texts texts) {
        CustomTextField field = new CustomTextField();
        field.setId("study-filter");
        field.setPromptText(texts.get("browser.filter.prompt"));
        Tooltip why = new Tooltip(texts.get("browser.filter.why"));
        why.setWrapText(true);
        why.setMaxWidth(WIDTH_OF_WORDS);
        field.setTooltip(why);
        field.setAccessibleHelp(why.getText());
        field.setAccessibleText(texts.get("browser.filter"));
        field.setLeft(new FontIcon(MaterialDesignM.MAGNIFY));
        return field;
    }

    private HBox finding() {
        MenuButton menu = new MenuButton("", new FontIcon(MaterialDesignS.SORT));
        menu.setId("study-order");
        menu.setAccessibleText(texts.get("browser.order"));
        menu.setTooltip(new Tooltip(texts.get("browser.order")));
        menu.setMinWidth(Region.USE_PREF_SIZE);
        ToggleGroup group = new ToggleGroup();
        for (PatientOrder one : PatientOrder.values()) {
            RadioMenuItem item = new RadioMenuItem(texts.get(switch (one) {
                case IMPORT -> "browser.order.import";
                case KEY -> "browser.order.key";
                case MOST_STUDIES -> "browser.order.most";
            }));
            item.setToggleGroup(group);
            item.setSelected(one == order);
            item.setOnAction(chosen -> {
                order = one;
                find(false);
            });
            menu.getItems().add(item);
        }
        HBox row = new HBox(8, filter, menu);
        row.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(filter, Priority.ALWAYS);
        return row;
    }

    /** Forgets the selection, as when another workspace comes, whose radiographs may have the same keys. */
    public void forget() {
        steps.forget();
        selection.set(Optional.empty());
        bare.set(Optional.empty());
    }

    /** Says which radiograph the next source begins with, if it has it, instead of its first one. */
    public void begin(Optional<String> radiographId) {
        beginning = radiographId;
    }

    /** Shows the studies of a source; the selection stays if its study is there, or else goes to the first one. */
    public void show(BrowserSource shown) {
        source = Optional.of(shown);
        find(true);
    }

    private void find(boolean selectOne) {
        source.ifPresent(from -> from.find(filter.getText(), order, new BrowserSource.Answer(found -> {
            count.setText(texts.format("browser.count", found.patients(), found.studies()));
            nothing.setText(texts.get(filter.getText().isBlank() ? "browser.empty" : "browser.nomatch"));
            change(() -> rows.show(found));
            if (found.patients() <= OPEN_ALL_UP_TO) {
                found.read(0, found.patients(), all -> {
                    change(() -> rows.openAll(all));
                    reselect(found, selectOne);
                });
            } else {
                reselect(found, selectOne);
            }
        }, misread -> {
            count.setText(misread);
            nothing.setText("");
            change(() -> rows.show(BrowserListing.none()));
        })));
    }

    private void change(Runnable rowsChange) {
        changing = true;
        steps.renew();
        list.getSelectionModel().clearSelection();
        rowsChange.run();
        list.getSelectionModel().clearSelection();
        changing = false;
    }

    private void reselect(BrowserListing found, boolean selectOne) {
        Optional<String> wanted = selection.get().map(view -> view.view().id()).or(() -> beginning);
        beginning = Optional.empty();
        if (wanted.isEmpty()) {
            if (selectOne) {
                step(0);
            }
            return;
        }
        String before = wanted.get();
        found.locate(before, position -> {
            if (position.isPresent()) {
                select(position.getAsInt(), before);
            } else {
                steps.forget();
                if (selectOne) {
                    step(0);
                }
            }
        });
    }

    private void chosen(@Nullable BrowserItem item) {
        if (changing) {
            return;
        }
        int row = list.getSelectionModel().getSelectedIndex();
        switch (item) {
            case null -> {
                // What is read stays on the screen while the list changes.
            }
            case Waiting(int position) -> rows.with(position, patient -> take(position, patient));
            case BrowserItem known -> take(rows.position(row), known);
        }
    }

    private void take(int position, BrowserItem item) {
        firstView(item).ifPresentOrElse(view -> take(position, view), () -> takeBare(position, item));
    }

    /** A study without a radiograph still has its report. */
    private void takeBare(int position, BrowserItem item) {
        Optional<BrowserStudy> study = switch (item) {
            case PatientItem patient -> Optional.of(patient.studies().getLast());
            case StudyItem(BrowserStudy one) -> Optional.of(one);
            case ViewItem view -> Optional.empty();
            case Waiting patient -> Optional.empty();
        };
        study.ifPresent(one -> steps.at(position, one));
        selection.set(Optional.empty());
        bare.set(study);
    }

    private void take(int position, ViewItem view) {
        steps.at(position, view.study());
        bare.set(Optional.empty());
        selection.set(Optional.of(view));
    }

    /** A study stands for its first view, a patient for the latest study's. */
    private static Optional<ViewItem> firstView(BrowserItem item) {
        return switch (item) {
            case Waiting patient -> Optional.empty();
            case PatientItem patient -> firstView(new StudyItem(patient.studies().getLast()));
            case StudyItem(BrowserStudy study) -> study.views().stream().findFirst()
                    .map(view -> new ViewItem(study, view));
            case ViewItem view -> Optional.of(view);
        };
    }

    /** Selects a radiograph's row by its id, and opens and shows it; does nothing if the filter hides it. */
    public void select(String radiographId) {
        rows.listing().locate(radiographId, position -> position.ifPresent(at -> select(at, radiographId)));
    }

    private void select(int position, String radiographId) {
        rows.with(position, patient -> {
            rows.setOpen(position, patient, true);
            int row = rows.rowOf(position, patient, radiographId);
            if (row >= 0) {
                list.getSelectionModel().clearAndSelect(row);
                list.scrollTo(Math.max(0, row - ABOVE));
            }
        });
    }

    /** Opens with the right arrow, closes or goes up with the left one, as trees do. */
    private void key(KeyEvent event) {
        int row = list.getSelectionModel().getSelectedIndex();
        if (row < 0 || row >= rows.size() || event.getCode() != KeyCode.LEFT && event.getCode() != KeyCode.RIGHT) {
            return;
        }
        BrowserItem item = rows.get(row);
        boolean opens = event.getCode() == KeyCode.RIGHT;
        if (!(item instanceof ViewItem) && rows.isOpen(item, row) != opens) {
            rows.toggle(row);
        } else if (!opens && !(item instanceof PatientItem)) {
            int above = row - 1;
            while (above > 0 && !(rows.get(above) instanceof PatientItem)
                    && !(item instanceof ViewItem && rows.get(above) instanceof StudyItem)) {
                above--;
            }
            list.getSelectionModel().clearAndSelect(above);
        }
        event.consume();
    }

    /**
     * Selects a view some studies farther on in the order shown, the first view of that study; studies without views are passed
     * over.
     *
     * @param studiesOn 1 for the next study, -1 for the one before, 0 for the one that is selected or the first
     */
    public void step(int studiesOn) {
        steps.step(studiesOn);
    }

    /** Finds the first view of the next (1) or previous (-1) study; the answer comes now, later, or not at all. */
    public void peek(int direction, Consumer<String> radiographId) {
        steps.peek(direction, radiographId);
    }

    /** The study that is selected and has no radiograph, or the latest one of the selected patient if it is such a one. */
    public ReadOnlyObjectProperty<Optional<BrowserStudy>> bareProperty() {
        return bare.getReadOnlyProperty();
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
