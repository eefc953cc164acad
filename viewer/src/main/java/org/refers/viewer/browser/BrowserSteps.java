package org.refers.viewer.browser;

import java.util.Optional;
import org.refers.viewer.browser.BrowserItem.PatientItem;

/** Goes from study to study through patients that may have to be read first. */
final class BrowserSteps {

    /** Patients without any view that are passed over in one step; more are reports that came without pictures. */
    private static final int PASSED = 200;

    private final BrowserRows rows;
    private final Target target;
    private int position = -1;
    private Optional<BrowserStudy> study = Optional.empty();
    /** Steps asked for while a patient is being read. */
    private int ahead;
    private boolean reading;

    /** Selects a radiograph of a patient. */
    @FunctionalInterface
    interface Target {
        void select(int position, String radiographId);
    }

    BrowserSteps(BrowserRows rows, Target target) {
        this.rows = rows;
        this.target = target;
    }

    /** Tells where the selection is. */
    void at(int patient, BrowserStudy shown) {
        position = patient;
        study = Optional.of(shown);
    }

    /** The selection is not in the list. */
    void forget() {
        position = -1;
        study = Optional.empty();
    }

    void step(int studiesOn) {
        if (rows.listing().patients() == 0) {
            return;
        }
        if (reading) {
            ahead += studiesOn;
            return;
        }
        if (position < 0 || position >= rows.listing().patients()) {
            enter(0, 1, PASSED);
            return;
        }
        reading = true;
        rows.with(position, patient -> {
            reading = false;
            int now = study.map(patient.studies()::indexOf).orElse(-1);
            walk(patient, position, Math.max(now, 0) + studiesOn, studiesOn == 0 ? 1 : studiesOn, PASSED);
        });
    }

    private void enter(int next, int direction, int passed) {
        if (next < 0 || next >= rows.listing().patients() || passed == 0) {
            return;
        }
        reading = true;
        rows.with(next, patient -> {
            reading = false;
            walk(patient, next, direction > 0 ? 0 : patient.studies().size() - 1, direction, passed);
        });
    }

    private void walk(PatientItem patient, int at, int from, int direction, int passed) {
        int pace = Integer.signum(direction);
        for (int i = from; i >= 0 && i < patient.studies().size(); i += pace) {
            BrowserStudy found = patient.studies().get(i);
            if (!found.views().isEmpty()) {
                at(at, found);
                target.select(at, found.views().getFirst().id());
                goOn();
                return;
            }
        }
        enter(at + pace, direction, passed - 1);
    }

    private void goOn() {
        if (ahead != 0) {
            int next = Integer.signum(ahead);
            ahead -= next;
            step(next);
        }
    }
}
