package org.refers.model.workspace.annotation;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.ReaderMeasurement;

/** One step of a reader, which can be taken back. */
public sealed interface AnnotationChange {

    /** The step that takes this one back. */
    AnnotationChange inverse();

    /** Whether it is about a radiograph or study, by that one's key. */
    boolean concerns(String key);

    /** The reader whose box, label or measurement it is; of several, whose the first is. */
    String owner();

    /** Whether something was there before it. */
    boolean hasBefore();

    /**
     * A box that is drawn, moved, renamed or removed.
     *
     * @param id of the box
     * @param subject key of the radiograph
     * @param before what was there, empty for a new box
     * @param after what is there then, empty for a box that is removed
     */
    record OfBox(String id, String subject, Optional<ReaderBox> before, Optional<ReaderBox> after)
            implements
                AnnotationChange {

        /** Creates a step; a box belongs to one reader for ever. */
        public OfBox {
            if (before.isEmpty() && after.isEmpty()) {
                throw new IllegalArgumentException("no box before and none after");
            }
            if (before.isPresent() && after.isPresent() && !before.get().reader().equals(after.get().reader())) {
                throw new IllegalArgumentException("one reader's box may not become another's");
            }
        }

        @Override
        public OfBox inverse() {
            return new OfBox(id, subject, after, before);
        }

        @Override
        public String owner() {
            return before.or(() -> after).orElseThrow().reader();
        }

        @Override
        public boolean hasBefore() {
            return before.isPresent();
        }

        @Override
        public boolean concerns(String key) {
            return subject.equals(key);
        }
    }

    /**
     * A reader's label of a radiograph or a study.
     *
     * @param subject key of the radiograph or the study
     * @param before {@link FindingLabel#UNKNOWN} where nothing was said
     * @param after {@link FindingLabel#UNKNOWN} to take back what was said
     */
    record OfLabel(String subject, String reader, String finding, FindingLabel before, FindingLabel after)
            implements
                AnnotationChange {

        @Override
        public OfLabel inverse() {
            return new OfLabel(subject, reader, finding, after, before);
        }

        @Override
        public String owner() {
            return reader;
        }

        @Override
        public boolean hasBefore() {
            return before != FindingLabel.UNKNOWN;
        }

        @Override
        public boolean concerns(String key) {
            return subject.equals(key);
        }
    }

    /**
     * A measurement that is made, moved or removed.
     *
     * @param id of the measurement
     * @param subject key of the radiograph
     * @param before what was there, empty for a new one
     * @param after what is there then, empty for one that is removed
     */
    record OfMeasurement(String id, String subject, Optional<ReaderMeasurement> before,
            Optional<ReaderMeasurement> after) implements AnnotationChange {

        /** Creates a step; a measurement belongs to one reader for ever and stays what it is. */
        public OfMeasurement {
            if (before.isEmpty() && after.isEmpty()) {
                throw new IllegalArgumentException("no measurement before and none after");
            }
            if (before.isPresent() && after.isPresent() && !(before.get().reader().equals(after.get().reader())
                    && before.get().kind() == after.get().kind())) {
                throw new IllegalArgumentException("a measurement may not become another reader's or another kind");
            }
        }

        @Override
        public OfMeasurement inverse() {
            return new OfMeasurement(id, subject, after, before);
        }

        @Override
        public String owner() {
            return before.or(() -> after).orElseThrow().reader();
        }

        @Override
        public boolean hasBefore() {
            return before.isPresent();
        }

        @Override
        public boolean concerns(String key) {
            return subject.equals(key);
        }
    }

    /**
     * Steps that are made and taken back as one, such as those of a file that was read.
     *
     * @param parts the steps in their order; none of them is made if one cannot be
     */
    record Several(List<AnnotationChange> parts) implements AnnotationChange {

        /** Creates a step of steps. */
        public Several {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("a step of nothing");
            }
        }

        @Override
        public Several inverse() {
            return new Several(parts.reversed().stream().map(AnnotationChange::inverse).toList());
        }

        @Override
        public String owner() {
            return parts.getFirst().owner();
        }

        @Override
        public boolean hasBefore() {
            return parts.stream().anyMatch(AnnotationChange::hasBefore);
        }

        @Override
        public boolean concerns(String key) {
            return parts.stream().anyMatch(part -> part.concerns(key));
        }
    }

    /** The changes of single things that it is made of, in their order. */
    default List<AnnotationChange> singles() {
        return switch (this) {
            case Several several -> several.parts().stream().flatMap(part -> part.singles().stream()).toList();
            default -> List.of(this);
        };
    }

    /** A new box of a radiograph. */
    static OfBox draw(String radiograph, ReaderBox box) {
        return new OfBox(newId(), radiograph, Optional.empty(), Optional.of(box));
    }

    private static String newId() {
        byte[] id = new byte[16];
        new SecureRandom().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /** A new measurement of a radiograph. */
    static OfMeasurement measure(String radiograph, ReaderMeasurement made) {
        return new OfMeasurement(newId(), radiograph, Optional.empty(), Optional.of(made));
    }

    /** A box that is moved, given another size or another finding. */
    static OfBox alter(DrawnBox box, ReaderBox after) {
        return new OfBox(box.id(), box.radiograph(), Optional.of(box.box()), Optional.of(after));
    }

    /** A box that is taken away. */
    static OfBox remove(DrawnBox box) {
        return new OfBox(box.id(), box.radiograph(), Optional.of(box.box()), Optional.empty());
    }
}
