package org.refers.viewer.browser;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.collections.ObservableListBase;
import org.refers.viewer.browser.BrowserItem.PatientItem;
import org.refers.viewer.browser.BrowserItem.StudyItem;
import org.refers.viewer.browser.BrowserItem.ViewItem;
import org.refers.viewer.browser.BrowserItem.Waiting;

/**
 * The rows of the browser: a row a patient, and below an open patient its studies and views. Patients are read a page at a time
 * when a row of theirs is seen; the pages seen last are kept.
 */
final class BrowserRows extends ObservableListBase<BrowserItem> {

    /** Patients read at once: a screen of them and a half. */
    static final int PAGE = 64;

    /** Pages kept: more than anybody scrolls back through in one go, in a few megabytes. */
    private static final int KEPT = 40;

    private BrowserListing listing = BrowserListing.none();
    private final Map<Integer, List<PatientItem>> pages = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<PatientItem>> eldest) {
            return size() > KEPT;
        }
    };
    private final Map<Integer, List<Consumer<PatientItem>>> waiting = new LinkedHashMap<>();
    private final TreeMap<Integer, PatientItem> open = new TreeMap<>();
    private final Set<String> closedStudies = new HashSet<>();
    /** Of each open patient: its position, the row it stands in, and the number of rows below it. */
    private int[][] blocks = {};
    private int size;

    /** Shows other patients, all closed. */
    void show(BrowserListing shown) {
        int before = size;
        beginChange();
        List<BrowserItem> removed = new ArrayList<>();
        for (int row = 0; row < Math.min(before, 1); row++) {
            removed.add(get(row));
        }
        listing = shown;
        pages.clear();
        waiting.clear();
        open.clear();
        closedStudies.clear();
        measure();
        nextReplace(0, size, removed);
        endChange();
    }

    private void measure() {
        blocks = new int[open.size()][];
        int below = 0;
        int at = 0;
        for (Map.Entry<Integer, PatientItem> entry : open.entrySet()) {
            int rows = inner(entry.getValue()).size();
            blocks[at++] = new int[]{entry.getKey(), entry.getKey() + below, rows};
            below += rows;
        }
        size = listing.patients() + below;
    }

    private List<BrowserItem> inner(PatientItem patient) {
        List<BrowserItem> rows = new ArrayList<>();
        for (BrowserStudy study : patient.studies()) {
            rows.add(new StudyItem(study));
            if (!closedStudies.contains(study.id())) {
                study.views().forEach(view -> rows.add(new ViewItem(study, view)));
            }
        }
        return rows;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public BrowserItem get(int row) {
        int[] block = blockAt(row);
        if (block.length > 0 && row > block[1] && row <= block[1] + block[2]) {
            PatientItem patient = open.get(block[0]);
            if (patient != null) {
                return inner(patient).get(row - block[1] - 1);
            }
        }
        return patient(position(row, block));
    }

    /** The last open patient at or above a row; empty if there is none. */
    private int[] blockAt(int row) {
        int low = 0;
        int high = blocks.length;
        while (low < high) {
            int middle = (low + high) / 2;
            if (blocks[middle][1] <= row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? new int[0] : blocks[low - 1];
    }

    private static int position(int row, int[] block) {
        if (block.length == 0) {
            return row;
        }
        return row <= block[1] + block[2] ? block[0] : row - block[1] - block[2] + block[0];
    }

    /** Position of the patient that a row belongs to. */
    int position(int row) {
        return position(row, blockAt(row));
    }

    /** Row of a patient. */
    int row(int position) {
        int below = 0;
        for (int[] block : blocks) {
            if (block[0] < position) {
                below += block[2];
            }
        }
        return position + below;
    }

    private BrowserItem patient(int position) {
        PatientItem opened = open.get(position);
        if (opened != null) {
            return opened;
        }
        List<PatientItem> page = pages.get(position / PAGE);
        return page == null || position % PAGE >= page.size() ? new Waiting(position) : page.get(position % PAGE);
    }

    /** What is shown. */
    BrowserListing listing() {
        return listing;
    }

    /** Reads the patient at a position, if need be with those around it, and then goes on with it. */
    void with(int position, Consumer<PatientItem> next) {
        if (patient(position) instanceof PatientItem known) {
            next.accept(known);
            return;
        }
        int page = position / PAGE;
        List<Consumer<PatientItem>> others = waiting.get(page);
        Consumer<PatientItem> mine = first -> {
            if (patient(position) instanceof PatientItem known) {
                next.accept(known);
            }
        };
        if (others != null) {
            others.add(mine);
            return;
        }
        waiting.put(page, new ArrayList<>(List.of(mine)));
        BrowserListing asked = listing;
        listing.read(page * PAGE, Math.min((page + 1) * PAGE, listing.patients()), read -> {
            if (asked == listing) {
                arrived(page, read);
            }
        });
    }

    private void arrived(int page, List<PatientItem> read) {
        pages.put(page, read);
        if (!read.isEmpty()) {
            beginChange();
            for (int position = page * PAGE; position < page * PAGE + read.size(); position++) {
                nextUpdate(row(position));
            }
            endChange();
        }
        List<Consumer<PatientItem>> next = waiting.remove(page);
        if (next != null && !read.isEmpty()) {
            next.forEach(one -> one.accept(read.getFirst()));
        }
    }

    boolean isOpen(BrowserItem item, int row) {
        return switch (item) {
            case PatientItem patient -> open.containsKey(position(row));
            case StudyItem(BrowserStudy study) -> !closedStudies.contains(study.id());
            case Waiting patient -> false;
            case ViewItem view -> false;
        };
    }

    /** Opens or closes the patient or study of a row. */
    void toggle(int row) {
        switch (get(row)) {
            case PatientItem patient -> setOpen(position(row), patient, !open.containsKey(position(row)));
            case StudyItem(BrowserStudy study) -> toggle(row, study);
            case Waiting(int position) -> with(position, patient -> setOpen(position, patient, true));
            case ViewItem view -> {
                // Nothing lies below a view.
            }
        }
    }

    private void toggle(int row, BrowserStudy study) {
        List<BrowserItem> views = study.views().stream().<BrowserItem>map(view -> new ViewItem(study, view)).toList();
        beginChange();
        if (closedStudies.remove(study.id())) {
            measure();
            nextAdd(row + 1, row + 1 + views.size());
        } else {
            closedStudies.add(study.id());
            measure();
            nextRemove(row + 1, views);
        }
        nextUpdate(row);
        endChange();
    }

    /** Opens or closes a patient. */
    void setOpen(int position, PatientItem patient, boolean opened) {
        if (open.containsKey(position) == opened) {
            return;
        }
        int row = row(position);
        List<BrowserItem> inner = inner(patient);
        beginChange();
        if (opened) {
            open.put(position, patient);
            measure();
            nextAdd(row + 1, row + 1 + inner.size());
        } else {
            open.remove(position);
            measure();
            nextRemove(row + 1, inner);
        }
        nextUpdate(row);
        endChange();
    }

    /** Opens all patients, which are few. */
    void openAll(List<PatientItem> patients) {
        beginChange();
        int before = size;
        List<BrowserItem> removed = new ArrayList<>(before);
        for (int row = 0; row < before; row++) {
            removed.add(get(row));
        }
        for (int i = 0; i < patients.size(); i++) {
            open.put(i, patients.get(i));
        }
        measure();
        nextReplace(0, size, removed);
        endChange();
    }

    /** Row of a radiograph of an open patient, which it opens the study of; -1 if it is not there. */
    int rowOf(int position, PatientItem patient, String radiographId) {
        for (BrowserStudy study : patient.studies()) {
            if (closedStudies.contains(study.id())
                    && study.views().stream().anyMatch(view -> view.id().equals(radiographId))) {
                toggle(row(position) + 1 + inner(patient).indexOf(new StudyItem(study)), study);
            }
        }
        List<BrowserItem> inner = inner(patient);
        for (int i = 0; i < inner.size(); i++) {
            if (inner.get(i) instanceof ViewItem(BrowserStudy study, BrowserView view)
                    && view.id().equals(radiographId)) {
                return row(position) + 1 + i;
            }
        }
        return -1;
    }
}
