package org.refers.app.error;

import java.time.Duration;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the user is being told, the newest last. A sentence that stands there already is not put up twice. */
public final class NoticeBoard {

    /** More than these cover the screen; the log has all. */
    private static final int MOST = 3;

    /** Time to look up and read a sentence twice. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(12);

    private Duration stay = LONG_ENOUGH;
    private final ObservableList<Notice> notices = FXCollections.observableArrayList();
    /** Held on to: a wrapper that nobody holds is collected, and its listeners with it. */
    private final ObservableList<Notice> noticesView = FXCollections.unmodifiableObservableList(notices);

    /** How long what is no fault stays from when it is put up. */
    public Duration stay() {
        return stay;
    }

    /** Lets what is put up from now on stay longer or shorter. */
    public void setStay(Duration stay) {
        this.stay = stay;
    }

    /** Puts up a notice. */
    public void put(Notice notice) {
        if (!notices.contains(notice)) {
            notices.add(notice);
            if (notices.size() > MOST) {
                notices.removeFirst();
            }
        }
    }

    /** Takes one down. */
    public void dismiss(Notice notice) {
        notices.remove(notice);
    }

    /** Takes down what was said on the way to something that has come true since; faults of the program's own stay. */
    public void clear() {
        notices.removeIf(notice -> notice.report().isEmpty());
    }

    /** What is up, not to be changed. */
    public ObservableList<Notice> notices() {
        return noticesView;
    }
}
