package dev.kappasweep.kernel;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How the Vector API of the Java that runs reads and writes memory outside the heap: by byte buffers up to 18, from 19 on by memory
 * segments, a type that 17 does not have. No source that names one of the two compiles with every Java, so the methods are looked
 * up once. C2 sees through the constants that are made of them as if they were called by name.
 */
final class VectorAccess {
    static final VectorAccess CURRENT = new VectorAccess(MethodHandles.lookup());
    static final Load LOAD = CURRENT.load;
    static final Store STORE = CURRENT.store;
    static final LoadDoubles LOAD_DOUBLES = CURRENT.loadDoubles;

    private static final int FIRST_WITH_SEGMENTS = 19;

    /** Views are those of {@link #view}, offsets are in bytes. */
    interface Load {
        FloatVector load(VectorSpecies<Float> species, Object view, int offset, ByteOrder order);
    }

    /** As {@link Load}. */
    interface LoadDoubles {
        DoubleVector load(VectorSpecies<Double> species, Object view, int offset, ByteOrder order);
    }

    /** As {@link Load}. */
    interface Store {
        void store(FloatVector value, Object view, int offset, ByteOrder order);
    }

    private final MethodHandle view;
    private final Load load;
    private final Store store;
    private final LoadDoubles loadDoubles;

    private VectorAccess(Lookup lookup) {
        try {
            if (Runtime.version().feature() < FIRST_WITH_SEGMENTS) {
                view = MethodHandles.identity(ByteBuffer.class);
                load = load(lookup, Load.class, FloatVector.class, "fromByteBuffer", ByteBuffer.class, int.class);
                loadDoubles = load(
                        lookup, LoadDoubles.class, DoubleVector.class, "fromByteBuffer", ByteBuffer.class, int.class);
                store = store(lookup, "intoByteBuffer", ByteBuffer.class, int.class);
            } else {
                Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
                view = lookup.findStatic(segment, "ofBuffer", methodType(segment, Buffer.class));
                load = load(lookup, Load.class, FloatVector.class, "fromMemorySegment", segment, long.class);
                loadDoubles =
                        load(lookup, LoadDoubles.class, DoubleVector.class, "fromMemorySegment", segment, long.class);
                store = store(lookup, "intoMemorySegment", segment, long.class);
            }
        } catch (Throwable e) { // what a method handle throws is not declared
            throw new IllegalStateException(
                    "no vectors of memory outside the heap in Java " + Runtime.version()
                            + ", expected those of 17 to 25",
                    e);
        }
    }

    private static <T> T load(
            Lookup lookup, Class<T> type, Class<?> vector, String name, Class<?> view, Class<?> offset)
            throws Throwable {
        MethodType arguments = methodType(vector, VectorSpecies.class, view, int.class, ByteOrder.class);
        MethodHandle method = lookup.findStatic(vector, name, arguments.changeParameterType(2, offset));
        return type.cast(LambdaMetafactory.metafactory(
                        lookup,
                        "load",
                        methodType(type),
                        arguments.changeParameterType(1, Object.class),
                        method,
                        arguments)
                .getTarget()
                .invoke());
    }

    private static Store store(Lookup lookup, String name, Class<?> view, Class<?> offset) throws Throwable {
        MethodType arguments = methodType(void.class, FloatVector.class, view, int.class, ByteOrder.class);
        MethodHandle method =
                lookup.findVirtual(FloatVector.class, name, methodType(void.class, view, offset, ByteOrder.class));
        return (Store) LambdaMetafactory.metafactory(
                        lookup,
                        "store",
                        methodType(Store.class),
                        arguments.changeParameterType(1, Object.class),
                        method,
                        arguments)
                .getTarget()
                .invokeExact();
    }

    /** What the Vector API takes for all of a buffer. */
    Object view(ByteBuffer buffer) {
        try {
            return view.invoke(buffer);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
