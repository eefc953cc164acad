package org.refers.model.jpeg2000;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Decodes a tile: packets, code-blocks, wavelet, colours. */
final class TileDecoder {

    /** The wavelet and what comes after it take as long as a few bytes of code-blocks for each of so many samples. */
    private static final int SAMPLES_A_BYTE = 8;

    /** A resolution takes some hundred bytes and a microsecond: for few of them it does not matter. */
    private static final long RESOLUTIONS = 10_000;
    /** A tile of 64 x 64 pixels, which is small, has seven. */
    private static final int LEAST_SAMPLES_A_RESOLUTION = 16;

    private final ImageSize size;
    private final Progress progress;
    private final Parallel parallel;
    private long resolutionsLeft;
    private final Queue<BlockDecoder> decoders = new ConcurrentLinkedQueue<>();

    TileDecoder(ImageSize size, Progress progress) {
        this.size = size;
        this.progress = progress;
        this.parallel = new Parallel(progress);
        this.resolutionsLeft = RESOLUTIONS + size.image().points() * size.components() / LEAST_SAMPLES_A_RESOLUTION;
    }

    /** What decoding counts as done in the end, for a stream of so many bytes and samples. */
    static long work(long bytes, long samples) {
        return bytes + samples / SAMPLES_A_BYTE;
    }

    /**
     * Decodes a tile into its place.
     *
     * @param image samples of a pixel side by side, row after row
     */
    void decode(Area area, TileParts parts, byte[] stream, short[] image) throws Jpeg2000Exception {
        Coding coding = parts.coding();
        TileParts.Packets packets = parts.packets(stream);
        BlockBudget budget = new BlockBudget(area.points() * size.components(), packets.end() - packets.from());
        List<List<Resolution>> components = new ArrayList<>();
        List<Precinct> precincts = new ArrayList<>();
        for (int component = 0; component < size.components(); component++) {
            resolutionsLeft -= coding.style(component).levels() + 1;
            if (resolutionsLeft < 0) {
                throw new Jpeg2000Exception("claims more resolutions than it can hold");
            }
            List<Resolution> resolutions = Resolution.of(area, component, coding, size.precision());
            components.add(resolutions);
            for (Resolution resolution : resolutions) {
                addPrecincts(component, resolution, area, budget, precincts);
            }
        }
        boolean whole = new PacketReader(coding.tileStyle(), packets, budget).read(precincts, coding.changes());
        if (!whole && parts.isCutOff()) {
            throw Jpeg2000Exception.cutOff();
        }
        List<Plane> planes = new ArrayList<>();
        for (int component = 0; component < size.components(); component++) {
            planes.add(Plane.of(area, coding.style(component)));
        }
        decodeBlocks(precincts, planes, packets.bytes());
        for (int component = 0; component < size.components(); component++) {
            planes.get(component).restore(components.get(component), parallel);
        }
        write(area, planes, coding.tileStyle().mixed(), image);
        progress.add(area.points() * size.components() / SAMPLES_A_BYTE);
    }

    private static void addPrecincts(int component, Resolution resolution, Area tile, BlockBudget budget,
            List<Precinct> to) throws Jpeg2000Exception {
        long count = (long) resolution.precinctsAcross() * resolution.precinctsDown();
        budget.take(count);
        for (int index = 0; index < count; index++) {
            to.add(new Precinct(component, resolution, index, tile));
        }
    }

    private void decodeBlocks(List<Precinct> precincts, List<Plane> planes, byte[] bytes) throws Jpeg2000Exception {
        List<CodeBlock> blocks = new ArrayList<>();
        List<Plane> targets = new ArrayList<>();
        for (Precinct precinct : precincts) {
            for (BlockGrid grid : precinct.grids()) {
                grid.forEach(block -> {
                    if (block.bytes() > 0) {
                        blocks.add(block);
                        targets.add(planes.get(precinct.component()));
                    }
                });
            }
        }
        parallel.forEach(blocks.size(), index -> {
            CodeBlock block = blocks.get(index);
            BlockDecoder free = decoders.poll();
            BlockDecoder decoder = free == null ? new BlockDecoder() : free;
            decoder.decode(block, bytes);
            targets.get(index).put(block, decoder);
            decoders.add(decoder);
            progress.add(block.bytes());
        });
    }

    private void write(Area area, List<Plane> planes, boolean mixed, short[] image) throws Jpeg2000Exception {
        if (mixed && (planes.size() < 3 || planes.get(0).getClass() != planes.get(1).getClass()
                || planes.get(0).getClass() != planes.get(2).getClass())) {
            throw Jpeg2000Exception.senseless();
        }
        parallel.forEach(Math.ceilDiv(area.height(), Plane.BUNDLE), bundle -> {
            int first = bundle * Plane.BUNDLE;
            int end = Math.min(area.height(), first + Plane.BUNDLE);
            if (mixed) {
                planes.get(0).unmix(planes.get(1), planes.get(2), first, end);
            }
            int[] row = new int[area.width()];
            for (int y = first; y < end; y++) {
                for (int component = 0; component < planes.size(); component++) {
                    planes.get(component).row(y, row);
                    writeRow(area, y, component, row, image);
                }
            }
        });
    }

    private void writeRow(Area area, int y, int component, int[] row, short[] image) {
        int components = size.components();
        int shift = size.signed() ? 0 : 1 << size.precision() - 1;
        int least = size.signed() ? -1 << size.precision() - 1 : 0;
        int most = least + (1 << size.precision()) - 1;
        int line = area.y0() + y - size.image().y0();
        int at = (line * size.image().width() + area.x0() - size.image().x0()) * components + component;
        for (int x = 0; x < row.length; x++) {
            image[at] = (short) Math.clamp((long) row[x] + shift, least, most);
            at += components;
        }
    }
}
