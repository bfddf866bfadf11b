package dev.kappasweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.crew.Team;
import dev.kappasweep.kernel.MatrixProducts.Vectors;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every public kernel checks, before it changes anything, that it touches nothing behind the end of what it is given. */
final class BoundsTest {
    private static final int ROWS = 3;
    private static final int COLS = 37;
    private static final int N = ROWS * COLS;
    private static final int COUNT = 37;
    private static final double FILLING = 0.5;

    /**
     * A call that needs so many numbers.
     *
     * @param memory makes one of those that are passed on
     */
    private record Call(
            Class<?> type, String method, IntFunction<?> memory, Consumer<Object[]> call, List<Integer> sizes) {
        void run(Object[] memories) {
            call.accept(memories);
        }

        @Override
        public String toString() {
            return type.getSimpleName() + "." + method + " of " + sizes;
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatIsLongEnoughIsTaken(Call call) {
        call.run(memories(call, -1));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatIsOneNumberTooShortIsRefusedAndNothingChanges(Call call) {
        for (int tooShort = 0; tooShort < call.sizes().size(); tooShort++) {
            Object[] memories = memories(call, tooShort);
            List<double[]> before = Stream.of(memories).map(BoundsTest::content).toList();
            assertThatThrownBy(() -> call.run(memories))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageMatching("\\d+ numbers from \\d+ on are asked for, expected them within "
                            + (call.sizes().get(tooShort) - 1));
            for (int i = 0; i < memories.length; i++) {
                assertThat(content(memories[i])).isEqualTo(before.get(i));
            }
        }
    }

    @Test
    void noKernelIsForgotten() {
        assertThat(named(Stream.of(FloatKernels.class, DoubleKernels.class, DenseKernels.class, WeightPanels.class)))
                .isEqualTo(taking(
                        Stream.of(FloatKernels.class, DoubleKernels.class, DenseKernels.class, WeightPanels.class)));
        assertThat(named(Stream.of(FloatProducts.class)))
                .isEqualTo(Set.of("FloatProducts.multiply", "FloatProducts.gram", "FloatProducts.innerProducts"))
                .hasSameSizeAs(taking(Stream.of(MatrixProducts.class)));
    }

    private static Set<String> named(Stream<Class<?>> types) {
        Set<Class<?>> all = types.collect(Collectors.toSet());
        return calls().filter(call -> all.contains(call.type()))
                .map(call -> call.type().getSimpleName() + "." + call.method())
                .collect(Collectors.toSet());
    }

    /** Public methods that are given memory. */
    private static Set<String> taking(Stream<Class<?>> types) {
        Set<Class<?>> memories = Set.of(DirectMemory.class, FloatBuffer.class, double[].class, Vectors.class);
        return types.flatMap(type -> Stream.of(type.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .filter(method -> Stream.of(method.getParameterTypes()).anyMatch(memories::contains))
                        .map(method -> type.getSimpleName() + "." + method.getName()))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "5, -1", "-2, -2", "65536, 65536"})
    void sizesBelowZeroAndBeyondAnIntAreRefused(int rows, int cols) {
        DirectMemory memory = floats(16);
        assertThatThrownBy(() -> FloatKernels.INSTANCE.sumOfSquares(memory, rows, cols))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageEndingWith("expected them within 16");
    }

    @Test
    void partsOfArraysAreCountedFromTheirBeginning() {
        double[] numbers = new double[16];
        assertThatThrownBy(() -> DenseKernels.addScaled(2, numbers, 9, numbers, 0, 1))
                .hasMessage("8 numbers from 9 on are asked for, expected them within 16");
        assertThatThrownBy(() -> DenseKernels.addScaled(2, numbers, 0, numbers, -1, 1))
                .hasMessage("8 numbers from -1 on are asked for, expected them within 16");
    }

    @Test
    void productsBeginAtWholePanels() {
        double[] panels = new double[64];
        double[] product = new double[32 * 32];
        assertThatThrownBy(() -> DenseKernels.addProductAbove(panels, panels, 2, product, 32, 8, 32))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("columns 8 to 32, expected multiples of 16");
    }

    @Test
    void innerProductsOfOneMemoryNeedNotBeOfAsManyRows() {
        float[] numbers = {1, 2, 3, 4};
        DirectMemory memory = floats(4);
        memory.floats().put(numbers);
        DirectMemory products = floats(4);
        new FloatProducts().innerProducts(memory, 4, memory, 1, 1, products);
        assertThat(content(products)).containsExactly(content(memory));
    }

    @ParameterizedTest
    @CsvSource({"2, 5, 2", "4, 5, 3", "5, 5, 5", "3, 6, 3"})
    void batchThatIsNotTheOneIsRefused(int batchRows, int batchInputs, int rows) {
        WeightPanels panels = new WeightPanels(4, 5, 4);
        SparseBatch batch = batch(batchRows, batchInputs);
        boolean isOther = batchInputs != 5 || batchRows != rows || rows > 4;
        Runnable forward = () -> panels.forward(batch, rows, buffer(4), buffer(4 * rows));
        Runnable update = () -> panels.update(
                batch, rows, buffer(4 * rows), buffer(4), 1, buffer(4), buffer(5), 1, new AdamStep(), () -> {});
        if (isOther) {
            String message = "a batch of " + batchRows + " rows of " + batchInputs + ", expected " + rows
                    + " rows of 5, at most 4";
            assertThatThrownBy(forward::run)
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage(message);
            assertThatThrownBy(update::run)
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage(message);
        } else {
            forward.run();
            update.run();
        }
    }

    /** The second moment would lie where the batch does. */
    @Test
    void momentsThatThereIsNoRoomForAreRefused() {
        WeightPanels panels = new WeightPanels(4, 5, 4, 1, Team.ALONE);
        SparseBatch batch = batch(4, 5);
        assertThatThrownBy(() -> panels.update(
                        batch, 4, buffer(16), buffer(4), 1, buffer(4), buffer(5), 1, new AdamStep(), () -> {}))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("a step with 2 moments, expected at most 1");
        assertThatThrownBy(() -> panels.loadMoment(1, buffer(20))).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> panels.storeMoment(-1, buffer(20))).isInstanceOf(IndexOutOfBoundsException.class);
        panels.update(batch, 4, buffer(16), buffer(4), 1, buffer(4), buffer(5), 1, new SgdStep(0.5, true, 0), () -> {});
    }

    @Test
    void batchIsNoLargerThanThereIsRoomFor() {
        SparseBatch batch = new SparseBatch(2, 5);
        assertThatThrownBy(() -> batch.assign(floats(15), 3))
                .hasMessage("3 numbers from 0 on are asked for, expected them within 2");
    }

    @Test
    void moreVectorsThanThereIsRoomForAreRefused() {
        WeightPanels panels = new WeightPanels(4, 5, 1);
        int count = WeightPanels.MAX_VECTORS + 1;
        assertThatThrownBy(() -> panels.multiplyTransposed(buffer(5 * count), count, buffer(4 * count)))
                .hasMessage("33 numbers from 0 on are asked for, expected them within 32");
    }

    @ParameterizedTest
    @CsvSource({"65536, 65536, 1", "2147483647, 1, 1", "1, 2147483647, 1", "1, 1, 2147483647"})
    void weightsThatFitNoArrayAreRefused(int outputs, int inputs, int maxRows) {
        assertThatThrownBy(() -> new WeightPanels(outputs, inputs, maxRows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("weights of " + outputs + " x " + inputs);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "1, -1"})
    void vectorsGoUpwards(int step, int stride) {
        assertThatThrownBy(() -> new Vectors(floats(16), step, stride))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vectors with step " + step + " and stride " + stride + ", expected at least 0");
    }

    static Stream<Call> calls() {
        return Stream.of(
                        kernels(FloatKernels.INSTANCE, BoundsTest::floats),
                        kernels(DoubleKernels.INSTANCE, BoundsTest::doubles),
                        products(new FloatProducts(), BoundsTest::floats),
                        products(new DoubleProducts(), BoundsTest::doubles),
                        dense(),
                        panels())
                .flatMap(calls -> calls);
    }

    private interface OnMemory {
        void run(DirectMemory[] m);
    }

    private static Call direct(
            Object of, IntFunction<DirectMemory> memory, String method, OnMemory call, int... sizes) {
        return new Call(
                of.getClass(),
                method,
                memory,
                memories -> call.run(Arrays.copyOf(memories, memories.length, DirectMemory[].class)),
                IntStream.of(sizes).boxed().toList());
    }

    private static Stream<Call> kernels(Kernels k, IntFunction<DirectMemory> memory) {
        List<Call> calls = new ArrayList<>();
        add(calls, k, memory, "addBias", m -> k.addBias(m[0], m[1], ROWS, COLS), N, COLS);
        add(calls, k, memory, "sigmoid", m -> k.sigmoid(m[0], COUNT), COUNT);
        add(calls, k, memory, "sigmoidGradient", m -> k.sigmoidGradient(m[0], m[1], COUNT), COUNT, COUNT);
        add(calls, k, memory, "relu", m -> k.relu(m[0], COUNT), COUNT);
        add(calls, k, memory, "reluGradient", m -> k.reluGradient(m[0], m[1], COUNT), COUNT, COUNT);
        add(calls, k, memory, "tanh", m -> k.tanh(m[0], COUNT), COUNT);
        add(calls, k, memory, "tanhGradient", m -> k.tanhGradient(m[0], m[1], COUNT), COUNT, COUNT);
        add(calls, k, memory, "gelu", m -> k.gelu(m[0], m[1], COUNT), COUNT, COUNT);
        add(calls, k, memory, "columnSums", m -> k.columnSums(m[0], m[1], ROWS, COLS), N, COLS);
        add(
                calls,
                k,
                memory,
                "addOuterProductAndScaled",
                m -> k.addOuterProductAndScaled(m[0], 1, m[1], m[2], 1, m[3], ROWS, COLS),
                N,
                ROWS,
                COLS,
                N);
        add(calls, k, memory, "sumOfSquares", m -> k.sumOfSquares(m[0], ROWS, COLS), N);
        add(calls, k, memory, "sumOfMagnitudes", m -> k.sumOfMagnitudes(m[0], ROWS, COLS), N);
        add(calls, k, memory, "addScaledSigns", m -> k.addScaledSigns(m[0], 1, m[1], COUNT), COUNT, COUNT);
        add(calls, k, memory, "addScaled", m -> k.addScaled(m[0], 1, m[1], COUNT), COUNT, COUNT);
        add(calls, k, memory, "scale", m -> k.scale(m[0], 2, COUNT), COUNT);
        add(
                calls,
                k,
                memory,
                "addOuterProduct",
                m -> k.addOuterProduct(m[0], 1, m[1], m[2], ROWS, COLS),
                N,
                ROWS,
                COLS);
        add(calls, k, memory, "addScaledRows", m -> k.addScaledRows(m[0], m[1], m[2], ROWS, COLS), COLS, ROWS, N);
        add(calls, k, memory, "dot", m -> k.dot(m[0], m[1], COUNT), COUNT, COUNT);
        add(calls, k, memory, "multiply", m -> k.multiply(m[0], m[1], m[2], COUNT), COUNT, COUNT, COUNT);
        AdamStep adam = new AdamStep();
        adam.advance(0.1, 1);
        add(calls, k, memory, "adam", m -> k.adam(m[0], m[1], m[2], m[3], COUNT, adam), COUNT, COUNT, COUNT, COUNT);
        SgdStep sgd = new SgdStep(0, false, 0);
        sgd.advance(0.1, 1);
        add(calls, k, memory, "sgd", m -> k.sgd(m[0], m[1], m[2], COUNT, sgd), COUNT, COUNT, COUNT);
        return calls.stream();
    }

    private static void add(
            List<Call> calls, Object of, IntFunction<DirectMemory> memory, String method, OnMemory call, int... sizes) {
        calls.add(direct(of, memory, method, call, sizes));
    }

    /** Of rows and of columns, in few and in many vectors. */
    private static Stream<Call> products(MatrixProducts p, IntFunction<DirectMemory> memory) {
        return IntStream.of(2, 64)
                .boxed()
                .flatMap(m -> Stream.of(
                        direct(
                                p,
                                memory,
                                "multiply",
                                b -> p.multiply(rows(b[0]), m, rows(b[1]), ROWS, COLS, b[2], false),
                                m * COLS,
                                N,
                                m * ROWS),
                        direct(
                                p,
                                memory,
                                "multiply",
                                b -> p.multiply(columns(b[0], m), m, columns(b[1], ROWS), ROWS, COLS, b[2], true),
                                m * COLS,
                                N,
                                m * ROWS),
                        direct(p, memory, "gram", b -> p.gram(columns(b[0], m), m, COLS, b[1]), m * COLS, m * m),
                        direct(
                                p,
                                memory,
                                "innerProducts",
                                b -> p.innerProducts(b[0], m, b[1], ROWS, COLS, b[2]),
                                m * COLS,
                                N,
                                m * ROWS)));
    }

    private static Vectors rows(DirectMemory memory) {
        return new Vectors(memory, COLS, 1);
    }

    private static Vectors columns(DirectMemory memory, int cols) {
        return new Vectors(memory, 1, cols);
    }

    private interface OnArrays {
        void run(double[][] a);
    }

    private static Call array(String method, OnArrays call, int... sizes) {
        return new Call(
                DenseKernels.class,
                method,
                BoundsTest::array,
                memories -> call.run(Arrays.copyOf(memories, memories.length, double[][].class)),
                IntStream.of(sizes).boxed().toList());
    }

    /** Three rows are taken as four, 37 columns as 40; the last row needs no more than these. */
    private static Stream<Call> dense() {
        int all = 3 * 48 + 40;
        int scratch = DenseKernels.SCRATCH;
        return Stream.of(
                array("dot", a -> DenseKernels.dot(a[0], 3, a[1], 5, COLS, a[2]), 43, 45, 8),
                array("addScaled", a -> DenseKernels.addScaled(2, a[0], 3, a[1], 5, COLS), 43, 45),
                array(
                        "updateAndMultiplySymmetric",
                        a -> DenseKernels.updateAndMultiplySymmetric(a[0], 48, COLS, a[1], a[2], a[3], a[4], a[5]),
                        39 * 48 + 40,
                        40,
                        40,
                        40,
                        40,
                        scratch),
                array(
                        "updateAndMultiplyTransposed",
                        a -> DenseKernels.updateAndMultiplyTransposed(
                                a[0], 48, ROWS, COLS, a[1], a[2], a[3], a[4], a[5], a[6]),
                        all,
                        4,
                        40,
                        4,
                        40,
                        4,
                        40),
                array(
                        "multiply",
                        a -> DenseKernels.multiply(a[0], 48, ROWS, COLS, a[1], a[2], a[3]),
                        all,
                        40,
                        4,
                        scratch),
                array(
                        "addProductBelow",
                        a -> DenseKernels.addProductBelow(a[0], a[1], ROWS, a[2], 40, 32),
                        96,
                        96,
                        31 * 40 + 32),
                array(
                        "addProductAbove",
                        a -> DenseKernels.addProductAbove(a[0], a[1], ROWS, a[2], 40, 16, 32),
                        96,
                        96,
                        31 * 40 + 32),
                array("rotateRows", a -> DenseKernels.rotateRows(a[0], 48, COLS, 1, 3, a[1], a[2]), all, 3, 3));
    }

    private interface OnBuffers {
        void run(WeightPanels panels, FloatBuffer[] b);
    }

    private static Call buffers(String method, OnBuffers call, int... sizes) {
        return new Call(
                WeightPanels.class,
                method,
                BoundsTest::buffer,
                memories -> call.run(
                        new WeightPanels(70, COLS, ROWS),
                        Arrays.copyOf(memories, memories.length, FloatBuffer[].class)),
                IntStream.of(sizes).boxed().toList());
    }

    private static Stream<Call> panels() {
        int weights = 70 * COLS;
        SparseBatch batch = batch(ROWS, COLS);
        return Stream.of(
                buffers("loadWeights", (p, b) -> p.loadWeights(b[0]), weights),
                buffers("storeWeights", (p, b) -> p.storeWeights(b[0]), weights),
                buffers("loadMoment", (p, b) -> p.loadMoment(1, b[0]), weights),
                buffers("storeMoment", (p, b) -> p.storeMoment(1, b[0]), weights),
                buffers("forward", (p, b) -> p.forward(batch, ROWS, b[0], b[1]), 70, ROWS * 70),
                buffers(
                        "update",
                        (p, b) -> p.update(batch, ROWS, b[0], b[1], 1, b[2], b[3], 1, new AdamStep(), () -> {}),
                        ROWS * 70,
                        70,
                        70,
                        COLS),
                buffers("multiplyTransposed", (p, b) -> p.multiplyTransposed(b[0], 9, b[1]), 9 * COLS, 9 * 70),
                buffers("multiply", (p, b) -> p.multiply(b[0], 9, b[1]), 9 * 70, 9 * COLS));
    }

    private static SparseBatch batch(int rows, int inputs) {
        SparseBatch batch = new SparseBatch(rows, inputs);
        DirectMemory images = floats(rows * inputs);
        for (int i = 0; i < rows * inputs; i += 3) {
            images.floats().put(i, 2);
        }
        batch.assign(images, rows);
        return batch;
    }

    private static Object[] memories(Call call, int tooShort) {
        return IntStream.range(0, call.sizes().size())
                .mapToObj(i -> call.memory().apply(call.sizes().get(i) - (i == tooShort ? 1 : 0)))
                .toArray();
    }

    private static DirectMemory floats(int size) {
        DirectMemory memory = direct(size * Float.BYTES);
        for (int i = 0; i < size; i++) {
            memory.floats().put(i, (float) FILLING);
        }
        return memory;
    }

    private static DirectMemory doubles(int size) {
        DirectMemory memory = direct(size * Double.BYTES);
        for (int i = 0; i < size; i++) {
            memory.doubles().put(i, FILLING);
        }
        return memory;
    }

    private static DirectMemory direct(int bytes) {
        return new DirectMemory(ByteBuffer.allocateDirect(bytes));
    }

    private static FloatBuffer buffer(int size) {
        return floats(size).floats();
    }

    private static double[] array(int size) {
        return DoubleStream.generate(() -> FILLING).limit(size).toArray();
    }

    private static double[] content(Object memory) {
        if (memory instanceof double[] array) {
            return array.clone();
        }
        FloatBuffer floats = memory instanceof DirectMemory direct ? direct.floats() : (FloatBuffer) memory;
        return IntStream.range(0, floats.capacity()).mapToDouble(floats::get).toArray();
    }
}
