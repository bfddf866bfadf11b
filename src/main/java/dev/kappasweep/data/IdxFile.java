package dev.kappasweep.data;

import java.nio.file.Path;

/**
 * An IDX file as its name says.
 *
 * @param dimensions 1 of labels, 3 of grey images, 4 of images in several channels
 */
record IdxFile(Path path, int dimensions) {
    IdxArray read() {
        return IdxReader.read(path, dimensions);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
