package org.refers.sampledata.study;

import java.util.List;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.Radiograph;

/**
 * A picture of a sample study.
 *
 * @param radiograph 12 bits, low values black
 * @param boxes of all readers, in the radiograph's pixels
 */
public record SamplePicture(Radiograph radiograph, List<ReaderBox> boxes) {
}
