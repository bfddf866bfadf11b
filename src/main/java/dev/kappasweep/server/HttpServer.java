package dev.kappasweep.server;

import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.Importance;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.service.ServiceListener;
import dev.kappasweep.service.SweepService;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The service over HTTP: what openapi.yaml says, and the page. */
public final class HttpServer implements AutoCloseable {
    private static final int MOST_THREADS = 48;
    static final int MOST_CONNECTIONS = 2_048;
    private static final int LONGEST_HEADER = 16 << 10;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);

    private final Server jetty;
    private final ServerConnector connector;
    private final EventHub events;
    private final Webhooks webhooks;
    private final Views views;
    private final ServerOptions options;
    private final List<Route> routes;

    private HttpServer(
            SweepService service,
            Path root,
            DatasetLoader loader,
            Users users,
            ServerOptions options,
            Function<Grid, Importance> importance,
            Clock clock) {
        this.options = options;
        this.jetty = new Server(new QueuedThreadPool(MOST_THREADS));
        this.connector = connector(jetty, options);
        this.events = new EventHub(service, Long.toString(clock.millis(), 36));
        this.webhooks =
                new Webhooks(service, root, new WebhookCall(options.allowsLocalWebhooks(), clock), clock, FIRST_WAIT);
        this.views = new Views(service);
        LiveEpochs live = new LiveEpochs();
        service.listen(views); // has a trial's curves before what is live of it is forgotten
        service.listen(new Forgetting(live));
        service.listen(events);
        service.listen(webhooks);
        webhooks.catchUp();
        AuditLog audit = new AuditLog(options.audit(), clock);
        Access access = new Access(users, options.hosts(), this::cookieName);
        List<Route> all = new ArrayList<>();
        all.addAll(new SweepEndpoints(service, views, live, events).routes());
        all.addAll(new TrialEndpoints(service, views, live).routes());
        OutputCache outputs = new OutputCache();
        IdleImportance idle = new IdleImportance(service, importance);
        all.addAll(new OutputEndpoints(service, outputs, idle).routes());
        all.addAll(new ComparisonEndpoints(service, outputs, idle).routes());
        all.addAll(new SearchEndpoints(service).routes());
        all.addAll(
                new ServerEndpoints(service, events, loader, audit, access, root.resolve(".nowhere"), clock.instant())
                        .routes());
        all.addAll(new Uploads(options.data()).routes());
        all.addAll(webhooks.routes());
        this.routes = List.copyOf(all);
        jetty.setErrorHandler(new ConnectionErrors());
        jetty.setHandler(new Requests(routes, access, audit, events, clock));
    }

    /**
     * Begins to listen.
     *
     * @param root of the service, in which webhooks are kept too
     * @param importance of the parameters, for figures and the report
     * @throws InvalidInputException if it cannot listen there, or may not
     */
    public static HttpServer start(
            SweepService service,
            Path root,
            DatasetLoader loader,
            Users users,
            ServerOptions options,
            Function<Grid, Importance> importance,
            Clock clock) {
        options.requireSafe(users);
        HttpServer server = new HttpServer(service, root, loader, users, options, importance, clock);
        try {
            server.jetty.start();
            server.views.readAhead();
            return server;
        } catch (Exception e) {
            server.close();
            Throwable cause = e.getCause() instanceof IOException io ? io : e;
            throw new InvalidInputException(
                    "--bind: " + options.bind() + " port " + options.port() + " cannot be listened at ("
                            + cause.getMessage() + "), expected an address of this machine and a port that is free",
                    e);
        }
    }

    /** Ports of one host share their cookies. */
    private String cookieName() {
        return "kappasweep-" + port();
    }

    private static ServerConnector connector(Server jetty, ServerOptions options) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LONGEST_HEADER);
        http.setIdleTimeout(IDLE.toMillis());
        if (options.isBehindProxy()) {
            http.addCustomizer(new ForwardedRequestCustomizer()); // who asks, and that he does it by TLS
        }
        ServerConnector connector = options.keystore()
                .map(keystore -> new ServerConnector(jetty, ssl(keystore), secure(http)))
                .orElseGet(() -> new ServerConnector(jetty, new HttpConnectionFactory(http)));
        connector.setHost(options.bind());
        connector.setPort(options.port());
        connector.setIdleTimeout(IDLE.toMillis());
        jetty.addConnector(connector);
        jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, jetty));
        return connector;
    }

    /** @throws InvalidInputException if it is no keystore, or has another password */
    static void requireReadable(ServerOptions.Keystore keystore) {
        try {
            KeyStore.getInstance(keystore.file().toFile(), keystore.password().toCharArray());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new InvalidInputException(
                    "--tls-keystore: " + keystore.file() + " cannot be read (" + e.getMessage()
                            + "), expected a key and its certificate in PKCS#12, and the password in"
                            + " KAPPASWEEP_KEYSTORE_PASSWORD",
                    e);
        }
    }

    private static SslConnectionFactory ssl(ServerOptions.Keystore keystore) {
        requireReadable(keystore);
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setKeyStorePath(keystore.file().toAbsolutePath().toString());
        ssl.setKeyStorePassword(keystore.password());
        return new SslConnectionFactory(ssl, HttpVersion.HTTP_1_1.asString());
    }

    private static HttpConnectionFactory secure(HttpConfiguration http) {
        // Any name in the certificate will do: whoever calls by an address is let in by his token.
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new HttpConnectionFactory(http);
    }

    /** Where it listens. */
    public int port() {
        return connector.getLocalPort();
    }

    /** {@code http://127.0.0.1:7878/}. */
    public String url() {
        String scheme = options.keystore().isPresent() ? "https" : "http";
        String host = options.bind().contains(":") ? "[" + options.bind() + "]" : options.bind();
        return String.format(Locale.ROOT, "%s://%s:%d/", scheme, host, port());
    }

    /** Whether connections are taken; not while there are as many as may be. */
    boolean isAccepting() {
        return connector.isAccepting();
    }

    EventHub events() {
        return events;
    }

    List<Route> routes() {
        return routes;
    }

    /** Ends all requests; the service goes on. */
    @Override
    public void close() {
        events.close();
        webhooks.close();
        views.close();
        try {
            jetty.stop();
        } catch (Exception e) {
            // It ends with the process.
        }
    }

    /** Keeps the epochs of what has not ended. */
    private record Forgetting(LiveEpochs live) implements ServiceListener {
        @Override
        public void layersMeasured(String sweep, TrialId trial, List<LayerMeasurement> layers) {
            live.add(sweep, trial, layers);
        }

        @Override
        public void epochEnded(String sweep, TrialId trial, EpochMeasurement epoch) {
            live.add(sweep, trial, epoch);
        }

        @Override
        public void trialEnded(String sweep, TrialResult result) {
            live.ended(sweep, result.id());
        }

        @Override
        public void removed(String sweep) {
            live.forget(sweep);
        }
    }
}
