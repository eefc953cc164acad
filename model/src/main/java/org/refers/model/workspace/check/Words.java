package org.refers.model.workspace.check;

import org.refers.model.workspace.Split;

/** Words of the report. */
final class Words {

    private Words() {
    }

    static String of(Split split) {
        return switch (split) {
            case TRAIN -> "training";
            case VALIDATION -> "validation";
            case TEST -> "test";
            case NONE -> "no side";
        };
    }
}
