package dev.kappasweep.figure;

import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.GreyImage;
import dev.kappasweep.sweep.SampleMeasurement;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.table.Configuration;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What autoencoders make of noisy test images: Fig. 1, Fig. 3 and Fig. 4 left of the paper. A block for each SNR, and in it rows
 * of images: clean, noisy, and the output of each configuration, all of its first seed.
 */
final class DenoisingPanels {
    private static final int MOST_IMAGES = 8;
    private static final int MOST_CONFIGURATIONS = 6;
    private static final int SIDE = 62;
    private static final int GAP = 3;
    private static final int LEFT = 250;
    private static final int TOP = 60;
    private static final int HEADING = 26;

    /** Images that are drawn over: 28 x 28 pixels would be blurred by readers that smooth. */
    private static final int ENLARGED = 4;

    /** @param images from left to right */
    private record Strip(String name, List<GreyImage> images) {}

    private record Block(Snr snr, List<Strip> strips) {}

    private DenoisingPanels() {}

    /** Empty where no samples are stored. */
    static Optional<Figure> of(SeriesBuilder builder) {
        Set<TrialId> withSamples = new HashSet<>();
        builder.grid().results().eachSample(row -> withSamples.add(row.trial()));
        List<Configuration> measured = builder.grid().configurations().stream()
                .filter(one -> first(builder, one, withSamples).isPresent())
                .toList();
        List<Configuration> shown = measured.subList(0, Math.min(MOST_CONFIGURATIONS, measured.size()));
        Map<TrialId, List<SampleMeasurement>> byTrial = byTrial(
                builder,
                shown.stream()
                        .flatMap(one -> first(builder, one, withSamples).stream())
                        .collect(Collectors.toSet()));
        List<Block> blocks = blocks(builder, shown, byTrial);
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        int images = blocks.get(0).strips().get(0).images().size();
        int strips = blocks.stream().mapToInt(block -> block.strips().size()).sum();
        int width = LEFT + images * (SIDE + GAP) + 16;
        int height = TOP + blocks.size() * HEADING + strips * (SIDE + GAP) + 12;
        String title = builder.sweepName() + ": denoised test images";
        String subtitle = "n = 1, the first seed with a result; the same images and noise for all rows of a block"
                + SeriesBuilder.partly(shown.size(), measured.size(), "configurations");
        return Optional.of(new Figure(
                "denoising", title, width, height, (graphics, area) -> draw(graphics, area, title, subtitle, blocks)));
    }

    private static Optional<TrialId> first(
            SeriesBuilder builder, Configuration configuration, Set<TrialId> withSamples) {
        return builder.grid().trials(configuration).stream()
                .map(TrialRow::id)
                .filter(withSamples::contains)
                .findFirst();
    }

    private static Map<TrialId, List<SampleMeasurement>> byTrial(SeriesBuilder builder, Set<TrialId> trials) {
        Map<TrialId, List<SampleMeasurement>> samples = new HashMap<>();
        builder.grid().results().eachSample(row -> {
            if (trials.contains(row.trial())) {
                samples.computeIfAbsent(row.trial(), id -> new ArrayList<>()).add(row.measurement());
            }
        });
        return samples;
    }

    private static List<Block> blocks(
            SeriesBuilder builder, List<Configuration> configurations, Map<TrialId, List<SampleMeasurement>> byTrial) {
        if (configurations.isEmpty()) {
            return List.of();
        }
        return samples(builder, configurations.get(0), byTrial).stream()
                .map(SampleMeasurement::snr)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .map(snr -> block(builder, configurations, byTrial, snr))
                .toList();
    }

    private static Block block(
            SeriesBuilder builder,
            List<Configuration> configurations,
            Map<TrialId, List<SampleMeasurement>> byTrial,
            Snr snr) {
        List<Strip> strips = new ArrayList<>();
        List<SampleMeasurement> first = at(samples(builder, configurations.get(0), byTrial), snr);
        strips.add(
                new Strip("clean", first.stream().map(SampleMeasurement::clean).toList()));
        strips.add(
                new Strip("noisy", first.stream().map(SampleMeasurement::noisy).toList()));
        for (Configuration configuration : configurations) {
            List<GreyImage> outputs = at(samples(builder, configuration, byTrial), snr).stream()
                    .map(SampleMeasurement::output)
                    .toList();
            strips.add(new Strip(builder.name(configuration), outputs));
        }
        return new Block(snr, strips);
    }

    private static List<SampleMeasurement> at(List<SampleMeasurement> samples, Snr snr) {
        return samples.stream()
                .filter(sample -> sample.snr().equals(snr))
                .sorted(Comparator.comparingInt(SampleMeasurement::label))
                .limit(MOST_IMAGES)
                .toList();
    }

    private static List<SampleMeasurement> samples(
            SeriesBuilder builder, Configuration configuration, Map<TrialId, List<SampleMeasurement>> byTrial) {
        return builder.grid().trials(configuration).stream()
                .map(trial -> byTrial.getOrDefault(trial.id(), List.of()))
                .filter(samples -> !samples.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static void draw(Graphics2D graphics, Rectangle2D area, String title, String subtitle, List<Block> blocks) {
        graphics.setPaint(Palette.PAPER);
        graphics.fill(area);
        graphics.setPaint(Palette.INK);
        graphics.setFont(Style.TITLE);
        graphics.drawString(title, 12, 24);
        graphics.setFont(Style.SUBTITLE);
        graphics.setPaint(Palette.SOFT_INK);
        graphics.drawString(subtitle, 12, 44);
        int y = TOP;
        for (Block block : blocks) {
            graphics.setPaint(Palette.INK);
            graphics.setFont(Style.LABEL);
            graphics.drawString("test SNR " + block.snr(), 12, y + HEADING - 9);
            y += HEADING;
            for (Strip strip : block.strips()) {
                draw(graphics, strip, y);
                y += SIDE + GAP;
            }
        }
    }

    private static void draw(Graphics2D graphics, Strip strip, int y) {
        graphics.setPaint(Palette.INK);
        graphics.setFont(Style.TICK);
        graphics.drawString(strip.name(), 26, y + SIDE / 2 + 4);
        int x = LEFT;
        for (GreyImage image : strip.images()) {
            graphics.drawImage(enlarged(image), x, y, SIDE, SIDE, null);
            x += SIDE + GAP;
        }
    }

    private static BufferedImage enlarged(GreyImage image) {
        BufferedImage enlarged =
                new BufferedImage(ENLARGED * image.cols(), ENLARGED * image.rows(), BufferedImage.TYPE_BYTE_GRAY);
        for (int row = 0; row < enlarged.getHeight(); row++) {
            for (int col = 0; col < enlarged.getWidth(); col++) {
                enlarged.getRaster().setSample(col, row, 0, image.grey(row / ENLARGED, col / ENLARGED));
            }
        }
        return enlarged;
    }
}
