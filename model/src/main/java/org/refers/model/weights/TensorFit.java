package org.refers.model.weights;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.refers.model.network.ParameterLayout;

/**
 * Foreign tensors whose shape differs from ours for a known reason, and how they are made to fit: a position table of
 * another grid or with a row for the class token, colour planes where we read grey, a longer table of text positions.
 */
final class TensorFit {

    private static final String POSITIONS = ParameterLayout.RADIOGRAPH + ".pos_embed";
    private static final String PATCHES = ParameterLayout.RADIOGRAPH + ".patch_embed.proj.weight";
    private static final String TEXT_POSITIONS = ParameterLayout.TEXT + ".embeddings.position_embeddings.weight";

    private TensorFit() {
    }

    /** Turns values of the found shape into values of ours. */
    interface Change {

        float[] apply(float[] values);
    }

    /**
     * A way to fit.
     *
     * @param words what is done, for people
     */
    record Fit(String words, Change change) {
    }

    /** How a tensor of another shape can be made to fit, if there is a way. */
    static Optional<Fit> of(String name, List<Long> found, List<Long> wanted) {
        return switch (name) {
            case POSITIONS -> positions(found, wanted);
            case PATCHES -> grey(found, wanted);
            case TEXT_POSITIONS -> firstRows(found, wanted);
            default -> Optional.empty();
        };
    }

    /** (1, rows, D) to (1, rows, D): with or without the class token's row first, and of any square grid. */
    private static Optional<Fit> positions(List<Long> found, List<Long> wanted) {
        if (found.size() != 3 || !found.getFirst().equals(1L) || !found.getLast().equals(wanted.getLast())) {
            return Optional.empty();
        }
        int from = side(found.get(1));
        int to = side(wanted.get(1));
        boolean tokenThere = (long) from * from < found.get(1);
        boolean tokenWanted = (long) to * to < wanted.get(1);
        if (from == 0 || to == 0 || tokenWanted && !tokenThere) {
            return Optional.empty();
        }
        int width = Math.toIntExact(wanted.getLast());
        String words = (tokenThere && !tokenWanted ? "without the class token's row" : "")
                + (tokenThere && !tokenWanted && from != to ? ", " : "")
                + (from == to ? "" : "grid of %d x %d resized to %d x %d".formatted(from, from, to, to));
        return Optional.of(new Fit(words, values -> {
            PositionGrid grid = new PositionGrid(values, tokenThere ? 1 : 0, from, width);
            return grid.resized(to, tokenWanted);
        }));
    }

    /** Side of the square grid that a table holds, with or without one row more; 0 if there is none. */
    private static int side(long rows) {
        for (long grid : new long[]{rows, rows - 1}) {
            long side = Math.round(Math.sqrt(grid));
            if (side > 0 && side * side == grid) {
                return (int) side;
            }
        }
        return 0;
    }

    /** (D, C, P, P) to (D, 1, P, P): equal colour planes give the same answer as their sum on one grey plane. */
    private static Optional<Fit> grey(List<Long> found, List<Long> wanted) {
        boolean fits = found.size() == 4 && found.getFirst().equals(wanted.getFirst()) && wanted.get(1) == 1
                && found.subList(2, 4).equals(wanted.subList(2, 4));
        if (!fits) {
            return Optional.empty();
        }
        int planes = Math.toIntExact(found.get(1));
        int plane = Math.toIntExact(found.get(2) * found.get(3));
        return Optional.of(new Fit("its " + planes + " colour planes summed to one of grey", values -> {
            float[] sums = new float[values.length / planes];
            for (int i = 0; i < values.length; i++) {
                sums[i / (planes * plane) * plane + i % plane] += values[i];
            }
            return sums;
        }));
    }

    /** (rows, D) to fewer rows: positions beyond the longest text are never asked for. */
    private static Optional<Fit> firstRows(List<Long> found, List<Long> wanted) {
        if (found.size() != 2 || !found.get(1).equals(wanted.get(1)) || found.get(0) < wanted.get(0)) {
            return Optional.empty();
        }
        int kept = Math.toIntExact(wanted.get(0) * wanted.get(1));
        return Optional.of(new Fit("the first " + wanted.get(0) + " of " + found.get(0) + " rows",
                values -> Arrays.copyOf(values, kept)));
    }
}
