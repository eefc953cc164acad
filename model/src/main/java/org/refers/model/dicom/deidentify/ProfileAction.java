package org.refers.model.dicom.deidentify;

/** What is done to an attribute (PS3.15, E.1.1). */
enum ProfileAction {
    /** X: taken out. */
    REMOVE,
    /** Z: left without a value. */
    EMPTY,
    /** D: a value that says nothing and fits the representation; in sequences the attributes inside are dealt with. */
    DUMMY,
    /** U: other UIDs, the same ones for the same original; in sequences the attributes inside are dealt with. */
    NEW_UID,
    /** Dates are moved by the patient's shift, times stay: C of the option Modified Dates. */
    SHIFT,
    /** K: left, unless it holds what is known to identify the patient. */
    KEEP;

    /**
     * The action of a table's code. Of several, which the standard leaves to the type of the attribute in each kind of
     * object, the last is taken: a dummy or an empty value is allowed wherever removing is, and not the other way round.
     */
    static ProfileAction of(String code) {
        return switch (code.substring(code.lastIndexOf('/') + 1)) {
            case "X" -> REMOVE;
            case "Z" -> EMPTY;
            case "D" -> DUMMY;
            case "U", "U*" -> NEW_UID;
            case "K" -> KEEP;
            default -> throw new IllegalArgumentException("no action of the profile: " + code);
        };
    }
}
