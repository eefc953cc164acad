package org.refers.sampledata.study;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.refers.model.finding.Box;
import org.refers.model.finding.ReaderBox;
import org.refers.sampledata.body.FindingKind;
import org.refers.sampledata.body.Form;
import org.refers.sampledata.body.Lesion;
import org.refers.sampledata.body.Seeded;
import org.refers.sampledata.body.Side;
import org.refers.sampledata.body.Zone;
import org.refers.sampledata.film.Radiographer.Placed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Two readers agree as two readers do. */
class ReadersTest {

    private static final Box TRUE = new Box(100, 200, 120, 80);

    private static Placed placed(double strength) {
        Lesion lesion = new Lesion(FindingKind.MASS, Form.SMOOTH, Side.LEFT, Zone.UPPER, new Lesion.Place(.5, .2, 0), 4,
                strength, 1);
        return new Placed(lesion, TRUE);
    }

    private static List<ReaderBox> read(double strength, int seed) {
        return Readers.read(List.of(placed(strength)), 600, 500, new Seeded(seed));
    }

    @Test
    void readersDifferALittle() {
        double between = 0;
        double lowest = 1;
        for (int seed = 0; seed < 200; seed++) {
            List<ReaderBox> boxes = read(1, seed);
            assertEquals(List.of("R1", "R2"), boxes.stream().map(ReaderBox::reader).toList());
            double iou = boxes.get(0).box().iou(boxes.get(1).box());
            between += iou / 200;
            lowest = Math.min(lowest, iou);
        }
        assertTrue(between > .78 && between < .92, "mean IoU of the readers: " + between);
        assertTrue(lowest > .5, "worst IoU of the readers: " + lowest);
    }

    @Test
    void faintFindingsAreMissedByOneReaderNowAndThen() {
        int missed = 0;
        for (int seed = 0; seed < 400; seed++) {
            int boxes = read(.4, seed).size();
            assertTrue(boxes >= 1);
            missed += 2 - boxes;
            assertEquals(2, read(1, seed).size());
        }
        assertTrue(missed > 50 && missed < 130, "missed of 400: " + missed);
    }

    @Test
    void edgesStayInThePicture() {
        Placed corner = new Placed(placed(1).lesion(), new Box(0, 0, 60, 60));
        for (int seed = 0; seed < 100; seed++) {
            for (ReaderBox box : Readers.read(List.of(corner), 600, 500, new Seeded(seed))) {
                assertTrue(box.box().x() >= 0 && box.box().y() >= 0, box.toString());
            }
        }
    }
}
