package org.refers.model.dicom.presentation;

import org.refers.model.text.Counted;

/** What presentation states hold besides upright rectangles of a picture; none of it is a box. */
public enum ForeignShape {
    /** A line, open or closed, that is no upright rectangle. */
    LINE("line", "lines"),
    /** A circle or an ellipse. */
    ELLIPSE("circle or ellipse", "circles or ellipses"),
    /** A curve through points. */
    CURVE("curve", "curves"),
    /** A point. */
    POINT("point", "points"),
    /** A rectangle at an angle. */
    TURNED("turned rectangle", "turned rectangles"),
    /** Whatever keeps its place on the screen while the picture moves. */
    ON_SCREEN("shape with a place on the screen", "shapes with a place on the screen"),
    /** A rectangle on another frame than the first, which is the one that is read here. */
    LATER_FRAME("shape on a later frame", "shapes on later frames"),
    /** A rectangle of a state that refers to no picture. */
    NO_PICTURE("shape that names no picture", "shapes that name no picture"),
    /** A shape of a kind without a name above. */
    OTHER("other shape", "other shapes"),
    /** Words that are no box's finding. */
    TEXT("text that names no known finding", "texts that name no known finding");

    private final String one;
    private final String many;

    ForeignShape(String one, String many) {
        this.one = one;
        this.many = many;
    }

    /** A number of them in words. */
    public String words(int number) {
        return Counted.of(number, one, many);
    }
}
