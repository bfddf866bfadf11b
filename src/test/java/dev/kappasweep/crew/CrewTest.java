package dev.kappasweep.crew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(60)
final class CrewTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int SHARES = 3000;
    private static final int MOST_PARTS = 40;

    private static List<Integer> helpers(Team... teams) {
        return Stream.of(teams).map(team -> team.hands() - 1).toList();
    }

    /** The seats that did one of so many parts, none of which ends before each is begun. */
    private static Set<Integer> seatsOf(Team team, int parts) {
        Set<Integer> seats = ConcurrentHashMap.newKeySet();
        CountDownLatch begun = new CountDownLatch(parts);
        team.share(
                (part, seat) -> {
                    seats.add(seat);
                    begun.countDown();
                    await(begun);
                },
                parts);
        return seats;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyPartIsDoneOnceAndNobodyElseHasItsSeat() {
        Crew crew = new Crew(4);
        AtomicIntegerArray done = new AtomicIntegerArray(MOST_PARTS);
        AtomicIntegerArray seated = new AtomicIntegerArray(4);
        AtomicInteger clashes = new AtomicInteger();
        try (Team team = crew.enter(true)) {
            assertThat(team.seats()).isEqualTo(4);
            for (int i = 1; i <= SHARES; i++) {
                int parts = i % (MOST_PARTS + 1);
                team.share(
                        (part, seat) -> {
                            clashes.addAndGet(seated.getAndSet(seat, 1));
                            done.incrementAndGet(part);
                            seated.set(seat, 0);
                        },
                        parts);
                for (int part = 0; part < MOST_PARTS; part++) {
                    assertThat(done.getAndSet(part, 0)).isEqualTo(part < parts ? 1 : 0);
                }
            }
        }
        assertThat(clashes).hasValue(0);
    }

    @Test
    void seatsStayOnesOwnWhileTheCrewChanges() {
        Crew crew = new Crew(4);
        AtomicIntegerArray seated = new AtomicIntegerArray(4);
        AtomicInteger clashes = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        try (Team team = crew.enter(true)) {
            for (int i = 0; i < SHARES; i++) {
                Team other = crew.enter(true);
                team.share(
                        (part, seat) -> {
                            clashes.addAndGet(seated.getAndSet(seat, 1));
                            done.incrementAndGet();
                            if (part == 1) {
                                other.close();
                            }
                            seated.set(seat, 0);
                        },
                        MOST_PARTS);
            }
        }
        assertThat(clashes).hasValue(0);
        assertThat(done).hasValue(SHARES * MOST_PARTS);
    }

    @Test
    void coresWithoutATrialHelpThoseWithOneEvenly() {
        Crew crew = new Crew(8);
        Team first = crew.enter(true);
        assertThat(helpers(first)).containsExactly(7);
        Team second = crew.enter(true);
        Team third = crew.enter(true);
        assertThat(helpers(first, second, third)).containsExactly(2, 2, 1);
        first.close();
        assertThat(helpers(second, third)).containsExactly(3, 3);
        Team alone = crew.enter(false);
        assertThat(alone.seats()).isEqualTo(1);
        assertThat(helpers(second, third, alone)).containsExactly(3, 2, 0);
        List<Team> more = IntStream.range(0, 9).mapToObj(i -> crew.enter(true)).toList();
        assertThat(helpers(second, third)).containsExactly(0, 0);
        more.forEach(Team::close);
        assertThat(helpers(second, third)).containsExactly(3, 2);
        List.of(second, third, alone).forEach(Team::close);
        second.close();
        assertThat(helpers(crew.enter(true))).containsExactly(7);
    }

    @Test
    void helpersComeWhenATrialEndsAndStayAwayWhileItRuns() {
        Crew crew = new Crew(2);
        try (Team team = crew.enter(true)) {
            assertThat(seatsOf(team, 2)).containsExactlyInAnyOrder(0, 1);
            Team other = crew.enter(true);
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            team.share((part, seat) -> threads.add(Thread.currentThread()), 1000);
            assertThat(threads).containsExactly(Thread.currentThread());
            other.close();
            assertThat(seatsOf(team, 2)).containsExactlyInAnyOrder(0, 1);
        }
    }

    @Test
    void whoHelpsLeavesAtTheNextPartWhenATrialBegins() {
        Crew crew = new Crew(2);
        CountDownLatch hasBegun = new CountDownLatch(1);
        AtomicInteger ofHelper = new AtomicInteger();
        try (Team team = crew.enter(true)) {
            team.share(
                    (part, seat) -> {
                        if (seat == 0) {
                            await(hasBegun); // nothing is left of the helper's time when the others are taken
                        } else {
                            ofHelper.incrementAndGet();
                            crew.enter(true);
                            hasBegun.countDown();
                        }
                    },
                    100);
        }
        assertThat(ofHelper).hasValue(1);
    }

    @Test
    void whatAPartThrowsIsThrownWhenAllAreDone() {
        Crew crew = new Crew(3);
        AtomicInteger done = new AtomicInteger();
        try (Team team = crew.enter(true)) {
            for (int wrong : new int[] {0, 57, 99}) {
                done.set(0);
                Parts work = (part, seat) -> {
                    if (part == wrong) {
                        throw new IllegalStateException("part " + part);
                    }
                    done.incrementAndGet();
                };
                assertThatThrownBy(() -> team.share(work, 100))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("part " + wrong);
                assertThat(done).hasValue(99);
            }
            assertThat(seatsOf(team, 3)).containsExactlyInAnyOrder(0, 1, 2);
        }
    }

    @Test
    void anErrorOfAHelperIsTheTrials() {
        try (Team team = new Crew(2).enter(true)) {
            CountDownLatch begun = new CountDownLatch(2);
            assertThatThrownBy(() -> team.share(
                            (part, seat) -> {
                                begun.countDown();
                                await(begun);
                                if (seat == 1) {
                                    throw new StackOverflowError("deep");
                                }
                            },
                            2))
                    .isInstanceOf(StackOverflowError.class)
                    .hasMessage("deep");
        }
    }

    @Test
    void littleWorkIsNotShared() {
        Crew crew = new Crew(2);
        try (Team team = crew.enter(true)) {
            assertThat(team.shares(new Effort(1e5, 1e5))).isFalse();
            assertThat(team.shares(new Effort(1e8, 0))).isTrue();
            assertThat(team.shares(new Effort(0, 1e8))).isTrue();
            Team other = crew.enter(true);
            assertThat(team.shares(new Effort(1e8, 1e8))).isFalse();
            other.close();
        }
        assertThat(Team.ALONE.shares(new Effort(1e8, 1e8))).isFalse();
    }

    @Test
    void whoeverHasNothingToDoRests() {
        Crew crew = new Crew(4);
        Team team = crew.enter(true);
        seatsOf(team, 4);
        assertThat(crew.threads()).hasSize(3);
        // The trial goes on without sharing anything, then it ends.
        awaitRest(crew);
        seatsOf(team, 4);
        team.close();
        awaitRest(crew);
    }

    @SuppressWarnings("deprecation") // threadId() is of Java 19 and later
    private static long[] idsOf(Stream<Thread> threads) {
        return threads.mapToLong(Thread::getId).toArray();
    }

    /** Else a trial that shares nothing would keep the cores busy that it does not use. */
    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void nobodyIsWokenTwiceForACall() {
        Crew crew = new Crew(24);
        try (Team team = crew.enter(true)) {
            for (int i = 0; i < 50; i++) {
                seatsOf(team, 24);
                awaitRest(crew);
                team.call();
                awaitRest(crew);
            }
        }
    }

    /** Until they have used no time for a while. */
    private static void awaitRest(Crew crew) {
        long[] ids = idsOf(crew.threads().stream());
        long[] before;
        long[] after = THREADS.getThreadCpuTime(ids);
        do {
            before = after;
            long start = System.nanoTime();
            while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(20)) {
                Thread.onSpinWait();
            }
            after = THREADS.getThreadCpuTime(ids);
        } while (!Arrays.equals(before, after));
    }

    @Test
    void sharingAllocatesNothing() {
        AtomicInteger sum = new AtomicInteger();
        Parts work = (part, seat) -> sum.addAndGet(part);
        Crew crew = new Crew(2);
        try (Team team = crew.enter(true)) {
            seatsOf(team, 2);
            long[] ids = idsOf(Stream.of(Thread.currentThread(), crew.threads().get(0)));
            long[] allocated = new long[2];
            AtomicBoolean free = new AtomicBoolean();
            for (int round = 0; round < 100 && !free.get(); round++) {
                long[] before = THREADS.getThreadAllocatedBytes(ids);
                for (int i = 0; i < 1000; i++) {
                    team.share(work, 16);
                }
                allocated = difference(THREADS.getThreadAllocatedBytes(ids), before);
                free.set(allocated[0] < 1000 && allocated[1] == 0); // but what the two arrays take
            }
            assertThat(free)
                    .as("allocated in 1000 shares: %d and %d bytes", allocated[0], allocated[1])
                    .isTrue();
        }
    }

    private static long[] difference(long[] after, long[] before) {
        return new long[] {after[0] - before[0], after[1] - before[1]};
    }

    @Test
    void threadsWithoutATrialEndAndOthersComeInTheirPlace() {
        Crew crew = new Crew(3, TimeUnit.MILLISECONDS.toNanos(10));
        try (Team team = crew.enter(true)) {
            assertThat(seatsOf(team, 3)).hasSize(3);
        }
        while (!crew.threads().isEmpty()) {
            Thread.onSpinWait();
        }
        try (Team team = crew.enter(true)) {
            assertThat(seatsOf(team, 3)).hasSize(3);
        }
    }

    @Test
    void aMachineHasNoMoreCoresThanItHas() {
        int cores = Runtime.getRuntime().availableProcessors();
        assertThat(Crew.within(1000).enter(true).seats()).isEqualTo(Math.min(cores, Lease.MOST_SEATS));
        assertThat(Crew.within(1).enter(true).seats()).isEqualTo(1);
    }
}
