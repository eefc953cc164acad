package org.refers.training.explain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.refers.model.study.ViewPosition;

/**
 * Which radiographs of a study the network reads at inference, where nothing is drawn: PA and AP first, then lateral,
 * then the rest, each in the order given, which should be that of time; the first ones, and the first repeated where there
 * are too few.
 */
public final class ViewOrder {

    private ViewOrder() {
    }

    /**
     * Chooses views.
     *
     * @param views view positions of the study's radiographs in the order of time, at least one
     * @param wanted V, views the network takes
     * @return V indices into {@code views}
     */
    public static List<Integer> choose(List<ViewPosition> views, int wanted) {
        if (views.isEmpty() || wanted < 1) {
            throw new IllegalArgumentException(views.size() + " radiographs for " + wanted + " views");
        }
        List<Integer> order = IntStream.range(0, views.size()).boxed()
                .sorted(Comparator.comparingInt(i -> rank(views.get(i)))).toList();
        return IntStream.range(0, wanted).mapToObj(i -> order.get(i < order.size() ? i : 0)).toList();
    }

    private static int rank(ViewPosition view) {
        return switch (view) {
            case PA, AP -> 0;
            case LATERAL -> 1;
            case OTHER, UNKNOWN -> 2;
        };
    }
}
