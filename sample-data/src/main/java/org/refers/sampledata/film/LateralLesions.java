package org.refers.sampledata.film;

import org.refers.sampledata.body.Form;
import org.refers.sampledata.body.Lesion;
import org.refers.sampledata.body.Zone;

/** Paints the findings of the frontal view where they are from the side. */
final class LateralLesions {

    private final Plane plane;
    private final LateralShape shape;
    private final Textures textures;

    LateralLesions(Plane plane, LateralShape shape, Textures textures) {
        this.plane = plane;
        this.shape = shape;
        this.textures = textures;
    }

    void paint(Lesion lesion) {
        Spot spot = new Spot(plane, textures);
        double y = lesion.place().down() * shape.front().dome(lesion.side(), .5 * shape.front().halfWidth());
        double wall = lesion.place().back() < 0 ? -shape.frontWall(y) : shape.backWall(y);
        double z = lesion.place().back() * (wall - 1);
        switch (lesion.kind()) {
            case NODULE, MASS -> spot.ball(lesion, z, y);
            case CONSOLIDATION -> consolidation(spot, lesion, z, y);
            case ATELECTASIS -> atelectasis(spot, lesion, z, y);
            case INFILTRATION -> infiltration(lesion);
            case PLEURAL_EFFUSION -> effusion(lesion);
            case PNEUMOTHORAX -> pneumothorax(lesion);
            case PLEURAL_THICKENING -> thickening(lesion);
            case CARDIOMEGALY -> {
                // In the heart's own shape.
            }
        }
    }

    private void consolidation(Spot spot, Lesion lesion, double z, double y) {
        boolean upper = lesion.zone() == Zone.UPPER;
        double cut = lesion.form() == Form.CONFLUENT ? y + (upper ? .3 : -.3) * lesion.size() : Double.NaN;
        // Half the air along the beam is in the other lung.
        spot.cloud(lesion.withStrength(.55 * lesion.strength()), z, y, cut, upper);
        spot.bronchi(lesion, z, y, 0, .38 * shape.height());
    }

    private void atelectasis(Spot spot, Lesion lesion, double z, double y) {
        switch (lesion.form()) {
            case LINEAR -> spot.bands(lesion, z, y);
            case WEDGE -> each((zz, yy) -> {
                double bottom = shape.dome(lesion.side(), zz) + .5;
                double line = shape.backWall(yy)
                        - (.3 + .9 * (yy - bottom + 1.5 * lesion.size()) / (1.5 * lesion.size()))
                                * lesion.size() * .75;
                return ramp((zz - line) / .7) * ramp((yy - bottom + 1.5 * lesion.size()) / 2);
            }, .5 * lesion.strength());
            default -> each((zz, yy) -> {
                double fissure = .33 * shape.height() + .3 * zz - .25 * (7 - lesion.size());
                return ramp((fissure - yy) / .4) * ramp((yy + 1) / 2);
            }, .4 * lesion.strength());
        }
    }

    /** How much of a finding is at a place: 0 none, 1 all. */
    private interface Region {
        double at(double z, double y);
    }

    private void each(Region region, double most) {
        for (int row = 0; row < plane.rows; row++) {
            double y = plane.heightOf(row);
            if (y < 0 || y > 1.3 * shape.height()) {
                continue;
            }
            double middle = plane.midline(row);
            int from = Math.max(0, (int) (middle + shape.frontWall(y) * plane.scale));
            int to = Math.min(plane.columns - 1, (int) (middle + shape.backWall(y) * plane.scale));
            for (int column = from; column <= to; column++) {
                int at = row * plane.columns + column;
                float air = plane.air[at];
                if (air > 0) {
                    plane.air[at] = air * (1 - (float) (most * region.at((column + 0.5 - middle) / plane.scale, y)));
                }
            }
        }
    }

    private void infiltration(Lesion lesion) {
        double h = shape.front().dome(lesion.side(), .5 * shape.front().halfWidth());
        double reach = .22 + .4 * lesion.size();
        boolean net = lesion.form() == Form.RETICULAR;
        int seed = (int) lesion.seed();
        for (int row = 0; row < plane.rows; row++) {
            double y = plane.heightOf(row);
            double away = (y / h - lesion.place().down()) / reach;
            float weight = Spot.ease((float) (1.25 * (1 - away * away))) * .55f * (float) lesion.strength();
            if (y < 0 || weight <= 0) {
                continue;
            }
            double middle = plane.midline(row);
            int from = Math.max(0, (int) (middle + shape.frontWall(y) * plane.scale));
            int to = Math.min(plane.columns - 1, (int) (middle + shape.backWall(y) * plane.scale));
            for (int column = from; column <= to; column++) {
                int at = row * plane.columns + column;
                float air = Math.max(0, plane.air[at]);
                float w = weight
                        * Math.max(0, .75f + .55f * textures.clouds[Spot.texel(row * .8f, column * .8f, seed)]);
                float fine = textures.net[Spot.texel(row * 1.9f, column * 1.9f, seed >> 3)];
                plane.air[at] -= air * (net ? w * (.23f * fine + .13f) : w * (.31f + .08f * fine));
            }
        }
    }

    /** Fluid stands highest at the back and in front, and blunts the posterior angle first. */
    private void effusion(Lesion lesion) {
        double back = shape.backWall(shape.height());
        double angle = shape.dome(lesion.side(), back * .96);
        double size = lesion.size() + 1.2;
        double base = Math.max(0, Math.min(.75, (size - 4) / 9));
        double soft = .55 + .1 * size;
        double dense = .5 * (.75 + .2 * lesion.strength());
        each((z, y) -> {
            double u = z > 0 ? z / back : .72 * z / back;
            double surface = angle - size * (base + (1 - base) * u * u * u * u);
            return ramp((y - surface) / soft);
        }, dense);
    }

    private void pneumothorax(Lesion lesion) {
        double gap = .6 * lesion.size();
        Ribbon ribbon = Ribbon.adding(plane, plane.tissue);
        ribbon.start();
        double h = shape.height();
        double end = h * Math.min(1, .25 + .14 * lesion.size());
        for (int i = 0; i <= 24; i++) {
            double u = i / 24.0;
            double y = .5 * lesion.size() + .4 + u * u * (end - .5 * lesion.size());
            double rest = 1 - y / end;
            ribbon.to(shape.frontWall(y) + .3 + gap * Math.max(0, rest) + 1.2 * (1 - Math.min(1, 3 * u)), y, .05,
                    .6 * lesion.strength());
        }
        ribbon.paint(Profile.ROD);
        for (int row = 0; row < plane.rows; row++) {
            double y = plane.heightOf(row);
            if (y < 0 || y > end) {
                continue;
            }
            double middle = plane.midline(row);
            int from = Math.max(0, (int) (middle + shape.frontWall(y) * plane.scale));
            double lung = shape.frontWall(y) + gap * (1 - y / end);
            int to = y < .5 * lesion.size()
                    ? (int) (middle + shape.backWall(y) * plane.scale)
                    : (int) (middle + lung * plane.scale);
            for (int column = from; column <= Math.min(to, plane.columns - 1); column++) {
                int at = row * plane.columns + column;
                plane.tissue[at] -= FrontalView.LUNG * .45f * Math.max(0, plane.air[at]);
            }
        }
    }

    private void thickening(Lesion lesion) {
        double h = shape.height();
        boolean cap = lesion.form() == Form.APICAL_CAP;
        double thick = lesion.size() * .8;
        each((z, y) -> {
            if (cap) {
                return ramp((thick * 1.6 - y) / .4);
            }
            double along = Math.min(1, 4 * Math.min(y / h - .45, .98 - y / h));
            return along <= 0 ? 0 : ramp((z - shape.backWall(y) + thick * along) / .4);
        }, .45 * lesion.strength());
    }

    private static double ramp(double t) {
        double u = Math.max(0, Math.min(1, t));
        return u * u * (3 - 2 * u);
    }
}
