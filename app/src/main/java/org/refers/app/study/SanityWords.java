package org.refers.app.study;

import org.refers.training.explain.MapSanity;
import org.refers.training.explain.MapSanity.Step;
import org.refers.viewer.text.Texts;

/** What a sanity test says in words. */
record SanityWords(Texts texts) {

    /** The part that a step made random. */
    String part(Step step) {
        return switch (step.part()) {
            case CLASSIFIER -> texts.get("explain.sanity.classifier");
            case BLOCK -> texts.format("explain.sanity.block", step.block());
            case EMBEDDING -> texts.get("explain.sanity.embedding");
        };
    }

    /** The verdict with its figure. */
    String verdict(MapSanity sanity) {
        return switch (sanity.verdict()) {
            case DESTROYED -> texts.format("explain.sanity.destroyed", sanity.steps().getLast().rank(),
                    MapSanity.KEPT_FROM);
            case KEPT -> texts.format("explain.sanity.kept", sanity.steps().getLast().rank(), MapSanity.KEPT_FROM);
            case FLAT -> texts.get("explain.sanity.flat");
        };
    }
}
