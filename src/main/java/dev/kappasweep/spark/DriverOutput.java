package dev.kappasweep.spark;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.SecurityManager;
import org.apache.spark.SecurityManager$;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.DeployMessages.DriverStatusResponse;
import org.apache.spark.deploy.DeployMessages.MasterStateResponse;
import org.apache.spark.deploy.DeployMessages.RequestDriverStatus;
import org.apache.spark.deploy.DeployMessages.RequestMasterState$;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.RpcEnv$;
import scala.reflect.ClassTag$;

/** What a driver has written to standard error that a standalone cluster runs or ran; its worker's page shows it. */
public final class DriverOutput {
    private static final int MOST_BYTES = 4096;
    private static final int MILLIS = 10_000;

    private DriverOutput() {}

    /** Prints it: MASTER DRIVER, as in {@code spark://host:7077 driver-20261129180000-0000}. */
    public static void main(String[] arguments) throws IOException {
        System.out.print(of(arguments[0], arguments[1]));
    }

    /**
     * The end of it.
     *
     * @throws InvalidInputException if the master does not know the driver or where it ran
     * @throws IOException if the worker does not show it
     */
    static String of(String master, String driver) throws IOException {
        SparkConf conf = new SparkConf();
        SecurityManager security = new SecurityManager(
                conf,
                SecurityManager$.MODULE$.$lessinit$greater$default$2(),
                SecurityManager$.MODULE$.$lessinit$greater$default$3());
        RpcEnv rpc = RpcEnv$.MODULE$.create(
                "kappasweep", InetAddress.getLoopbackAddress().getHostAddress(), 0, conf, security, true);
        try {
            return log(page(rpc, master, driver), driver);
        } finally {
            rpc.shutdown();
        }
    }

    /** The address of the page of the worker that runs or ran it. */
    private static String page(RpcEnv rpc, String url, String driver) {
        RpcEndpointRef master = rpc.setupEndpointRef(RpcAddress.fromSparkURL(url), "Master");
        DriverStatusResponse status =
                master.askSync(new RequestDriverStatus(driver), ClassTag$.MODULE$.apply(DriverStatusResponse.class));
        MasterStateResponse state =
                master.askSync(RequestMasterState$.MODULE$, ClassTag$.MODULE$.apply(MasterStateResponse.class));
        return Optional.ofNullable(status.workerId().getOrElse(() -> null)).stream()
                .flatMap(id -> Arrays.stream(state.workers())
                        .filter(worker -> worker.id().equals(id)))
                .map(worker -> worker.webUiAddress())
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "driver: " + driver + " is not known to " + url + ", expected one with a worker"));
    }

    private static String log(String page, String driver) throws IOException {
        URI log = URI.create(page + "/log/?driverId=" + driver + "&logType=stderr&byteLength=" + MOST_BYTES);
        URLConnection connection = log.toURL().openConnection();
        connection.setConnectTimeout(MILLIS);
        connection.setReadTimeout(MILLIS);
        try (InputStream in = connection.getInputStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // The first line says which bytes of which file these are.
            return text.substring(text.indexOf('\n') + 1);
        }
    }
}
