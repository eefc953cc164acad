package org.refers.sampledata.film;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.refers.model.finding.Box;
import org.refers.model.study.PixelSpacing;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.WindowLevel;
import org.refers.sampledata.body.Anatomy;
import org.refers.sampledata.body.Lesion;
import org.refers.sampledata.body.Pose;
import org.refers.sampledata.body.Seeded;
import org.refers.sampledata.body.SyntheticStudy;

/** Takes the radiographs of a study: one frontal view, and mostly a lateral one. */
public final class Radiographer {

    private static final double LATERAL_STANDING = 0.96;
    private static final double LATERAL_BEDSIDE = 0.55;

    private final Textures textures = new Textures();

    /**
     * A radiograph and where its findings are.
     *
     * @param radiograph 12 bits, low values black
     * @param places true extent of each finding that can be seen, frontal views only
     */
    public record Taken(Radiograph radiograph, List<Placed> places) {
    }

    /** A finding's true extent in pixels. */
    public record Placed(Lesion lesion, Box box) {
    }

    /** Takes all radiographs of a study, the frontal one first. */
    public List<Taken> take(SyntheticStudy study) {
        Seeded seeded = new Seeded(study.seed()).split(1);
        boolean bedside = study.visit().bedside();
        List<Taken> taken = new ArrayList<>();
        taken.add(frontal(study, seeded.split(1)));
        if (seeded.chance(bedside ? LATERAL_BEDSIDE : LATERAL_STANDING)) {
            taken.add(lateral(study, seeded.split(2)));
        }
        return taken;
    }

    private Taken frontal(SyntheticStudy study, Seeded seeded) {
        List<Lesion> lesions = study.lesions();
        boolean bedside = study.visit().bedside();
        Anatomy anatomy = study.anatomy();
        Pose pose = pose(study, seeded.split(1));
        Sheet sheet = Sheet.draw(seeded.split(2));
        Seeded s = seeded.split(3);
        double wide = 2 * (anatomy.thorax().halfWidth() + anatomy.habitus().wall()) + s.uniform(1.5, 6);
        double above = s.uniform(3.2, 6.5);
        double tall = anatomy.thorax().height() * pose.inspiration() + above + s.uniform(2.5, 8);
        double scale = Math.min(sheet.columns() / wide, sheet.rows() / tall);
        Plane.Frame frame = new Plane.Frame(sheet.rows(), sheet.columns(), scale,
                sheet.columns() * .5 + s.normal(0, .35) * scale, above * scale, pose.lean());
        List<Lesion> all = new ArrayList<>(lesions);
        study.hedged().stream().filter(lesion -> lesion.strength() > 0).forEach(all::add);
        FrontalView.Drawn drawn = FrontalView.draw(anatomy, all, pose, frame, textures, seeded.split(5));
        double bulk = anatomy.habitus().bulk() + anatomy.thorax().depth();
        Film.Exposure exposure = exposure(bulk * .22, bulk * .92, bedside, seeded.split(4));
        short[] stored = Film.develop(drawn.plane(), exposure, textures);
        Collimator.close(stored, sheet.rows(), sheet.columns(), seeded.split(6));
        List<Placed> places = new ArrayList<>();
        for (int i = 0; i < lesions.size(); i++) {
            Optional<Box> box = drawn.boxes().get(i);
            if (box.isPresent()) {
                places.add(new Placed(lesions.get(i), box.get()));
            }
        }
        return new Taken(radiograph(frame, stored, bedside ? ViewPosition.AP : ViewPosition.PA), places);
    }

    private Taken lateral(SyntheticStudy study, Seeded seeded) {
        Anatomy anatomy = study.anatomy();
        Pose front = pose(study, new Seeded(study.seed()).split(1).split(1).split(1));
        Seeded s = seeded.split(3);
        Pose pose = new Pose(front.inspiration(), 0, s.normal(0, .02), 1, 1);
        Sheet sheet = Sheet.draw(seeded.split(2)).upright();
        double wide = anatomy.thorax().depth() + anatomy.habitus().bulk() + s.uniform(8, 12);
        double above = s.uniform(3.5, 6.5);
        double tall = anatomy.thorax().height() * pose.inspiration() + above + s.uniform(4, 9);
        double scale = Math.min(sheet.columns() / wide, sheet.rows() / tall);
        Plane.Frame frame = new Plane.Frame(sheet.rows(), sheet.columns(), scale,
                sheet.columns() * .5 + s.normal(-.8, .5) * scale, above * scale, pose.lean());
        List<Lesion> all = new ArrayList<>(study.lesions());
        study.hedged().stream().filter(lesion -> lesion.strength() > 0).forEach(all::add);
        Plane plane = LateralView.draw(anatomy, all, pose, frame, textures);
        double width = 2 * (anatomy.thorax().halfWidth() + anatomy.habitus().wall());
        Film.Exposure exposure = exposure(width * .30, width * .93, study.visit().bedside(), seeded.split(4));
        short[] stored = Film.develop(plane, exposure, textures);
        Collimator.close(stored, sheet.rows(), sheet.columns(), seeded.split(6));
        return new Taken(radiograph(frame, stored, ViewPosition.LATERAL), List.of());
    }

    private static Pose pose(SyntheticStudy study, Seeded s) {
        boolean bedside = study.visit().bedside();
        return new Pose(bedside ? s.uniform(.84, .95) : s.uniform(.91, 1), s.normal(0, bedside ? .7 : .4),
                s.normal(0, bedside ? .028 : .012), bedside ? s.uniform(1.05, 1.12) : 1,
                bedside ? s.uniform(0, .4) : s.uniform(.4, 1));
    }

    private static Film.Exposure exposure(double dark, double bright, boolean bedside, Seeded s) {
        double shift = s.normal(0, .035) * bright;
        double stretch = 1 + Math.abs(s.normal(bedside ? .12 : 0, .13));
        double middle = .5 * (dark + bright) + shift;
        double half = .5 * (bright - dark) * stretch;
        return new Film.Exposure(middle - half, middle + half, bedside ? s.uniform(.3, .8) : s.uniform(.6, 1.5),
                s.nextLong());
    }

    private static Radiograph radiograph(Plane.Frame frame, short[] stored, ViewPosition view) {
        double spacing = Math.round(10_000 / frame.scale()) / 1000.0;
        return new Radiograph(frame.rows(), frame.columns(), stored, false, 12, 1, 0, false,
                List.of(WindowLevel.linear(2048, 4096)), OptionalInt.empty(),
                Optional.of(new PixelSpacing(spacing, spacing, PixelSpacing.Kind.DETECTOR)), view);
    }
}
