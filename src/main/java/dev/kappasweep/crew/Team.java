package dev.kappasweep.crew;

/** The thread of a trial, and those that help it now. Only that thread calls it. */
public interface Team extends AutoCloseable {
    /** Nobody but the thread that calls. */
    Team ALONE = new Team() {
        @Override
        public int seats() {
            return 1;
        }

        @Override
        public void share(Parts work, int parts) {
            for (int part = 0; part < parts; part++) {
                work.run(part, 0);
            }
        }
    };

    /** The most threads that can work at once, whoever helps now. */
    int seats();

    /**
     * Does all parts and returns when all are done. Allocates nothing.
     *
     * @throws RuntimeException what a part has thrown, when no part is under way any more
     */
    void share(Parts work, int parts);

    /** The same where it takes so little time that nobody else would be in time to help. */
    default void share(Parts work, int parts, Effort effort) {
        if (effort.isWorthSharing()) {
            share(work, parts);
        } else {
            ALONE.share(work, parts);
        }
    }

    /** Work to share comes soon: whoever rests is called. */
    default void call() {}

    /** Frees the trial's core and those that help it. */
    @Override
    default void close() {}
}
