package org.refers.sampledata;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.Radiograph;
import org.refers.sampledata.body.FindingKind;
import org.refers.sampledata.body.Lesion;
import org.refers.sampledata.body.Population;
import org.refers.sampledata.study.SamplePicture;
import org.refers.sampledata.study.SampleStudy;
import org.refers.sampledata.study.StudyMaker;

/**
 * Makes the sheet of docs/sample-data.md: {@code mvn -pl sample-data -am -Dtest=SheetTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Drefers.sheet=docs/sample-data.jpg test}.
 */
class SheetTest {

    private static final int CELL = 264;
    private static final int CAPTION = 16;
    private static final int COLUMNS = 5;
    private static final int LOOKED_THROUGH = 400;

    private final StudyMaker maker = new StudyMaker(1);
    private final List<BufferedImage> cells = new ArrayList<>();

    @Test
    void sheet() throws Exception {
        String file = System.getProperty("refers.sheet", "");
        Assumptions.assumeTrue(!file.isEmpty(), "-Drefers.sheet=FILE names no picture to make");
        cell("normal, PA", study -> normal(study) && !study.truth().visit().bedside(), 0);
        cell("normal, lateral", study -> normal(study) && study.pictures().size() == 2, 1);
        cell("normal, AP at the bedside", study -> normal(study) && study.truth().visit().bedside(), 0);
        for (FindingKind kind : FindingKind.values()) {
            cell(kind.label().replace('_', ' '), study -> only(study, kind) && textbook(lesion(study)), 0);
        }
        cell("effusion, lateral",
                study -> only(study, FindingKind.PLEURAL_EFFUSION) && textbook(lesion(study))
                        && study.pictures().size() == 2,
                1);
        cell("mass, lateral", study -> only(study, FindingKind.MASS) && study.pictures().size() == 2, 1);
        cell("hard: faint consolidation",
                study -> only(study, FindingKind.CONSOLIDATION) && lesion(study).strength() < .6, 0);
        cell("hard: small nodule", study -> only(study, FindingKind.NODULE) && lesion(study).size() < 1.4, 0);
        cell("hard: thin pneumothorax",
                study -> only(study, FindingKind.PNEUMOTHORAX) && lesion(study).size() < 1.5, 0);
        cell("hard: heart just too large",
                study -> only(study, FindingKind.CARDIOMEGALY) && lesion(study).size() < .555, 0);
        cell("hard: faint infiltration",
                study -> only(study, FindingKind.INFILTRATION) && lesion(study).strength() < .95, 0);
        cell("three findings",
                study -> study.truth().lesions().stream().map(Lesion::kind).distinct().count() == 3, 0);
        int rows = (cells.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet = new BufferedImage(COLUMNS * CELL, rows * (CELL + CAPTION), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        for (int i = 0; i < cells.size(); i++) {
            int row = i / COLUMNS;
            graphics.drawImage(cells.get(i), i % COLUMNS * CELL, row * (CELL + CAPTION), null);
        }
        ImageIO.write(sheet, "jpg", new File(file));
    }

    private static boolean normal(SampleStudy study) {
        return study.truth().lesions().isEmpty() && study.truth().hedged().isEmpty();
    }

    private static boolean only(SampleStudy study, FindingKind kind) {
        return study.truth().lesions().size() == 1 && lesion(study).kind() == kind;
    }

    private static boolean textbook(Lesion lesion) {
        return lesion.strength() > .8 && (lesion.kind() != FindingKind.PLEURAL_EFFUSION || lesion.size() > 5);
    }

    private static Lesion lesion(SampleStudy study) {
        return study.truth().lesions().get(0);
    }

    private void cell(String caption, Predicate<SampleStudy> wanted, int picture) {
        for (Population.Place place : maker.places(LOOKED_THROUGH)) {
            SampleStudy study = maker.make(place);
            if (wanted.test(study)) {
                cells.add(draw(study.truth().id() + "  " + caption, study.pictures().get(picture)));
                return;
            }
        }
        throw new AssertionError("no study shows: " + caption);
    }

    private static BufferedImage draw(String caption, SamplePicture picture) {
        Radiograph radiograph = picture.radiograph();
        BufferedImage whole = new BufferedImage(radiograph.columns(), radiograph.rows(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < radiograph.stored().length; i++) {
            int row = i / radiograph.columns();
            whole.setRGB(i % radiograph.columns(), row, (radiograph.storedAt(i) >> 4) * 0x10101);
        }
        double scale = CELL / (double) Math.max(radiograph.rows(), radiograph.columns());
        int width = (int) (radiograph.columns() * scale);
        int height = (int) (radiograph.rows() * scale);
        BufferedImage cell = new BufferedImage(CELL, CELL + CAPTION, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = cell.createGraphics();
        int left = (CELL - width) / 2;
        graphics.drawImage(whole.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), left, 0, null);
        graphics.setColor(new Color(255, 70, 70));
        for (ReaderBox box : picture.boxes()) {
            graphics.drawRect((int) (left + box.box().x() * scale), (int) (box.box().y() * scale),
                    (int) (box.box().width() * scale), (int) (box.box().height() * scale));
        }
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        graphics.drawString(caption, 4, CELL + 12);
        return cell;
    }
}
