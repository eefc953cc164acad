package org.refers.model.dicom.presentation;

import java.util.OptionalInt;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;

/**
 * What lines and words have in common.
 *
 * @param group Graphic Group ID
 * @param compound Compound Graphic Instance ID, which lines and words also bear that draw a compound graphic for viewers
 *     that do not know it
 */
record Link(OptionalInt group, OptionalInt compound) {

    static Link of(DicomObject item) throws DicomException {
        return new Link(item.integer(PresentationTags.GRAPHIC_GROUP_ID),
                item.integer(PresentationTags.COMPOUND_GRAPHIC_INSTANCE_ID));
    }

    boolean meets(Link other) {
        return group.isPresent() && group.equals(other.group)
                || compound.isPresent() && compound.equals(other.compound);
    }
}
