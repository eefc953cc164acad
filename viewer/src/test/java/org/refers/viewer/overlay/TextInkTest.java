package org.refers.viewer.overlay;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@ExtendWith(ApplicationExtension.class)
class TextInkTest {

    private static final int WIDTH = 150;

    @Start
    void start(Stage stage) {
        stage.setScene(new Scene(new Pane(), 100, 100));
    }

    private static List<TextMask> blocks(List<List<String>> blocks) {
        return WaitForAsyncUtils.waitForAsyncFx(5000, () -> TextInk.blocks(blocks, WIDTH));
    }

    /** Columns from the left to the last with ink. */
    private static int reach(TextMask mask) {
        int reach = 0;
        for (int i = 0; i < mask.ink().length; i++) {
            reach = mask.ink()[i] == 0 ? reach : Math.max(reach, i % mask.width() + 1);
        }
        return reach;
    }

    @Test
    void captionsBesideEachOtherHaveOneSize() {
        List<TextMask> captions = blocks(List.of(List.of("Network"), List.of("Network and what stands beside it"),
                List.of("Network")));

        assertEquals(captions.get(1).height(), captions.get(0).height(), "one line each");
        assertEquals(reach(captions.get(2)), reach(captions.get(0)));
        assertTrue(reach(captions.get(1)) > WIDTH - 6, "as large as the widest lets it be");
        assertTrue(reach(captions.get(0)) < WIDTH / 3, "no larger than the widest: " + reach(captions.get(0)));
    }

    @Test
    void aBlockWithoutLinesIsEmpty() {
        assertEquals(0, blocks(List.of(List.of("Words"), List.of())).getLast().height());
    }
}
