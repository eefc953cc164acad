package org.refers.model.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/**
 * What a component's resolution adds to the one below: one subband at the lowest, three above.
 *
 * @param number 0 is the lowest
 * @param level how often the component's samples were halved to come here
 * @param area the coordinates of its samples
 * @param subbands which it adds
 * @param style of the component
 */
record Resolution(int number, int level, Area area, List<Subband> subbands, ComponentStyle style) {

    static List<Resolution> of(Area tile, int component, Coding coding, int precision) throws Jpeg2000Exception {
        ComponentStyle style = coding.style(component);
        Quantization steps = coding.steps(component);
        List<Resolution> resolutions = new ArrayList<>();
        for (int number = 0; number <= style.levels(); number++) {
            int level = style.levels() - number;
            List<Subband> bands = new ArrayList<>();
            for (int direction = number == 0 ? 0 : 1; direction <= (number == 0 ? 0 : 3); direction++) {
                int right = direction & 1;
                int down = direction >> 1;
                int index = number == 0 ? 0 : 3 * (number - 1) + direction;
                Area below = tile.halved(level + 1);
                Area area = number == 0 ? tile.halved(level) : tile.subband(level + 1, right, down);
                int exponent = steps.exponent(index);
                double step = style.reversible()
                        ? 1
                        : Math.scalb(steps.mantissa(index), precision + right + down - exponent);
                int shift = coding.regionShift(component);
                bands.add(new Subband(area, right, down, right * below.width(), down * below.height(),
                        steps.guardBits() + exponent - 1 + shift, shift, (float) step));
            }
            resolutions.add(new Resolution(number, level, tile.halved(level), List.copyOf(bands), style));
        }
        return resolutions;
    }

    int precinctsAcross() {
        return area.isEmpty() ? 0 : pieces(area.x0(), area.x1(), style.precinctWidth(number));
    }

    int precinctsDown() {
        return area.isEmpty() ? 0 : pieces(area.y0(), area.y1(), style.precinctHeight(number));
    }

    /** How many pieces of a size, an exponent of 2, a range touches. */
    static int pieces(int from, int end, int size) {
        return (int) ((long) end + (1L << size) - 1 >> size) - (from >> size);
    }
}
