package dev.kappasweep.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.files.Places;
import dev.kappasweep.files.StoreContract;
import dev.kappasweep.sweep.InvalidInputException;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On Hadoop's view of local files, whose renaming is one step; HDFS and S3 have integration tests. */
class HadoopStoreTest extends StoreContract {
    @TempDir
    private Path temporary = Path.of("");

    @Override
    protected Path root() {
        String authority = "of-" + UUID.randomUUID();
        SparkHadoopUtil.get()
                .conf()
                .set(
                        "fs.viewfs.mounttable." + authority + ".link./there",
                        temporary.toUri().toString());
        return Places.path("viewfs://" + authority + "/there");
    }

    /** Hadoop deletes a local file before it replaces it; HDFS does not. */
    @Override
    protected void aReaderFindsTheOldFileOrTheNewOneWhole() {}

    /** Hadoop looks before it renames a local file; HDFS does both at once. */
    @Override
    protected void ofManyThatCreateAFileAtOnceOneSucceeds() {}

    @Test
    void aSchemeThatNobodyKnowsIsToldWithWhatBringsIt() {
        assertThatThrownBy(() -> Places.path("nowhere://host/x"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("'nowhere://host/x' cannot be used (UnsupportedFileSystemException: ")
                .hasMessageContaining("KAPPASWEEP_CLASSPATH")
                .hasMessageNotContaining("\n");
        assertThat(Places.isLocal(root())).isFalse();
    }
}
