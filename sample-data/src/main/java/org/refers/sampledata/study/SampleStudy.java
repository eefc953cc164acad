package org.refers.sampledata.study;

import java.util.List;
import java.util.Map;
import org.refers.model.finding.FindingLabel;
import org.refers.model.workspace.Split;
import org.refers.sampledata.body.FindingKind;
import org.refers.sampledata.body.SyntheticStudy;

/**
 * A whole sample study.
 *
 * @param truth what it was made from
 * @param split side of the split
 * @param pictures frontal first
 * @param report whole text, headings included
 * @param labels of all findings
 */
public record SampleStudy(SyntheticStudy truth, Split split, List<SamplePicture> pictures, String report,
        Map<FindingKind, FindingLabel> labels) {
}
