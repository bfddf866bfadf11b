package dev.kappasweep.crew;

/**
 * A piece of each step, which is shared out where that is faster. It finds out which by doing it the other way a few times now and
 * then, less and less often while that is slower: how soon helpers are there and what else the machine does is not known beforehand.
 * Its result has the same bits either way.
 */
public final class Piece {
    /** Times that are compared of each way. */
    private static final int COMPARED = 7;

    /** Of the other way, which begin with caches and helpers that are not there yet. */
    private static final int FIRST_OF_OTHER = 3;

    private static final int LEAST_PAUSE = 32;
    private static final int MOST_PAUSE = 2048;

    /** By which the other way has to be faster. */
    private static final double GAIN = 0.97;

    private final Team team;
    private final Effort effort;
    private final Parts parts;
    private final int count;
    private final Runnable alone;
    private final long[] usual = new long[COMPARED];
    private final long[] other = new long[COMPARED];
    private boolean isShared = true;
    private int hands;
    private int pause = LEAST_PAUSE;
    private int turn;

    /**
     * In {@code count} parts, or as {@code alone} where nothing is shared.
     *
     * @param effort of the whole
     */
    public Piece(Team team, Effort effort, Parts parts, int count, Runnable alone) {
        this.team = team;
        this.effort = effort;
        this.parts = parts;
        this.count = count;
        this.alone = alone;
    }

    /** The same, whose parts are done one after the other where nothing is shared. */
    public static Piece ofParts(Team team, Effort effort, Parts parts, int count) {
        return new Piece(team, effort, parts, count, () -> Team.ALONE.share(parts, count));
    }

    /** Does it, one way or the other. */
    public void run() {
        if (count < 2 || !team.shares(effort)) {
            alone.run();
            return;
        }
        begin();
        boolean isOther = turn >= pause;
        long start = System.nanoTime();
        if (isShared != isOther) {
            team.share(parts, count);
        } else {
            alone.run();
        }
        note(isOther, System.nanoTime() - start);
    }

    /** Whether helpers will be wanted. */
    public boolean willBeShared() {
        return count > 1 && team.shares(effort) && isShared != turn >= pause;
    }

    /** With another number of helpers what was found out soon is found out again. */
    private void begin() {
        int now = team.hands();
        if (now != hands) {
            hands = now;
            pause = LEAST_PAUSE;
            turn = 0;
        }
    }

    private void note(boolean isOther, long nanos) {
        if (!isOther) {
            usual[turn % COMPARED] = nanos;
        } else if (turn >= pause + FIRST_OF_OTHER) {
            other[turn - pause - FIRST_OF_OTHER] = nanos;
        }
        turn++;
        if (turn == pause + FIRST_OF_OTHER + COMPARED) {
            decide();
        }
    }

    private void decide() {
        boolean isBetter = median(other) < GAIN * median(usual);
        isShared ^= isBetter;
        pause = isBetter ? LEAST_PAUSE : Math.min(MOST_PAUSE, 2 * pause);
        turn = 0;
    }

    /** Sorts them. */
    private static long median(long[] times) {
        for (int i = 1; i < times.length; i++) {
            long time = times[i];
            int at = i;
            for (; at > 0 && times[at - 1] > time; at--) {
                times[at] = times[at - 1];
            }
            times[at] = time;
        }
        return times[times.length / 2];
    }
}
