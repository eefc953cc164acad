package org.refers.model.dicom.deidentify;

/** What is named in De-identification Method Code Sequence (0012,0064): codes of CID 7050. */
public enum DeidentificationOption {
    BASIC_PROFILE("113100", "Basic Application Confidentiality Profile"), //
    CLEAN_PIXEL_DATA("113101", "Clean Pixel Data Option"), //
    MODIFIED_DATES("113107", "Retain Longitudinal Temporal Information Modified Dates Option"), //
    PATIENT_CHARACTERISTICS("113108", "Retain Patient Characteristics Option"), //
    DEVICE_IDENTITY("113109", "Retain Device Identity Option");

    private final String code;
    private final String meaning;

    DeidentificationOption(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** Code value in the scheme DCM. */
    public String code() {
        return code;
    }

    /** Code meaning. */
    public String meaning() {
        return meaning;
    }
}
