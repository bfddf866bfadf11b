package dev.kappasweep.crew;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The cores of one JVM that run no trial: as many threads help the trials that do, shared evenly. They come when a trial ends and leave
 * at the next part when one begins. There is one crew in a JVM, since it has to know of all trials there. Threads are made when they
 * are first needed, rest where there is no work, and end where there is no trial for some seconds.
 */
public final class Crew {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final int cores;
    private final long idleNanos;
    private final List<Lease> leases = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();

    /** @param cores that this JVM may keep busy, at least 1 */
    public Crew(int cores) {
        this(cores, IDLE_NANOS);
    }

    /** @param idleNanos after which a thread ends that has no trial to help */
    Crew(int cores, long idleNanos) {
        if (cores < 1) {
            throw new IllegalArgumentException("a crew of " + cores + " cores, expected at least 1");
        }
        this.cores = cores;
        this.idleNanos = idleNanos;
    }

    /** Of so many cores, or of those that the machine has where these are fewer. */
    public static Crew within(int cores) {
        return new Crew(Math.max(1, Math.min(cores, Runtime.getRuntime().availableProcessors())));
    }

    /**
     * Takes a core for a trial, on whose thread the team is used and closed.
     *
     * @param helped whether others may help it
     */
    public synchronized Team enter(boolean helped) {
        Lease lease = new Lease(this, helped ? Math.min(cores, Lease.MOST_SEATS) : 1);
        leases.add(lease);
        assign();
        return lease;
    }

    synchronized void leave(Lease lease) {
        if (leases.remove(lease)) {
            assign();
        }
    }

    /** Whether a worker without a trial to help may end; it is forgotten then. */
    synchronized boolean dismiss(Worker worker) {
        return worker.helped() == null && workers.remove(worker);
    }

    /** Of its workers. */
    synchronized List<Thread> threads() {
        return workers.stream().map(Worker::thread).toList();
    }

    long idleNanos() {
        return idleNanos;
    }

    /** Shares the workers out again; most stay where they are. */
    private void assign() {
        int[] shares = shares();
        int[] given = new int[shares.length];
        List<Worker> free = new ArrayList<>();
        for (Worker worker : workers) {
            int at = worker.helped() == null ? -1 : leases.indexOf(worker.helped());
            if (at >= 0 && given[at] < shares[at]) {
                given[at]++;
            } else {
                worker.help(null);
                free.add(worker);
            }
        }
        for (int i = 0; i < shares.length; i++) {
            for (; given[i] < shares[i]; given[i]++) {
                (free.isEmpty() ? hired() : free.remove(free.size() - 1)).help(leases.get(i));
            }
        }
        leases.forEach(lease -> lease.helpedBy(
                workers.stream().filter(worker -> worker.helped() == lease).toArray(Worker[]::new)));
    }

    private Worker hired() {
        Worker worker = new Worker(this);
        workers.add(worker);
        worker.start();
        return worker;
    }

    /** How many help each trial. */
    private int[] shares() {
        int[] shares = new int[leases.size()];
        int left = cores - leases.size();
        for (boolean given = true; given && left > 0; ) {
            given = false;
            for (int i = 0; i < shares.length && left > 0; i++) {
                if (shares[i] < leases.get(i).seats() - 1) {
                    shares[i]++;
                    left--;
                    given = true;
                }
            }
        }
        return shares;
    }
}
