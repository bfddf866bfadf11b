package dev.kappasweep.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.data.Verification;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.InvalidInputException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The set of all formats: training images {@code numpy.arange(12).reshape(3, 2, 2)} of the classes 0, 1, 2, test images {@code
 * numpy.arange(100, 108).reshape(2, 2, 2)} of the classes 1, 0.
 */
class ImageImportTest {
    /** By {@code numpy.savez_compressed} of numpy 1.24, labels of training as int64. */
    private static final String NPZ =
            "UEsDBBQAAAAIAAAAIQCaCbEcVAAAAIwAAAALABQAeF90cmFpbi5ucHkBABAAjAAAAAAAAABUAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loF"
                    + "5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6CkZApKmjUKtAHuBiYGRiZmFlY+fg5OIGAFBLAwQUAAAACAAAACEA90AS6kwA"
                    + "AACYAAAACwAUAHlfdHJhaW4ubnB5AQAQAJgAAAAAAAAATAAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2mhrqOgnpZfVFKUmBefX5SSCh"
                    + "J3S8wpTgWKF2ckFqQC+RrGOpo6CrUKFAAuBihghNJMUBoAUEsDBBQAAAAIAAAAIQAwSQPcTwAAAIgAAAAKABQAeF90ZXN0Lm5weQEAEACIAAAA"
                    + "AAAAAE8AAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgXlNqqK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjoKIKSpo1CrQB7gSk"
                    + "lNS8/IzMoGAFBLAwQUAAAACAAAACEATmNrsUYAAACCAAAACgAUAHlfdGVzdC5ucHkBABAAggAAAAAAAABGAAAAAAAAAJvsF+obEMnIUMZQrZ6S"
                    + "WpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6mjoKtQoUAC5GBgBQSwECFAMUAAAACAAAACEAmgmxHFQAAACMAA"
                    + "AACwAAAAAAAAAAAAAAgAEAAAAAeF90cmFpbi5ucHlQSwECFAMUAAAACAAAACEA90AS6kwAAACYAAAACwAAAAAAAAAAAAAAgAGRAAAAeV90cmFp"
                    + "bi5ucHlQSwECFAMUAAAACAAAACEAMEkD3E8AAACIAAAACgAAAAAAAAAAAAAAgAEaAQAAeF90ZXN0Lm5weVBLAQIUAxQAAAAIAAAAIQBOY2uxRg"
                    + "AAAIIAAAAKAAAAAAAAAAAAAACAAaUBAAB5X3Rlc3QubnB5UEsFBgAAAAAEAAQA4gAAACcCAAAAAA==";

    private static final String CSV_TRAIN = "label,p0,p1,p2,p3\n0,0,1,2,3\n1,4,5,6,7\n2,8,9,10,11\n";
    private static final String CSV_TEST = "label,p0,p1,p2,p3\n1,100,101,102,103\n0,104,105,106,107\n";

    @TempDir
    private Path home;

    @Test
    void csvIsASetThatPassesVerification() throws IOException {
        write("src/train.csv", CSV_TRAIN);
        write("src/my_test.csv", CSV_TEST);

        requireTheSet(run("src", ImportOptions.NONE));

        assertThat(home.resolve("out/SHA256SUMS")).content().hasLineCount(4);
        assertThat(home.resolve("out/classes.txt")).doesNotExist();
        List<Verification> checks = new DatasetLoader(Optional.empty(), Map.of())
                .verify(DatasetSpec.directory(home.resolve("out").toString()));
        assertThat(checks).hasSize(5).allMatch(Verification::passed);
        assertThat(checks.stream().filter(check -> check.expected().isPresent()))
                .hasSize(4);
    }

    @Test
    void npzOfKerasNamesIsTheSameSet() throws IOException {
        write("mnist.npz", Base64.getDecoder().decode(NPZ));
        requireTheSet(run("mnist.npz", ImportOptions.NONE));
        write("src/train.csv", CSV_TRAIN);
        write("src/test.csv", CSV_TEST);
        assertThat(ImageImport.run(home.resolve("src"), home.resolve("other"), ImportOptions.NONE)
                        .id())
                .isEqualTo(load("out").id());
    }

    @Test
    void directoryOfAnNpzIsImportedAsWell() throws IOException {
        write("src/mnist.npz", Base64.getDecoder().decode(NPZ));
        requireTheSet(run("src", ImportOptions.NONE));
    }

    @Test
    void parquetAsHuggingFacePublishesItIsTheSameSet() throws IOException, SQLException {
        Files.createDirectories(home.resolve("src/data"));
        parquet("src/data/train-00000-of-00002.parquet", List.of(0, 1), List.of(png(0), png(4)));
        parquet("src/data/train-00001-of-00002.parquet", List.of(2), List.of(png(8)));
        parquet("src/data/test-00000-of-00001.parquet", List.of(1, 0), List.of(png(100), png(104)));

        requireTheSet(run("src", ImportOptions.NONE));

        assertThat(home.resolve("out/classes.txt")).hasContent("zero\none\ntwo\n");
    }

    @Test
    void picturesInADirectoryOfEachClassAreTheSameImages() throws IOException {
        for (int i = 0; i < 3; i++) {
            write("src/train/" + i + "/a.png", png(4 * i));
        }
        write("src/test/1/a.png", png(100));
        write("src/test/0/b.PNG", png(104));
        write("src/train/.DS_Store", new byte[1]);

        Dataset data = run("src", ImportOptions.NONE);

        assertThat(images(data.train())).containsExactlyInAnyOrder("0: 0123", "1: 4567", "2: 891011");
        assertThat(images(data.test())).containsExactlyInAnyOrder("1: 100101102103", "0: 104105106107");
        assertThat(ImageImport.run(home.resolve("src"), home.resolve("again"), ImportOptions.NONE)
                        .id())
                .as("the order is drawn once and for all")
                .isEqualTo(data.id());
    }

    @Test
    void classesThatAreNamedAreNumberedByName() throws IOException {
        for (String name : List.of("dog", "cat", "emu")) {
            for (int i = 0; i < 10; i++) {
                write("src/" + name + "/" + i + ".png", png(10 * i + name.charAt(0) - 'c'));
            }
        }
        Dataset data = run("src", withTest(0.2));

        assertThat(home.resolve("out/classes.txt")).hasContent("cat\ndog\nemu\n");
        assertThat(data.train().count()).isEqualTo(24);
        assertThat(labels(data.test())).containsExactlyInAnyOrder(0, 0, 1, 1, 2, 2);
        assertThat(labels(data.train()).subList(0, 8))
                .as("in no order of classes")
                .contains(0, 1, 2);
        List<String> all = new ArrayList<>();
        for (LabelledImages part : List.of(data.train(), data.test())) {
            all.addAll(images(part));
            for (int i = 0; i < part.count(); i++) {
                assertThat(part.label(i)).isEqualTo(part.pixels()[4 * i] % 10);
            }
        }
        assertThat(all).as("every image is in one part").doesNotHaveDuplicates().hasSize(30);
    }

    @Test
    void otherWhiteAndSizeAreSaid() throws IOException {
        write("one.csv", "0,0,16,8\n0,0,0,0\n1,16,16,16\n1,0,0,16\n");
        ImportOptions options = new ImportOptions(
                Optional.of(0.5), false, 16, Optional.of(ImageShape.parse("--size", "1x3")), Optional.empty());

        Dataset data = run("one.csv", options);

        assertThat(data.train().rows()).isEqualTo(1);
        assertThat(Stream.of(data.train(), data.test()).flatMap(part -> images(part).stream()))
                .containsExactlyInAnyOrder("0: 0255128", "0: 000", "1: 255255255", "1: 00255");
    }

    @Test
    void numpyArraysMayBeInColour() throws IOException {
        write("src/images.npy", Base64.getDecoder().decode(LAST));
        write("src/labels.npy", Base64.getDecoder().decode(LABELS));

        Dataset data = run("src", withTest(0.5));

        assertThat(data.train().shape()).isEqualTo("3 x 2 x 2");
        assertThat(data.test().count()).isEqualTo(2);
        assertThat(Stream.of(data.train(), data.test()).flatMap(part -> images(part).stream()))
                .as("channels last become channel after channel")
                .containsExactlyInAnyOrder(
                        "0: 03691471025811",
                        "1: 121518211316192214172023",
                        "0: 242730332528313426293235",
                        "1: 363942453740434638414447");
    }

    @Test
    void classesOfOneImageEachLeaveNothingToTest() throws IOException {
        write("one.csv", "0,1,2,3,4\n1,5,6,7,8\n");
        refused("one.csv", withTest(0.5), "one.csv: has no class of two images");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            label,a,b,c,d;0,1,2,3,4;1,1,2,3       | :3: has 4 columns, expected 5 as in the first line
            label,a,b,c,d;0,1,2,3,256;1,1,2,3,4   | :2: pixel 256.0 is not allowed, expected a whole number from 0 to 255, or --white
            label,a,b,c,d;0,1,2,x,5;1,1,2,3,4     | :2: pixel 'x' is not a number, expected one from 0 to 255
            label,a,b,c,d;0,1,2,,5;1,1,2,3,4      | :2: pixel 'null' is not a number
            label,a,b;0,1,2;1,1,2                 | :2: 2 pixels are no square image, expected --size ROWSxCOLS
            class,a,b,c,d,e,f;0,1,2,3,4,5,6       | : has no column 'label' but class, a, b, c, d and 2 more, expected one of labels
            label,a;0,1;0,2                       | labels: 1 classes are not allowed, expected 2 to 256, found [0]
            0,1;1,2                               | : holds 2 training and no test images, expected test images or --test SHARE
            """)
    void whatIsWrongWithCsvIsSaid(String lines, String problem) throws IOException {
        write("src/train.csv", lines.strip().replace(";", "\n") + "\n");
        boolean isSplit = problem.contains("--test");
        refused("src", isSplit ? ImportOptions.NONE : withTest(0.5), problem.strip());
    }

    @Test
    void imagesOfOtherSizesAreNamedWithTheFirst() throws IOException {
        write("src/a/1.png", png(0));
        write("src/b/2.png", png(new BufferedImage(30, 32, BufferedImage.TYPE_BYTE_GRAY)));
        assertThatThrownBy(() -> run("src", withTest(0.5)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching(".*[ab]/[12].png: is (2 x 2|32 x 30), expected all images of one size, the first,"
                        + " .*[ab]/[12].png, is (2 x 2|32 x 30)");
        assertThat(home.resolve("out")).doesNotExist();
    }

    @Test
    void greyAndColourTogetherAreRefusedOrMadeGrey() throws IOException {
        write("src/a/1.png", png(0));
        write("src/a/2.png", png(4));
        write("src/b/3.png", png(new BufferedImage(2, 2, BufferedImage.TYPE_3BYTE_BGR)));
        write("src/b/4.png", png(new BufferedImage(2, 2, BufferedImage.TYPE_3BYTE_BGR)));
        refused("src", withTest(0.5), "; --grey makes all of them grey");
        ImportOptions grey =
                new ImportOptions(Optional.of(0.5), true, ImportOptions.BYTE_WHITE, Optional.empty(), Optional.empty());
        assertThat(run("src", grey).train().channels()).isEqualTo(1);
    }

    @Test
    void pictureInNoClassIsRefused() throws IOException {
        write("src/1.png", png(0));
        refused("src", withTest(0.5), "/src/1.png: lies in no directory of a class, expected ");
    }

    @Test
    void whatIsNothingKnownIsSaid() throws IOException {
        write("src/a.txt", "a");
        refused("src", ImportOptions.NONE, "src: holds 1 .txt file, expected PNG or JPEG files in a directory");
        refused("src/a.txt", ImportOptions.NONE, "a.txt: is a file of another kind, expected .csv, .tsv, .npz or");
        refused("none", ImportOptions.NONE, "none: does not exist, expected PNG");
        write("empty.npz", Base64.getDecoder().decode("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=="));
        refused("empty.npz", ImportOptions.NONE, "empty.npz: holds no arrays, expected x_train and y_train, or ");
        write("not.npz", "text");
        refused("not.npz", ImportOptions.NONE, "not.npz: is damaged (");
        write("not.parquet", "text");
        refused("not.parquet", ImportOptions.NONE, "not.parquet: cannot be read as Parquet (");
    }

    @Test
    void targetThatHoldsFilesIsLeftAsItIs() throws IOException {
        write("src/train.csv", CSV_TRAIN);
        write("src/test.csv", CSV_TEST);
        write("out/mine.txt", "mine");
        refused("src", ImportOptions.NONE, "out: holds 1 .txt file, expected a new or empty directory");
    }

    @Test
    void shareOfTestImagesIsNotSaidTwice() throws IOException {
        write("src/train.csv", CSV_TRAIN);
        write("src/test.csv", CSV_TEST);
        refused("src", withTest(0.5), "src: holds 2 test images itself, expected no --test");
        assertThatThrownBy(() -> withTest(1)).hasMessageContaining("1.0 is not allowed, expected more than 0");
    }

    @Test
    void parquetWithoutImagesOrLabelsNamesItsColumns() throws SQLException {
        sql("COPY (SELECT 1 AS label, 'text' AS caption) TO '" + home.resolve("a.parquet") + "' (FORMAT PARQUET)");
        refused("a.parquet", withTest(0.5), "a.parquet: has columns label, caption, expected one of images");
        sql("COPY (SELECT 'x'::BLOB AS image, 1 AS kind) TO '" + home.resolve("b.parquet") + "' (FORMAT PARQUET)");
        refused("b.parquet", withTest(0.5), "b.parquet: has columns image, kind, expected label with the class");
    }

    private static ImportOptions withTest(double share) {
        return new ImportOptions(
                Optional.of(share), false, ImportOptions.BYTE_WHITE, Optional.empty(), Optional.empty());
    }

    private Dataset run(String source, ImportOptions options) {
        return ImageImport.run(home.resolve(source), home.resolve("out"), options);
    }

    private Dataset load(String directory) {
        return new DatasetLoader(Optional.empty(), Map.of())
                .load(DatasetSpec.directory(home.resolve(directory).toString()));
    }

    private void refused(String source, ImportOptions options, String problem) {
        assertThatThrownBy(() -> run(source, options))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(problem)
                .message()
                .doesNotContain("\n");
    }

    private static void requireTheSet(Dataset data) {
        assertThat(images(data.train())).containsExactly("0: 0123", "1: 4567", "2: 891011");
        assertThat(images(data.test())).containsExactly("1: 100101102103", "0: 104105106107");
        assertThat(data.train().shape()).isEqualTo("2 x 2");
        assertThat(data.classes()).isEqualTo(3);
    }

    private static List<Integer> labels(LabelledImages images) {
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < images.count(); i++) {
            labels.add(images.label(i));
        }
        return labels;
    }

    /** Of each image its label and its pixels. */
    private static List<String> images(LabelledImages images) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < images.count(); i++) {
            StringBuilder text = new StringBuilder(images.label(i) + ": ");
            for (byte pixel : Arrays.copyOfRange(images.pixels(), i * images.size(), (i + 1) * images.size())) {
                text.append(pixel & 0xff);
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private void write(String name, String text) throws IOException {
        write(name, text.getBytes(UTF_8));
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, content);
    }

    /** An image of 2 x 2 whose pixels count up from {@code first}. */
    private static byte[] png(int first) {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (first + i);
        }
        return png(image);
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** As {@code datasets.Dataset.to_parquet} lays it out: a struct of bytes and path, and the names of the classes in the footer. */
    private void parquet(String name, List<Integer> labels, List<byte[]> images) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            rows.add("SELECT {'bytes': unhex('" + HexFormat.of().formatHex(images.get(i)) + "'), 'path': '" + i
                    + ".png'} AS image, " + labels.get(i) + "::BIGINT AS label");
        }
        sql("COPY (" + String.join(" UNION ALL ", rows) + ") TO '" + home.resolve(name)
                + "' (FORMAT PARQUET, KV_METADATA {huggingface: '{\"info\": {\"features\": {\"image\": {\"_type\": \"Image\"},"
                + " \"label\": {\"names\": [\"zero\", \"one\", \"two\"], \"_type\": \"ClassLabel\"}}}}'})");
    }

    private static void sql(String statement) throws SQLException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement run = duckDb.createStatement()) {
            run.execute(statement);
        }
    }

    /** By {@code numpy.save} of {@code numpy.arange(48, dtype='<u2').reshape(4, 2, 2, 3)}. */
    private static final String LAST =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPHUyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDQsIDIsIDIsIDMpLCB9ICAgICAgIC"
                    + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAEAAgADAAQABQAGAAcACAAJAAoACwAMAA0ADgAPABAAEQAS"
                    + "ABMAFAAVABYAFwAYABkAGgAbABwAHQAeAB8AIAAhACIAIwAkACUAJgAnACgAKQAqACsALAAtAC4ALwA=";

    /** Of {@code numpy.array([[0], [1], [0], [1]], dtype='<i4')}. */
    private static final String LABELS =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPGk0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDQsIDEpLCB9ICAgICAgICAgICAgIC"
                    + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAQAAAAAAAAABAAAA";
}
