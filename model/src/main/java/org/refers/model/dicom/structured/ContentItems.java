package org.refers.model.dicom.structured;

import java.util.List;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.Tags;

/** Makes content items (PS3.3, C.17.3). */
final class ContentItems {

    private ContentItems() {
    }

    static DicomObject container(String relationship, CodedConcept name, List<DicomObject> content) {
        return item(relationship, "CONTAINER", name).text(StructuredTags.CONTINUITY_OF_CONTENT, "SEPARATE")
                .items(StructuredTags.CONTENT_SEQUENCE, content).build();
    }

    /** A container that says which template of DCMR it follows. */
    static DicomObject container(String relationship, CodedConcept name, String template, List<DicomObject> content) {
        DicomObject follows = DicomObject.builder().text(StructuredTags.MAPPING_RESOURCE, "DCMR")
                .text(StructuredTags.TEMPLATE_IDENTIFIER, template).build();
        return container(relationship, name, content).toBuilder()
                .items(StructuredTags.CONTENT_TEMPLATE_SEQUENCE, List.of(follows)).build();
    }

    static DicomObject code(String relationship, CodedConcept name, CodedConcept value) {
        return item(relationship, "CODE", name).items(Tags.CONCEPT_CODE_SEQUENCE, List.of(value.item())).build();
    }

    static DicomObject text(String relationship, CodedConcept name, String value) {
        return item(relationship, "TEXT", name).text(StructuredTags.TEXT_VALUE, value).build();
    }

    static DicomObject person(String relationship, CodedConcept name, String value) {
        return item(relationship, "PNAME", name).text(StructuredTags.PERSON_NAME, value).build();
    }

    static DicomObject uid(String relationship, CodedConcept name, String value) {
        return item(relationship, "UIDREF", name).text(StructuredTags.UID, value).build();
    }

    static DicomObject number(String relationship, CodedConcept name, double value, CodedConcept unit) {
        DicomObject measured = DicomObject.builder().decimals(StructuredTags.NUMERIC_VALUE, value)
                .items(StructuredTags.MEASUREMENT_UNITS_CODE_SEQUENCE, List.of(unit.item())).build();
        return item(relationship, "NUM", name).items(StructuredTags.MEASURED_VALUE_SEQUENCE, List.of(measured)).build();
    }

    /** A closed line through points of column and row, taken from a picture. */
    static DicomObject polyline(String relationship, CodedConcept name, float[] points, DicomObject picture) {
        DicomObject image = DicomObject.builder().text(StructuredTags.RELATIONSHIP_TYPE, "SELECTED FROM")
                .text(StructuredTags.VALUE_TYPE, "IMAGE")
                .items(StructuredTags.REFERENCED_SOP_SEQUENCE, List.of(picture)).build();
        return item(relationship, "SCOORD", name).floats(StructuredTags.GRAPHIC_DATA, points)
                .text(StructuredTags.GRAPHIC_TYPE, "POLYLINE")
                .items(StructuredTags.CONTENT_SEQUENCE, List.of(image)).build();
    }

    private static DicomObject.Builder item(String relationship, String type, CodedConcept name) {
        DicomObject.Builder builder = DicomObject.builder().text(StructuredTags.VALUE_TYPE, type)
                .items(Tags.CONCEPT_NAME_CODE_SEQUENCE, List.of(name.item()));
        // The root of the tree is related to nothing.
        return relationship.isEmpty() ? builder : builder.text(StructuredTags.RELATIONSHIP_TYPE, relationship);
    }
}
