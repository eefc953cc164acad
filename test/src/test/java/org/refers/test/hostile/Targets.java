package org.refers.test.hostile;

import java.util.ArrayList;
import java.util.List;

/** Every reader that is given files of strangers. */
final class Targets {

    private Targets() {
    }

    static List<Target> all() {
        List<Target> all = new ArrayList<>(PixelTargets.all());
        all.addAll(FileTargets.all());
        return all;
    }

    static Target named(String name) {
        return all().stream().filter(target -> target.name().equals(name)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("no target is called " + name + "; there are "
                        + all().stream().map(Target::name).toList()));
    }
}
