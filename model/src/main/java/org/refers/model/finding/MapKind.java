package org.refers.model.finding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways in which a finding's evidence is laid out over a radiograph. */
public enum MapKind {
    /** Class activation map (Zhou et al. 2016): exact for the paper preset's classifier, and yet not always local. */
    CAM("Class activation map"),
    /** Gradient x input on the patch embeddings. */
    GRADIENT("Gradient x input"),
    /** Grad-CAM (Selvaraju et al. 2017) on the last block's normalised patch tokens. */
    GRADCAM("Grad-CAM"),
    /** Attention rollout (Abnar and Zuidema 2020): the same for every finding. */
    ROLLOUT("Attention rollout"),
    /** Fall of the finding's logit when a window is covered (Zeiler and Fergus 2014). */
    OCCLUSION("Occlusion");

    private final String title;

    MapKind(String title) {
        this.title = title;
    }

    /** The name that people read. */
    public String title() {
        return title;
    }

    /** The name in files and on the command line. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the map tells one finding from another; one that does not cannot explain a finding. */
    public boolean tellsFindingsApart() {
        return this != ROLLOUT;
    }

    /** The kind of a key. */
    public static Optional<MapKind> ofKey(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }
}
