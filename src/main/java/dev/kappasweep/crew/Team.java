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
        public int hands() {
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

    /** How many work now; another number may a moment later. */
    int hands();

    /**
     * Does all parts and returns when all are done. Allocates nothing.
     *
     * @throws RuntimeException what a part has thrown, when no part is under way any more
     */
    void share(Parts work, int parts);

    /** Whether work of so much effort may be shared now: somebody helps and could be in time. */
    default boolean shares(Effort effort) {
        return hands() > 1 && effort.isWorthSharing();
    }

    /** Work to share comes soon: those who rest are called. */
    default void call() {}

    /** Frees the trial's core and those that help it. */
    @Override
    default void close() {}
}
