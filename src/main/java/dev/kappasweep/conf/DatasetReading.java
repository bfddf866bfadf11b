package dev.kappasweep.conf;

import dev.kappasweep.files.Places;
import dev.kappasweep.sweep.DatasetSpec;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads the key dataset, the only one that is either a name or a mapping. */
final class DatasetReading implements Key.Reading<DatasetSpec> {
    static final String ALLOWED =
            DatasetSpec.allowedImages() + "; " + DatasetSpec.GAUSSIAN.name() + " for least-squares";

    @Override
    public Optional<DatasetSpec> read(Setting setting, Problems problems) {
        Optional<DatasetSpec> dataset =
                setting.node() instanceof MappingNode mapping ? directory(mapping) : named(setting.node());
        if (dataset.isEmpty()) {
            problems.notAllowed(setting, setting.node(), ALLOWED + hint(setting.node()));
        }
        return dataset;
    }

    private static Optional<DatasetSpec> named(Node node) {
        return DatasetSpec.named(text(node));
    }

    private static Optional<DatasetSpec> directory(MappingNode mapping) {
        List<NodeTuple> entries = mapping.getValue();
        return Optional.of(entries)
                .filter(one -> one.size() == 1 && text(one.get(0).getKeyNode()).equals("directory"))
                .map(one -> text(one.get(0).getValueNode()))
                .filter(path -> !path.isBlank() && path.indexOf('\0') < 0)
                .map(DatasetSpec::directory);
    }

    /** The same set, whose path starts at {@code base} where it is relative. */
    static DatasetSpec startingAt(Path base, DatasetSpec dataset) {
        if (!dataset.isDirectory()) {
            return dataset;
        }
        try {
            Path path = Places.path(dataset.name());
            return path.isAbsolute()
                    ? dataset
                    : DatasetSpec.directory(base.resolve(path).normalize().toString());
        } catch (InvalidPathException e) {
            // Whoever loads the set says so.
            return dataset;
        }
    }

    private static String hint(Node node) {
        return Nearest.hint(
                text(node),
                DatasetSpec.ofImages().stream().map(DatasetSpec::name).toList());
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
