package dev.kappasweep.search;

import dev.kappasweep.sampler.Told;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.Leg;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Rung;
import dev.kappasweep.sweep.SearchEvent;
import dev.kappasweep.sweep.SearchEvent.Ended;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The course of a search: what its strategy asks for becomes legs of trials, and what comes of these is told to it. A function of
 * what it is asked and told in which order; an ordered one of what it is told alone, in whatever order: it makes decision n when it knows what came of
 * all evaluations up to n - {@link SearchSpec#parallel}, and of no other.
 */
final class Search {
    private final SweepSpec sweep;
    private final SearchSpec search;
    private final DatasetId data;
    private final SearchSpace space;
    private final List<Integer> epochs;
    private final SearchStrategy strategy;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Set<TrialSpec> firstTrials = new HashSet<>();
    private final Map<Long, Job> lastJobs = new HashMap<>();
    private final List<Job> jobs = new ArrayList<>();
    private final List<Job> open = new ArrayList<>();
    private final Deque<Job> untold = new ArrayDeque<>();
    private final Map<TrialId, Map<Integer, Ended>> known = new HashMap<>();
    private final Map<TrialId, Work> running = new HashMap<>();
    private final Map<Integer, Incumbent> incumbents = new HashMap<>();
    private final Set<Candidate> stopped = new HashSet<>();
    private int most;
    private int told;
    private boolean mustBeTold;
    private boolean isAtEnd;

    /**
     * What was decided.
     *
     * @param events to be kept before it takes effect
     * @param leg to begin; empty if there is none now
     */
    record Decision(List<SearchEvent> events, Optional<Leg> leg) {}

    /** A trial that is trained up to a rung, and who waits for it. */
    private record Work(int rung, List<Waiting> waiting) {}

    private record Waiting(Job job, long seed) {}

    /** The best of a rung. */
    private record Incumbent(Evaluation evaluation, Map<Long, Double> losses) {}

    /** At its beginning. */
    Search(SweepSpec sweep, DatasetId data, Strategies strategies, List<SearchEvent.Known> before) {
        this.sweep = sweep;
        this.search = sweep.searched().orElseThrow();
        this.data = data;
        this.space = new SearchSpace(search);
        this.epochs = search.hasRungs() ? search.rungs().epochs(sweep.mostEpochs()) : List.of(sweep.mostEpochs());
        this.strategy = strategies.of(search, space.space(), epochs.size() - 1, told(before));
    }

    private List<Told> told(List<SearchEvent.Known> before) {
        List<Told> known = new ArrayList<>();
        for (SearchEvent.Known one : before) {
            space.point(sweep.settings().with(one.values()))
                    .ifPresent(point -> known.add(
                            new Told(known.size(), point, losses(one.measured()), violations(one.measured()))));
        }
        return known;
    }

    private List<Double> losses(List<Double> means) {
        return IntStream.range(0, search.objectives().size())
                .mapToObj(i -> search.objectives().get(i).loss(means.get(i)))
                .toList();
    }

    private List<Double> violations(List<Double> means) {
        int objectives = search.objectives().size();
        return IntStream.range(objectives, means.size())
                .mapToObj(i -> search.constraints().get(i - objectives).violation(means.get(i)))
                .toList();
    }

    /** From here on there may be so many candidates. */
    void allow(int candidatesInAll) {
        most = candidatesInAll;
        isAtEnd = false;
    }

    int most() {
        return most;
    }

    /** Decides until there is something to begin, or nothing to decide before more is told. */
    Decision decide() {
        List<SearchEvent> events = new ArrayList<>();
        Optional<Leg> leg = beginSeed(events);
        while (leg.isEmpty() && ask(events)) {
            leg = beginSeed(events);
        }
        return new Decision(events, leg);
    }

    /** Whether something is under way. */
    boolean isBusy() {
        return !running.isEmpty();
    }

    /** Whether it has come to its end: nothing is under way, and nothing begins any more. */
    boolean isOver() {
        return isAtEnd && !isBusy() && told == jobs.size();
    }

    private Optional<Leg> beginSeed(List<SearchEvent> events) {
        for (Job job : List.copyOf(open)) {
            while (job.wantsSeed()) {
                long seed = job.begin();
                TrialSpec trial = job.candidate().trial(seed);
                Ended same = known.getOrDefault(trial.id(), Map.of()).get(job.rung());
                if (same != null) {
                    ended(job, seed, same);
                    continue;
                }
                Work work = running.computeIfAbsent(trial.id(), id -> new Work(job.rung(), new ArrayList<>()));
                work.waiting().add(new Waiting(job, seed));
                if (work.waiting().size() == 1) {
                    events.add(new SearchEvent.Begun(job.candidate().number(), job.rung(), seed));
                    return Optional.of(leg(trial, job.rung()));
                }
            }
        }
        return Optional.empty();
    }

    private Leg leg(TrialSpec trial, int rung) {
        boolean isBegun = known.containsKey(trial.id());
        return leg(trial, isBegun ? epochs.get(rung - 1) : 0, rung);
    }

    private Leg leg(TrialSpec trial, int from, int rung) {
        int last = epochs.size() - 1;
        return new Leg(trial, from, rung == last ? null : new Rung(rung, epochs.get(rung), epochs.size()));
    }

    /** Tells the strategy what it may know and asks it; whether there may be something to begin. */
    private boolean ask(List<SearchEvent> events) {
        if (isAtEnd || !tellWhatIsDue()) {
            return false;
        }
        Step step = strategy.next(candidates.size() < most);
        if (step instanceof Step.Try one) {
            add(one, events);
        } else if (step instanceof Step.GoOn one) {
            goOn(one.candidate());
        } else if (told == jobs.size()) {
            isAtEnd = true;
        } else {
            mustBeTold = true;
        }
        return !isAtEnd;
    }

    /** Whether the strategy may be asked then. */
    private boolean tellWhatIsDue() {
        if (!search.isOrdered()) {
            while (!untold.isEmpty()) {
                tell(untold.removeFirst());
            }
            return !mustBeTold;
        }
        while (mustBeTold || told <= jobs.size() - search.parallel()) {
            if (told == jobs.size() || !jobs.get(told).isOver()) {
                return false;
            }
            tell(jobs.get(told));
        }
        return true;
    }

    private void add(Step.Try step, List<SearchEvent> events) {
        long number = candidates.size();
        Map<Parameter, Object> values = space.values(step.point());
        Map<Long, TrialSpec> trials = new LinkedHashMap<>();
        search.seeds().forEach(seed -> trials.put(seed, sweep.trial(data, values, seed)));
        Candidate candidate = new Candidate(number, step.point(), trials);
        boolean isNew = firstTrials.add(trials.get(search.seeds().get(0)));
        candidates.add(candidate);
        events.add(new SearchEvent.Candidate(number, values));
        begin(candidate, step.rung(), isNew || epochs.size() == 1 ? search.seeds() : List.of());
    }

    private void goOn(long number) {
        Job before = Objects.requireNonNull(lastJobs.get(number));
        stopped.remove(before.candidate());
        List<Long> seeds = before.ended().stream().map(Ended::seed).toList();
        begin(before.candidate(), before.rung() + 1, seeds);
    }

    private void begin(Candidate candidate, int rung, List<Long> seeds) {
        boolean isRace = search.objectives().size() == 1 && seeds.size() > Racing.LEAST;
        Incumbent best = incumbents.get(rung);
        Job job = new Job(
                candidate,
                rung,
                seeds,
                isRace ? Racing.LEAST : seeds.size(),
                search.objectives().get(0),
                isRace && best != null ? best.losses() : Map.of());
        jobs.add(job);
        (job.isOver() ? untold : open).add(job);
        lastJobs.put(candidate.number(), job);
    }

    /**
     * Takes what came of a trial.
     *
     * @return what to keep of it
     */
    List<SearchEvent> ended(TrialId trial, TrialStatus status, List<Double> measured) {
        Work work = running.remove(trial);
        if (work == null) {
            return List.of();
        }
        Waiting first = work.waiting().get(0);
        Ended ended = new Ended(first.job().candidate().number(), work.rung(), first.seed(), status, measured);
        known.computeIfAbsent(trial, key -> new HashMap<>()).put(work.rung(), ended);
        work.waiting().forEach(one -> ended(one.job(), one.seed(), ended));
        return List.of(ended);
    }

    private void ended(Job job, long seed, Ended ended) {
        job.ended(new Ended(job.candidate().number(), job.rung(), seed, ended.status(), ended.measured()));
        if (job.isOver()) {
            open.remove(job);
            untold.add(job);
        }
    }

    private void tell(Job job) {
        Evaluation evaluation = evaluation(job);
        strategy.told(evaluation);
        told++;
        mustBeTold = false;
        if (evaluation.isWhole() && isBest(evaluation)) {
            incumbents.put(job.rung(), new Incumbent(evaluation, job.losses()));
        }
        if (job.rung() < epochs.size() - 1) {
            stopped.add(job.candidate());
        }
    }

    private boolean isBest(Evaluation evaluation) {
        Told one = evaluation.told();
        Incumbent best = incumbents.get(evaluation.rung());
        return !one.hasFailed()
                && (best == null
                        || Comparator.comparingDouble(Told::violation)
                                        .thenComparing(told -> told.losses().get(0))
                                        .compare(one, best.evaluation().told())
                                < 0);
    }

    private Evaluation evaluation(Job job) {
        List<Double> means =
                job.means(search.objectives().size() + search.constraints().size());
        return new Evaluation(
                job.candidate().number(),
                job.rung(),
                job.candidate().point(),
                losses(means),
                violations(means),
                job.isWhole());
    }

    /** The trials that stopped on a rung and will not go on; each is said once. */
    List<TrialSpec> given() {
        List<Candidate> over =
                stopped.stream().filter(one -> !strategy.mayGoOn(one.number())).toList();
        over.forEach(stopped::remove);
        return over.stream().flatMap(one -> one.all().stream()).toList();
    }

    /** The legs from their beginning to where each trial was measured last, or where it failed if it never was. */
    Stream<Leg> whole() {
        return candidates.stream()
                .flatMap(one -> one.all().stream())
                .distinct()
                .flatMap(trial -> known.getOrDefault(trial.id(), Map.of()).values().stream()
                        .max(Comparator.comparing((Ended one) -> one.status().isMeasured())
                                .thenComparing(Ended::rung))
                        .map(one -> leg(trial, 0, one.rung()))
                        .stream());
    }

    /** The trial of a candidate. */
    TrialSpec trial(long candidate, long seed) {
        return candidates.get((int) candidate).trial(seed);
    }

    /** The rung that ends with so many epochs. */
    int rungAt(int trained) {
        return epochs.indexOf(trained);
    }
}
