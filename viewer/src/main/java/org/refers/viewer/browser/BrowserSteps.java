package org.refers.viewer.browser;

import java.util.Optional;
import java.util.function.Consumer;
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

    /** Other rows come: what was being read for a step never will be. */
    void renew() {
        reading = false;
        ahead = 0;
    }

    /** The selection is not in the list. */
    void forget() {
        position = -1;
        study = Optional.empty();
    }

    void step(int studiesOn) {
        if (reading) {
            ahead += studiesOn;
            return;
        }
        reading = true;
        seek(studiesOn, (at, found) -> {
            reading = false;
            at(at, found);
            target.select(at, found.views().getFirst().id());
            goOn();
        }, () -> reading = false);
    }

    /** Finds the first view of the next (1) or previous (-1) study, without going there. */
    void peek(int direction, Consumer<String> radiographId) {
        if (position >= 0) {
            seek(direction, (at, found) -> radiographId.accept(found.views().getFirst().id()), () -> {
                // Nobody is there.
            });
        }
    }

    /** Takes what a search found. */
    @FunctionalInterface
    private interface Finding {
        void take(int position, BrowserStudy study);
    }

    private void seek(int studiesOn, Finding finding, Runnable none) {
        if (position < 0 || position >= rows.listing().patients()) {
            enter(0, 1, PASSED, finding, none);
            return;
        }
        int from = position;
        rows.with(from, patient -> {
            int now = study.map(patient.studies()::indexOf).orElse(-1);
            walk(patient, from, Math.max(now, 0) + studiesOn, studiesOn == 0 ? 1 : studiesOn, PASSED, finding, none);
        });
    }

    private void enter(int next, int direction, int passed, Finding finding, Runnable none) {
        if (next < 0 || next >= rows.listing().patients() || passed == 0) {
            none.run();
            return;
        }
        rows.with(next, patient -> walk(patient, next, direction > 0 ? 0 : patient.studies().size() - 1, direction,
                passed, finding, none));
    }

    private void walk(PatientItem patient, int at, int from, int direction, int passed, Finding finding,
            Runnable none) {
        int pace = Integer.signum(direction);
        for (int i = from; i >= 0 && i < patient.studies().size(); i += pace) {
            BrowserStudy found = patient.studies().get(i);
            if (!found.views().isEmpty()) {
                finding.take(at, found);
                return;
            }
        }
        enter(at + pace, direction, passed - 1, finding, none);
    }

    private void goOn() {
        if (ahead != 0) {
            int next = Integer.signum(ahead);
            ahead -= next;
            step(next);
        }
    }
}
