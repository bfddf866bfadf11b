package dev.kappasweep.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.util.AccumulatorV2;

/**
 * Takes what a running task says to the driver: Spark sends a task's accumulators, whether new or not, with every heartbeat of its
 * executor, so all epochs of a long trial would be sent again and again; only the last messages are. Only these matter; the driver's
 * own copy stays empty. The trial's thread adds while the heartbeat's thread reads, hence the list that is never changed, only
 * replaced.
 */
final class TaskMessages<T> extends AccumulatorV2<T, List<T>> {
    private static final long serialVersionUID = 1;

    private final int most;
    private volatile ArrayList<T> messages = new ArrayList<>();

    /** @param most messages at once; of more in one heartbeat the first are not sent */
    TaskMessages(int most) {
        this.most = most;
    }

    @Override
    public boolean isZero() {
        return messages.isEmpty();
    }

    @Override
    public TaskMessages<T> copy() {
        TaskMessages<T> copy = new TaskMessages<>(most);
        copy.messages = messages;
        return copy;
    }

    @Override
    public void reset() {
        messages = new ArrayList<>();
    }

    @Override
    public void add(T message) {
        ArrayList<T> before = messages;
        ArrayList<T> last = new ArrayList<>(before.subList(Math.max(0, before.size() - most + 1), before.size()));
        last.add(message);
        messages = last;
    }

    @Override
    public void merge(AccumulatorV2<T, List<T>> other) {
        // Messages are passed on task by task.
    }

    @Override
    public List<T> value() {
        return List.copyOf(messages);
    }
}
