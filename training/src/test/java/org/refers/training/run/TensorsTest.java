package org.refers.training.run;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.torch.Backend;
import org.refers.training.compute.HostBuffer;
import org.refers.training.data.Augmentation;
import org.refers.training.data.AugmentationSettings;
import org.refers.training.data.AugmentationSettings.Crop;
import org.refers.training.data.GreyScale;
import org.refers.training.data.InputPictures;
import org.refers.training.data.MeanPicture;
import org.refers.training.data.Picture;
import org.refers.training.data.PictureInput;
import org.refers.training.data.PictureInput.Place;
import org.refers.training.data.PictureTransform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What the device makes of raw pictures, against what the threads that make batches write. */
class TensorsTest {

    private static final int PICTURE = 40;
    private static final int INPUT = 32;
    /** Places to a hundred thousandth of a pixel in single precision, times the steepest step of the noise. */
    private static final float SINGLE = 2e-3f;

    private final SplittableRandom random = new SplittableRandom(5);

    /** Blocks of 4 x 4 pixels of one level each. */
    private Picture picture() {
        byte[] levels = new byte[100];
        random.nextBytes(levels);
        byte[] grey = new byte[PICTURE * PICTURE];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = levels[i / PICTURE / 4 * 10 + i % PICTURE / 4];
        }
        return new Picture(PICTURE, grey);
    }

    private static NetworkConfig config(int channels) {
        return NetworkConfig.of(Preset.PAPER, channels == 1 ? Size.TINY : Size.BASE, 20, 20).with("image_size",
                Integer.toString(INPUT));
    }

    private static GreyScale scale(int channels, boolean standardise) {
        return channels == 1
                ? new GreyScale(standardise, List.of(0.4), List.of(0.25))
                : new GreyScale(standardise, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
    }

    @ParameterizedTest
    @CsvSource({"1,true,RANDOM", "1,false,RANDOM", "3,false,RESIZED", "3,true,RESIZED", "1,true,NONE", "1,false,NONE"})
    void bothPlacesMakeTheSamePictures(int channels, boolean standardise, Crop crop) {
        PictureInput host = new PictureInput(INPUT, scale(channels, standardise),
                PictureTransform.fullField(PICTURE, INPUT));
        requireAgreement(host, channels, crop);
        float[] mean = new float[channels * INPUT * INPUT];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) Math.sin(i % (INPUT * INPUT));
        }
        requireAgreement(host.around(MeanPicture.of(mean)), channels, crop);
    }

    private void requireAgreement(PictureInput host, int channels, Crop crop) {
        Augmentation augmentation = new Augmentation(
                new AugmentationSettings(INPUT, PICTURE, crop, 0.3, 0.5, 10, 0.4, 0.7));
        List<Picture> pictures = new ArrayList<>();
        List<PictureTransform> transforms = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            pictures.add(picture());
            transforms.add(augmentation.draw(augmentation.drawFlip(random), random));
        }
        InputPictures ready = host.drawn(pictures, transforms);
        InputPictures raw = host.at(Place.DEVICE).drawn(pictures, transforms);
        assertInstanceOf(InputPictures.Raw.class, raw);
        assertEquals(9, raw.count());
        try (NDManager manager = NDManager.newBaseManager(); Backend backend = Backend.open(Device.cpu())) {
            NetworkConfig config = config(channels);
            assertArrayEquals(
                    Tensors.images(manager, new HostBuffer(backend.kernels()), ready, config, backend.kernels())
                            .toFloatArray(),
                    Tensors.images(manager, new HostBuffer(backend.kernels()), raw, config, backend.kernels())
                            .toFloatArray(),
                    SINGLE);
        }
    }

    /** A flat picture has no deviation to divide by. */
    @Test
    void aFlatPictureIsAllNought() {
        PictureInput input = new PictureInput(INPUT, scale(1, true), PictureTransform.fullField(PICTURE, INPUT))
                .at(Place.DEVICE);
        InputPictures raw = input.drawn(List.of(new Picture(PICTURE, new byte[PICTURE * PICTURE])),
                List.of(PictureTransform.fullField(PICTURE, INPUT)));
        try (NDManager manager = NDManager.newBaseManager(); Backend backend = Backend.open(Device.cpu())) {
            assertArrayEquals(new float[INPUT * INPUT],
                    Tensors.images(manager, new HostBuffer(backend.kernels()), raw, config(1), backend.kernels())
                            .toFloatArray());
        }
    }

    @Test
    void plainOperatorsSayThatTheyCannot() {
        PictureInput input = new PictureInput(INPUT, scale(1, true), PictureTransform.fullField(PICTURE, INPUT))
                .at(Place.DEVICE);
        InputPictures raw = input.drawn(List.of(picture()), List.of(PictureTransform.fullField(PICTURE, INPUT)));
        try (NDManager manager = NDManager.newBaseManager(); Backend backend = Backend.eager()) {
            assertThrows(IllegalStateException.class,
                    () -> Tensors.images(manager, new HostBuffer(backend.kernels()), raw, config(1),
                            backend.kernels()));
        }
    }
}
