package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kappasweep.trial.TrialRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results somewhere that cannot be: one line that says so, soon. */
@Tag("slow")
class UnusablePlacesTest {
    private static HttpServer server;

    /** A server of S3 without buckets that lets nobody see those called denied. */
    @BeforeAll
    static void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", UnusablePlacesTest::answer);
        server.start();
        endpoint("denied", "http://127.0.0.1:" + server.getAddress().getPort());
        endpoint("missing", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterAll
    static void stopServer() {
        server.stop(0);
    }

    private static void endpoint(String bucket, String endpoint) {
        Configuration settings = SparkHadoopUtil.get().conf();
        String of = "fs.s3a.bucket." + bucket + ".";
        settings.set(of + "endpoint", endpoint);
        settings.set(of + "endpoint.region", "us-east-1");
        settings.set(of + "path.style.access", "true");
        settings.set(of + "access.key", "AKIAOFTHISTEST");
        settings.set(of + "secret.key", "hush+hush+hush");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        boolean isDenied = exchange.getRequestURI().getPath().startsWith("/denied");
        byte[] body = ("<Error><Code>" + (isDenied ? "AccessDenied" : "NoSuchBucket") + "</Code></Error>")
                .getBytes(StandardCharsets.UTF_8);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(isDenied ? 403 : 404, isHead ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere://host/runs, No FileSystem for scheme",
        "hdfs://no-such-host.invalid/runs, UnknownHost",
        "hdfs://127.0.0.1:1/runs, Connection refused",
        "s3a://missing/runs, NoSuchBucket",
        "s3a://denied/runs, AccessDenied"
    })
    void isToldInOneLine(String place, String reason) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false, () -> 200, false);
        String[] arguments = {"run", "conf/quickstart.yaml", "--quiet", "--master", "local[1]", "--out", place};
        int code = assertTimeout(
                Duration.ofMinutes(1), () -> Main.run(arguments, console, new TrialRunner()), () -> out + "" + err);
        assertThat(err.toString().lines()).as("%s", err).hasSize(1);
        assertThat(err.toString())
                .startsWith("kappasweep: ")
                .contains(place)
                .contains(reason)
                .doesNotContain("hush");
        assertThat(out.toString()).isEmpty();
        assertThat(code).isEqualTo(ExitCode.WRONG_INPUT);
    }
}
