package dev.kappasweep.linalg;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Something whose results depend on what it did before. It can write down all that they depend on, and an object that was made
 * with the same arguments, in this JVM or another, can take it up and go on with the same bits. What is drawn or computed anew
 * at every call is not part of it.
 */
public interface Checkpointed {
    /** Writes the state between two calls of the other methods. */
    void save(DataOutput out) throws IOException;

    /**
     * Takes up what {@link #save} wrote.
     *
     * @throws IOException if it is not the state of such an object; what this object's state is then is undefined
     */
    void restore(DataInput in) throws IOException;
}
