package dev.kappasweep.trial;

import dev.kappasweep.crew.StepDemand;
import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.nn.Network;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialSpec;

/** Trials of an experiment that trains a network on images. */
interface NetworkProcedure extends Procedure {
    /** What it asks of the network. */
    TaskShape shape(TrialSpec spec, Dataset data);

    /**
     * What it measures on a trained network.
     *
     * @param images of the test
     * @param beforeBatch called before each batch of images; it may throw to stop
     */
    Measured measure(
            Network network, TrialSpec spec, LabelledImages images, InputScaling scaling, Runnable beforeBatch);

    @Override
    default TrialExecution execution(TrialSpec spec, Dataset data, TrialObserver observer, Team team) {
        return new NetworkExecution(spec, data, observer, team);
    }

    @Override
    default double flops(TrialSpec spec, Dataset data) {
        return new NetworkCost(spec, data, shape(spec, data)).flops();
    }

    @Override
    default StepDemand step(TrialSpec spec, Dataset data) {
        return new NetworkCost(spec, data, shape(spec, data)).step();
    }

    @Override
    default double bytesOfWeights(TrialSpec spec, Dataset data) {
        return new NetworkCost(spec, data, shape(spec, data)).bytesOfWeights();
    }
}
