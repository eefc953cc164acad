package org.refers.model.dicom.structured;

/** Concept names of PS3.16 that reports of boxes use. */
final class Concepts {

    static final CodedConcept IMAGING_MEASUREMENT_REPORT = CodedConcept.dcm("126000", "Imaging Measurement Report");
    static final CodedConcept LANGUAGE = CodedConcept.dcm("121049", "Language of Content Item and Descendants");
    static final CodedConcept ENGLISH = new CodedConcept("en", "RFC5646", "English");
    static final CodedConcept OBSERVER_TYPE = CodedConcept.dcm("121005", "Observer Type");
    static final CodedConcept PERSON = CodedConcept.dcm("121006", "Person");
    static final CodedConcept DEVICE = CodedConcept.dcm("121007", "Device");
    static final CodedConcept PERSON_OBSERVER_NAME = CodedConcept.dcm("121008", "Person Observer Name");
    static final CodedConcept DEVICE_OBSERVER_UID = CodedConcept.dcm("121012", "Device Observer UID");
    static final CodedConcept DEVICE_OBSERVER_NAME = CodedConcept.dcm("121013", "Device Observer Name");
    static final CodedConcept PROCEDURE_REPORTED = CodedConcept.dcm("121058", "Procedure reported");
    static final CodedConcept RADIOGRAPHY = new CodedConcept("363680008", "SCT", "Radiographic imaging procedure");
    static final CodedConcept IMAGING_MEASUREMENTS = CodedConcept.dcm("126010", "Imaging Measurements");
    static final CodedConcept MEASUREMENT_GROUP = CodedConcept.dcm("125007", "Measurement Group");
    static final CodedConcept TRACKING_IDENTIFIER = CodedConcept.dcm("112039", "Tracking Identifier");
    static final CodedConcept TRACKING_UNIQUE_IDENTIFIER = CodedConcept.dcm("112040", "Tracking Unique Identifier");
    static final CodedConcept FINDING = CodedConcept.dcm("121071", "Finding");
    static final CodedConcept ALGORITHM_NAME = CodedConcept.dcm("111001", "Algorithm Name");
    static final CodedConcept ALGORITHM_VERSION = CodedConcept.dcm("111003", "Algorithm Version");
    static final CodedConcept IMAGE_REGION = CodedConcept.dcm("111030", "Image Region");
    static final CodedConcept CERTAINTY_OF_FINDING = CodedConcept.dcm("111012", "Certainty of Finding");
    static final CodedConcept PERCENT = new CodedConcept("%", "UCUM", "Percent");

    private Concepts() {
    }
}
