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

    JobSize {
        if (least < 1 || ofEachSlot < 1) {
            throw new IllegalArgumentException(
                    "a job of " + least + " trials and " + ofEachSlot + " of each slot, expected positive numbers");
        }
    }

    int most(int slots) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(least, (long) slots * ofEachSlot));
    }
}
