package dev.kappasweep.cli;

import dev.kappasweep.sweep.DatasetSpec;

/** A data set on the command line: a name, or the path of a directory. */
final class DatasetArgument {
    static final String DESCRIPTION = "mnist, digits, cifar10, or a directory of IDX files or of CIFAR-10's batches.";

    private DatasetArgument() {}

    static DatasetSpec parse(String text) {
        return switch (text) {
            case "mnist" -> DatasetSpec.MNIST;
            case "digits" -> DatasetSpec.DIGITS;
            case "cifar10" -> DatasetSpec.CIFAR10;
            default -> DatasetSpec.directory(text);
        };
    }
}
