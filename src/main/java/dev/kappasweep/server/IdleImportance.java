package dev.kappasweep.server;

import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.Importance;
import dev.kappasweep.run.RunState;
import dev.kappasweep.service.SweepService;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;

/** Importance while nothing trains: its forests are grown on the slots that trials run on, and would wait behind them. */
final class IdleImportance {
    private final SweepService service;
    private final Function<Grid, Importance> importance;

    IdleImportance(SweepService service, Function<Grid, Importance> importance) {
        this.service = service;
        this.importance = importance;
    }

    boolean isIdle() {
        return service.list().stream()
                .noneMatch(sweep ->
                        sweep.state() == RunState.RUNNING || sweep.state().isPassing());
    }

    /** @throws HttpProblem if something trains */
    void requireIdle() {
        if (!isIdle()) {
            throw new HttpProblem(
                    HttpStatus.CONFLICT_409, "importance takes the slots of trials, expected no sweep under way");
        }
    }

    /** Empty while something trains. */
    Importance of(Grid grid) {
        return isIdle() ? importance.apply(grid) : new Importance(grid.sweep().name(), List.of());
    }
}
