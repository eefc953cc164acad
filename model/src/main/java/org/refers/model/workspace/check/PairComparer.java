package org.refers.model.workspace.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.Radiograph;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.check.CheckStore.Compared;
import org.refers.model.workspace.check.CheckStore.Known;

/** Compares two radiographs: first by their thumbnails, and only if these agree by their decoded files. */
final class PairComparer {

    /** Correlation of aligned shapes below which files are not decoded: copies have 0.82 and more, different real films 0.72 and less. */
    static final double WORTH_DECODING = 0.75;
    /** Thumbnails kept ready: 20 kB each. */
    private static final int THUMBNAILS = 4096;
    /** Pictures kept decoded, 0.2 MB each. */
    private static final int FILMS = 600;

    private final CheckStore store;
    private final Map<Integer, Small> thumbnails = latest(THUMBNAILS);
    private final Map<Integer, Optional<Film>> films = latest(FILMS);

    PairComparer(CheckStore store) {
        this.store = store;
    }

    private record Small(Shapes shapes, Known known) {
    }

    private static <T> Map<Integer, T> latest(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, T> eldest) {
                return size() > most;
            }
        };
    }

    Compared compare(int one, int other) throws WorkspaceException {
        Small first = small(one);
        Small second = small(other);
        Alignment.Overlay overlay = Alignment.Overlay.of(first.shapes, second.shapes);
        if (overlay.shapes() < WORTH_DECODING) {
            return new Compared(one, other, 0, 0);
        }
        int shorter = Math.min(first.known.shorter(), second.known.shorter());
        if (shorter > 0 && shorter < Film.MIDDLE) {
            return new Compared(one, other, overlay.shapes(), shorter);
        }
        Optional<Film> film = film(one, first.known);
        Optional<Film> partner = film(other, second.known);
        return film.isEmpty() || partner.isEmpty()
                ? new Compared(one, other, 0, 0)
                : closely(new Compared(one, other, overlay.shapes(), 0), film.get(), partner.get(), overlay.map());
    }

    private static Compared closely(Compared pair, Film one, Film other, Affine start) {
        int sharpness = Math.min(one.sharpness(), other.sharpness());
        double likeness = sharpness < Film.MIDDLE
                ? pair.likeness()
                : Registration.likeness(one, other, start, sharpness < Film.SIDE ? Film.MIDDLE : Film.SIDE);
        return new Compared(pair.one(), pair.other(), likeness, sharpness);
    }

    private Small small(int row) throws WorkspaceException {
        Small known = thumbnails.get(row);
        if (known == null) {
            Known read = store.known(row);
            known = new Small(Shapes.of(read.thumbnail()), read);
            thumbnails.put(row, known);
        }
        return known;
    }

    private Optional<Film> film(int row, Known known) {
        return films.computeIfAbsent(row, any -> decoded(known));
    }

    private static Optional<Film> decoded(Known known) {
        try {
            Radiograph radiograph = RadiographReader.read(known.file());
            return Optional.of(new Film(GreySquare.of(radiograph, Film.SIDE),
                    Math.min(radiograph.rows(), radiograph.columns())));
        } catch (RadiographException | RuntimeException gone) {
            // It was readable a moment ago; the next check says what it is.
            return Optional.empty();
        }
    }
}
