package dev.kappasweep.cli;

import dev.kappasweep.sweep.DatasetSpec;

/** A data set on the command line: a name, or the path of a directory. */
final class DatasetArgument {
    static final String DESCRIPTION =
            "A name of 'kappasweep data list', such as mnist, or a directory of IDX files or of CIFAR-10's batches.";

    private DatasetArgument() {}

    static DatasetSpec parse(String text) {
        return DatasetSpec.ofImages().stream()
                .filter(known -> known.name().equals(text))
                .findFirst()
                .orElseGet(() -> DatasetSpec.directory(text));
    }
}
