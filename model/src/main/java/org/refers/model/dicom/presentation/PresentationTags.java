package org.refers.model.dicom.presentation;

/** Attributes of presentation states. */
final class PresentationTags {

    static final int REFERENCED_SERIES_SEQUENCE = 0x00081115;
    static final int REFERENCED_FRAME_NUMBER = 0x00081160;
    static final int SOFTCOPY_VOI_LUT_SEQUENCE = 0x00283110;
    static final int GRAPHIC_ANNOTATION_SEQUENCE = 0x00700001;
    static final int GRAPHIC_LAYER = 0x00700002;
    static final int BOUNDING_BOX_ANNOTATION_UNITS = 0x00700003;
    static final int ANCHOR_POINT_ANNOTATION_UNITS = 0x00700004;
    static final int GRAPHIC_ANNOTATION_UNITS = 0x00700005;
    static final int UNFORMATTED_TEXT_VALUE = 0x00700006;
    static final int TEXT_OBJECT_SEQUENCE = 0x00700008;
    static final int GRAPHIC_OBJECT_SEQUENCE = 0x00700009;
    static final int BOUNDING_BOX_TOP_LEFT = 0x00700010;
    static final int BOUNDING_BOX_BOTTOM_RIGHT = 0x00700011;
    static final int BOUNDING_BOX_TEXT_HORIZONTAL_JUSTIFICATION = 0x00700012;
    static final int ANCHOR_POINT = 0x00700014;
    static final int ANCHOR_POINT_VISIBILITY = 0x00700015;
    static final int GRAPHIC_DIMENSIONS = 0x00700020;
    static final int NUMBER_OF_GRAPHIC_POINTS = 0x00700021;
    static final int GRAPHIC_DATA = 0x00700022;
    static final int GRAPHIC_TYPE = 0x00700023;
    static final int GRAPHIC_FILLED = 0x00700024;
    static final int DISPLAYED_AREA_TOP_LEFT = 0x00700052;
    static final int DISPLAYED_AREA_BOTTOM_RIGHT = 0x00700053;
    static final int DISPLAYED_AREA_SELECTION_SEQUENCE = 0x0070005A;
    static final int GRAPHIC_LAYER_SEQUENCE = 0x00700060;
    static final int GRAPHIC_LAYER_ORDER = 0x00700062;
    static final int GRAPHIC_LAYER_GRAYSCALE = 0x00700066;
    static final int GRAPHIC_LAYER_DESCRIPTION = 0x00700068;
    static final int CONTENT_LABEL = 0x00700080;
    static final int CONTENT_DESCRIPTION = 0x00700081;
    static final int PRESENTATION_CREATION_DATE = 0x00700082;
    static final int PRESENTATION_CREATION_TIME = 0x00700083;
    static final int CONTENT_CREATOR_NAME = 0x00700084;
    static final int PRESENTATION_SIZE_MODE = 0x00700100;
    static final int PRESENTATION_PIXEL_SPACING = 0x00700101;
    static final int PRESENTATION_PIXEL_ASPECT_RATIO = 0x00700102;
    static final int GRAPHIC_GROUP_LABEL = 0x00700207;
    static final int COMPOUND_GRAPHIC_SEQUENCE = 0x00700209;
    static final int COMPOUND_GRAPHIC_INSTANCE_ID = 0x00700226;
    static final int ROTATION_ANGLE = 0x00700230;
    static final int GRAPHIC_GROUP_SEQUENCE = 0x00700234;
    static final int COMPOUND_GRAPHIC_UNITS = 0x00700282;
    static final int COMPOUND_GRAPHIC_TYPE = 0x00700294;
    static final int GRAPHIC_GROUP_ID = 0x00700295;

    private PresentationTags() {
    }
}
