package dev.kappasweep.spark;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.DeployMessages;
import org.apache.spark.deploy.DeployMessages.MasterStateResponse;
import org.apache.spark.deploy.master.WorkerInfo;
import org.apache.spark.rpc.RpcAddress;
import scala.reflect.ClassTag$;

/** Asks the master of a standalone cluster what its own page shows: Spark's driver knows no worker that gives it nothing. */
final class StandaloneMaster {
    private static final String SCHEME = "spark://";

    private StandaloneMaster() {}

    /**
     * How many workers there are on each host, by its name.
     *
     * @param url of a master, or of several of which one is in charge; others than those of standalone clusters have no workers
     */
    static Map<String, Long> workers(String url) {
        if (!url.startsWith(SCHEME)) {
            return Map.of();
        }
        return Arrays.stream(url.substring(SCHEME.length()).split(",", -1))
                .flatMap(master -> state(master).stream())
                .flatMap(state -> Arrays.stream(state.workers()))
                .collect(Collectors.groupingBy(WorkerInfo::host, TreeMap::new, Collectors.counting()));
    }

    /** Empty if that master does not answer; one that stands by knows no workers. */
    private static Optional<MasterStateResponse> state(String master) {
        try {
            return Optional.of(SparkEnv.get()
                    .rpcEnv()
                    .setupEndpointRef(RpcAddress.fromSparkURL(SCHEME + master), "Master")
                    .askSync(
                            DeployMessages.RequestMasterState$.MODULE$,
                            ClassTag$.MODULE$.apply(MasterStateResponse.class)));
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            return Optional.empty();
        }
    }
}
