package dev.kappasweep.spark;

/**
 * How many trials one Spark job has at most. At the end of a job slots are free until its last trial has ended, so it lasts for
 * many trials of each slot.
 *
 * @param least however few slots there are; positive
 * @param ofEachSlot trials; positive
 */
record JobSize(int least, int ofEachSlot) {
    static final JobSize DEFAULT = new JobSize(20_000, 32);

    /** Below {@code spark.driver.maxResultSize}, which is 1 GiB unless somebody says otherwise. */
    private static final long MOST_BYTES = 512 << 20;

    JobSize {
        if (least < 1 || ofEachSlot < 1) {
            throw new IllegalArgumentException(
                    "a job of " + least + " trials and " + ofEachSlot + " of each slot, expected positive numbers");
        }
    }

    /**
     * As small as it must be for the driver to hold the results of a job.
     *
     * @param bytes of the largest result; 0 where it is of no account
     */
    JobSize ofResults(long bytes) {
        int most = (int) Math.max(1, Math.min(least, MOST_BYTES / Math.max(1, bytes)));
        return most == least ? this : new JobSize(most, 1);
    }

    int most(int slots) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(least, (long) slots * ofEachSlot));
    }
}
