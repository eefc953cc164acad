package org.refers.sampledata.body;

/** What a finding looks like where its kind leaves a choice. */
public enum Form {
    /** No choice. */
    PLAIN,
    /** Atelectasis as one or more bands. */
    LINEAR,
    /** Atelectasis as a wedge at the base, the diaphragm raised. */
    WEDGE,
    /** Upper lobe atelectasis: a wedge above the raised minor fissure, or a veil on the left. */
    LOBAR,
    /** A mass or nodule with a smooth edge. */
    SMOOTH,
    /** A mass with bumps. */
    LOBULATED,
    /** A mass with spicules. */
    SPICULATED,
    /** Consolidation with soft edges. */
    PATCHY,
    /** Consolidation that stops at a fissure. */
    CONFLUENT,
    /** Infiltration as a net of lines. */
    RETICULAR,
    /** Infiltration as haze. */
    HAZY,
    /** Pleural thickening along the side. */
    LATERAL_BAND,
    /** Pleural thickening over the top. */
    APICAL_CAP
}
