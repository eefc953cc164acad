package org.refers.sampledata.film;

import java.util.Optional;
import org.refers.model.finding.Box;
import org.refers.sampledata.body.Form;
import org.refers.sampledata.body.Lesion;
import org.refers.sampledata.body.Seeded;
import org.refers.sampledata.body.Side;
import org.refers.sampledata.body.Zone;

/** Paints findings into the air of a frontal view and tells where they are. */
final class FrontalLesions {

    private final Plane plane;
    private final FrontalShape shape;
    private final Textures textures;

    FrontalLesions(Plane plane, FrontalShape shape, Textures textures) {
        this.plane = plane;
        this.shape = shape;
        this.textures = textures;
    }

    /** Paints a finding; its box, or nothing where it cannot be seen from the front. */
    Optional<Box> paint(Lesion lesion) {
        Spot spot = new Spot(plane, textures);
        Extent extent = spot.extent();
        double y = lesion.place().down() * shape.dome(lesion.side(), .5 * shape.halfWidth());
        double x = x(lesion, y);
        switch (lesion.kind()) {
            case CARDIOMEGALY -> heart(extent);
            case NODULE, MASS -> spot.ball(lesion, x, y);
            case CONSOLIDATION -> consolidation(spot, lesion, x, y);
            case ATELECTASIS -> atelectasis(spot, lesion, x, y);
            case INFILTRATION -> infiltration(extent, lesion);
            case PLEURAL_EFFUSION -> effusion(extent, lesion);
            case PNEUMOTHORAX -> pneumothorax(extent, lesion);
            case PLEURAL_THICKENING -> thickening(extent, lesion);
        }
        return extent.box(plane.rows, plane.columns);
    }

    private double x(Lesion lesion, double y) {
        double inner = shape.border(lesion.side(), y);
        return lesion.side().sign() * (inner + lesion.place().across() * (shape.outer(y) - inner));
    }

    private void heart(Extent extent) {
        double span = shape.heartBottom() - shape.heartTop();
        for (int i = 0; i <= 20; i++) {
            double y = shape.heartTop() + span * (.12 + .98 * i / 20);
            for (Side side : Side.values()) {
                double x = side.sign() * shape.border(side, y);
                extent.add((int) plane.column(x, y), (int) plane.row(0, y));
            }
        }
    }

    private void consolidation(Spot spot, Lesion lesion, double x, double y) {
        boolean upper = lesion.zone() == Zone.UPPER;
        double cut = lesion.form() == Form.CONFLUENT ? y + (upper ? .3 : -.3) * lesion.size() : Double.NaN;
        spot.cloud(lesion, x, y, cut, upper);
        spot.bronchi(lesion, x, y, lesion.side().sign() * 3, .38 * shape.height());
    }

    private void atelectasis(Spot spot, Lesion lesion, double x, double y) {
        switch (lesion.form()) {
            case LINEAR -> spot.bands(lesion, x, y);
            case WEDGE -> region(spot.extent(), lesion, this::wedge, .62f);
            default -> region(spot.extent(), lesion, this::upperLobe, .62f);
        }
    }

    /** How much of a finding is at a place: 0 none, 1 all; {@code x} in cm from the midline towards its side. */
    private interface Region {
        double at(Lesion lesion, double x, double y);
    }

    private double wedge(Lesion lesion, double x, double y) {
        double bottom = shape.dome(lesion.side(), x) + .5;
        double top = bottom - 1.5 * lesion.size();
        double border = shape.border(lesion.side(), y);
        double down = (y - top) / (bottom - top);
        double edge = Math.max(1.5, .55 * border) + (.35 + .75 * down) * lesion.size() * .8;
        return ramp((edge - x) / (.6 + .9 * down)) * ramp(down * 1.7);
    }

    private double upperLobe(Lesion lesion, double x, double y) {
        if (lesion.side() == Side.LEFT) {
            double away = Math.hypot((x - 3.5) / (1.6 * lesion.size()),
                    (y - .3 * shape.height()) / (1.5 * lesion.size()));
            return ramp(1.25 - away) * .9;
        }
        double edge = .36 * shape.height() - (x - 3) * .42 - .25 * (7 - lesion.size());
        return ramp((edge - y) / .35) * ramp((y + 1) / 2);
    }

    private void region(Extent extent, Lesion lesion, Region region, float share) {
        float much = (float) Math.min(.95, share * lesion.strength());
        int s = lesion.side().sign();
        for (int row = 0; row < plane.rows; row++) {
            double y = plane.heightOf(row);
            if (y < 0 || y > shape.height() + 1) {
                continue;
            }
            double middle = plane.midline(row);
            int end = (int) (middle + s * shape.outer(y) * plane.scale);
            for (int column = (int) middle; column != end && column >= 0 && column < plane.columns; column += s) {
                int at = row * plane.columns + column;
                if (plane.air[at] <= 0) {
                    continue;
                }
                float f = (float) region.at(lesion, Math.abs(column + 0.5 - middle) / plane.scale, y);
                if (f > 0) {
                    if (f > .4f && plane.air[at] > 2) {
                        extent.add(column, row);
                    }
                    plane.air[at] *= 1 - much * f;
                }
            }
        }
    }

    private void infiltration(Extent extent, Lesion lesion) {
        double h = shape.dome(lesion.side(), .5 * shape.halfWidth());
        double centre = lesion.place().down();
        double reach = .22 + .4 * lesion.size();
        boolean net = lesion.form() == Form.RETICULAR;
        int seed = (int) lesion.seed();
        float much = (float) lesion.strength();
        int s = lesion.side().sign();
        for (int row = 0; row < plane.rows; row++) {
            double y = plane.heightOf(row);
            if (y < 0 || y > shape.height() + 1) {
                continue;
            }
            double away = (y / h - centre) / reach;
            float weight = ease((float) (1.25 * (1 - away * away)));
            double middle = plane.midline(row);
            int end = (int) (middle + s * shape.outer(y) * plane.scale);
            for (int column = (int) middle; weight > 0 && column != end && column >= 0
                    && column < plane.columns; column += s) {
                int at = row * plane.columns + column;
                float air = plane.air[at];
                if (air <= 0) {
                    continue;
                }
                int wide = Spot.texel(row * .8f, column * .8f, seed);
                float w = weight * Math.max(0, .75f + .55f * textures.clouds[wide]);
                float fine = textures.net[Spot.texel(row * 1.9f, column * 1.9f, seed >> 3)];
                float lost = net ? w * (.23f * fine + .13f) : w * (.31f + .08f * fine);
                plane.air[at] = air * (1 - Math.min(.8f, lost * much));
                if (weight > .45f && air > 3) {
                    extent.add(column, row);
                }
            }
        }
    }

    private void effusion(Extent extent, Lesion lesion) {
        double outer = shape.outer(.9 * shape.height());
        double angle = shape.dome(lesion.side(), outer * .985);
        double base = Math.max(0, Math.min(.78, (lesion.size() - 3) / 8));
        double soft = .8 + .15 * lesion.size();
        float dense = (float) (.7 + .28 * Math.min(1, lesion.strength()));
        int s = lesion.side().sign();
        for (int row = 0; row < plane.rows; row++) {
            double y = plane.heightOf(row);
            if (y < angle - lesion.size() - 1 || y > shape.height() + 3) {
                continue;
            }
            double middle = plane.midline(row);
            double wall = shape.outer(y);
            int end = (int) (middle + s * (wall * plane.scale + 1));
            for (int column = (int) middle; column != end && column >= 0 && column < plane.columns; column += s) {
                double u = Math.abs(column + 0.5 - middle) / plane.scale / wall;
                double square = u * u;
                double surface = angle - lesion.size() * (base + (1 - base) * square * (.25 + .75 * square));
                float f = ease((float) ((y - surface) / soft)) * dense;
                int at = row * plane.columns + column;
                float air = plane.air[at];
                if (f > 0 && air > 0) {
                    if (f > .35f && air > 1.3f && f * air > 1) {
                        extent.add(column, row);
                    }
                    plane.air[at] = air * (1 - f);
                }
            }
        }
    }

    private void pneumothorax(Extent extent, Lesion lesion) {
        Pleura pleura = new Pleura(shape, lesion);
        int s = lesion.side().sign();
        for (int row = 0; row < plane.rows; row++) {
            double y = plane.heightOf(row);
            if (y < 0 || y > shape.height() + 1) {
                continue;
            }
            double middle = plane.midline(row);
            double line = pleura.line(y);
            int end = (int) (middle + s * (shape.outer(y) * plane.scale + 1));
            int inner = (int) (middle + s * shape.border(lesion.side(), y) * plane.scale);
            for (int column = inner; column != end && column >= 0 && column < plane.columns; column += s) {
                double x = Math.abs(column + 0.5 - middle) / plane.scale;
                int at = row * plane.columns + column;
                float air = Math.max(0, plane.air[at]);
                if (x > line) {
                    plane.tissue[at] -= FrontalView.LUNG * air * .92f;
                    if (x > shape.centre(y) && shape.outer(y) - line > .45 && air > .3f) {
                        extent.add(column, row);
                    }
                } else {
                    // Lung that has shrunk is denser.
                    plane.tissue[at] += air * pleura.denser();
                }
            }
        }
        pleura.paint(Ribbon.adding(plane, plane.tissue), s);
    }

    private void thickening(Extent extent, Lesion lesion) {
        Seeded seeded = new Seeded(lesion.seed());
        boolean cap = lesion.form() == Form.APICAL_CAP;
        double h = shape.height();
        double from = cap ? 0 : h * seeded.uniform(.3, .55);
        double to = cap ? h * .17 : h * seeded.uniform(.86, .97);
        float much = (float) Math.min(.95, .85 * lesion.strength());
        int seed = (int) lesion.seed();
        int s = lesion.side().sign();
        for (int row = 0; row < plane.rows; row++) {
            double y = plane.heightOf(row);
            if (y < from || y > to) {
                continue;
            }
            double u = (y - from) / (to - from);
            double taper = cap ? Math.min(1, 3 * (1 - u)) : Math.min(1, 5 * Math.min(u, 1 - u));
            float bump = textures.clouds[Spot.texel(row * .9f, 7, seed)];
            double thick = lesion.size() * taper * (.8 + .35 * bump)
                    + (cap ? Math.max(0, lesion.size() * 1.6 - y) * 1.6 : 0);
            double middle = plane.midline(row);
            double wall = shape.outer(y);
            int end = (int) (middle + s * (wall * plane.scale + 1));
            int start = (int) (middle + s * Math.max(shape.inner(y), wall - thick - .5) * plane.scale);
            for (int column = start; column != end && column >= 0 && column < plane.columns; column += s) {
                double x = Math.abs(column + 0.5 - middle) / plane.scale;
                float f = ease((float) ((x - (wall - thick)) / .3 + .5));
                int at = row * plane.columns + column;
                if (plane.air[at] > 0) {
                    plane.air[at] *= 1 - much * f;
                }
                if (f > .4f) {
                    extent.add(column, row);
                }
            }
        }
    }

    private static double ramp(double t) {
        double u = Math.max(0, Math.min(1, t));
        return u * u * (3 - 2 * u);
    }

    private static float ease(float t) {
        return Spot.ease(t);
    }
}
