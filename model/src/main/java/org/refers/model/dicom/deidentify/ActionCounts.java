package org.refers.model.dicom.deidentify;

/** How many attributes of a file were dealt with, and how; attributes inside of removed sequences are not counted. */
public final class ActionCounts {

    private int removed;
    private int emptied;
    private int replaced;
    private int uids;
    private int shifted;
    private int cleaned;

    void removed() {
        removed++;
    }

    void emptied() {
        emptied++;
    }

    void replaced() {
        replaced++;
    }

    void uid() {
        uids++;
    }

    void shifted() {
        shifted++;
    }

    void cleaned() {
        cleaned++;
    }

    /** The counts as a record of a run holds them. */
    public Totals totals() {
        return new Totals(removed, emptied, replaced, uids, shifted, cleaned);
    }

    /**
     * The counts.
     *
     * @param removed attributes taken out
     * @param emptied attributes left without a value
     * @param replaced attributes with a dummy value or a pseudonym
     * @param uids UIDs replaced
     * @param shifted dates moved
     * @param cleaned attributes outside of the profile that held a name or number of the patient, or a value that is none
     *     of their representation
     */
    public record Totals(int removed, int emptied, int replaced, int uids, int shifted, int cleaned) {

        /** Nothing. */
        public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0);

        /** The sum of both. */
        public Totals plus(Totals other) {
            return new Totals(removed + other.removed, emptied + other.emptied, replaced + other.replaced,
                    uids + other.uids, shifted + other.shifted, cleaned + other.cleaned);
        }
    }
}
