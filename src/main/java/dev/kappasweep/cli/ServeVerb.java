package dev.kappasweep.cli;

import dev.kappasweep.analysis.Importance;
import dev.kappasweep.api.SparkLauncher;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.files.Places;
import dev.kappasweep.server.HttpServer;
import dev.kappasweep.server.Role;
import dev.kappasweep.server.ServerOptions;
import dev.kappasweep.server.Users;
import dev.kappasweep.service.SweepService;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.SafeName;
import dev.kappasweep.trial.TrialFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        footer = {"", "Examples:", "  kappasweep serve --root sweeps"},
        description = {
            "Take sweeps over HTTP, run many of them at once, and go on with them when it is started again.",
            "Prints a link with a token; see docs/service.md."
        })
final class ServeVerb implements Callable<Integer> {
    private final Console console;
    private final TrialFunction trials;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "Where the queue and all results are, a path or URI (default: ${DEFAULT-VALUE}).")
    private Path root = Path.of("service");

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Spark master, such as local[4] or spark://HOST:7077 (default: all cores of this machine).")
    private Optional<String> master = Optional.empty();

    @Option(names = "--port", paramLabel = "N", description = "0 for any that is free (default: ${DEFAULT-VALUE}).")
    private int port = 7878;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Address to listen at (default: ${DEFAULT-VALUE}, this machine alone).")
    private String bind = "127.0.0.1";

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "A name by which browsers may call the server, besides localhost; repeatable.")
    private List<String> hosts = new ArrayList<>();

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Directory of data sets (default: ROOT/data).")
    private Optional<Path> dataDir = Optional.empty();

    @Option(
            names = "--under-way",
            paramLabel = "N",
            description = "How many sweeps may be under way at once (default: ${DEFAULT-VALUE}).")
    private int underWay = SweepService.UNDER_WAY;

    @Option(
            names = "--users",
            paramLabel = "FILE",
            description = "Who may do what: lines NAME ROLE SHA-256-OF-TOKEN, roles viewer, submitter, operator.")
    private Optional<Path> users = Optional.empty();

    @Option(
            names = "--add-user",
            paramLabel = "NAME:ROLE",
            description = "Add a user to the file of --users, print his token, and end.")
    private Optional<String> addUser = Optional.empty();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Where the operator's token is kept (default: .kappasweep/server-PORT.token at home).")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(names = "--no-token", description = "Ask nobody who he is; on a loopback address only.")
    private boolean noToken;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "Key and certificate for TLS, in PKCS#12; its password in KAPPASWEEP_KEYSTORE_PASSWORD.")
    private Optional<Path> keystore = Optional.empty();

    @Option(names = "--behind-proxy", description = "Something in front of the server ends TLS.")
    private boolean isBehindProxy;

    @Option(names = "--allow-local-webhooks", description = "Webhooks may call this machine.")
    private boolean allowsLocalWebhooks;

    ServeVerb(Console console, TrialFunction trials) {
        this.console = console;
        this.trials = trials;
    }

    @Override
    public Integer call() throws Exception {
        if (addUser.isPresent()) {
            return addUser(addUser.get());
        }
        CountDownLatch stopped = new CountDownLatch(1);
        return Interruption.cancelling(stopped::countDown, () -> serve(stopped));
    }

    /** Serves until {@code stopped} is down. */
    int serve(CountDownLatch stopped) throws InterruptedException {
        if (port < 0 || port > 65_535 || underWay < 1) {
            throw new InvalidInputException(
                    port < 0 || port > 65_535
                            ? "--port: " + port + " is not allowed, expected 0 to 65535"
                            : "--under-way: " + underWay + " is not allowed, expected 1 or more");
        }
        Path local = localRoot();
        Path data = dataDir.orElse(local.resolve("data"));
        ServerOptions options = new ServerOptions(
                bind,
                port,
                keystore.map(ServeVerb::withPassword),
                isBehindProxy,
                Set.copyOf(hosts),
                data,
                local.resolve("audit.log"),
                allowsLocalWebhooks);
        Optional<String> token = noToken || users.isPresent() ? Optional.empty() : Optional.of(token());
        Users known =
                token.map(Users::ofToken).orElseGet(() -> users.map(Users::read).orElseGet(Users::everybody));
        options.requireSafe(known);
        DatasetLoader loader = new DatasetLoader(dataDir, System.getenv());
        Clock clock = Clock.systemUTC();
        try (SparkLauncher launcher = SparkLauncher.start(master, dataDir, trials);
                SweepService service = SweepService.start(root, data, launcher, underWay, clock);
                HttpServer server = HttpServer.start(
                        service, root, loader, known, options, grid -> Importance.of(grid, launcher::session), clock)) {
            service.notices().forEach(notice -> console.say("kappasweep: " + notice));
            console.say("kappasweep: serving " + root + " at " + server.url()
                    + token.map(text -> "?token=" + text).orElse(""));
            stopped.await();
            console.say("kappasweep: ending; sweeps go on at the next start");
        }
        return ExitCode.OK;
    }

    /** For what grows line by line or is not for others: where the root is no place of this machine, a directory at home. */
    private Path localRoot() {
        Path place = Places.isLocal(root) ? root : home();
        try {
            Files.createDirectories(place);
            return place;
        } catch (IOException e) {
            throw new InvalidInputException(
                    "--root: " + place + " cannot be made (" + e.getClass().getSimpleName()
                            + "), expected a directory that can be written",
                    e);
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home", "."), ".kappasweep");
    }

    private static ServerOptions.Keystore withPassword(Path file) {
        String password = System.getenv("KAPPASWEEP_KEYSTORE_PASSWORD");
        return new ServerOptions.Keystore(file, password == null ? "" : password);
    }

    private String token() {
        return Users.tokenIn(tokenFile.orElseGet(() -> home().resolve("server-" + port + ".token")));
    }

    private int addUser(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 2 || !SafeName.PATTERN.matcher(parts[0]).matches() || users.isEmpty()) {
            throw new InvalidInputException(
                    "--add-user: '" + text + "' is not allowed, expected NAME:ROLE, and the file by --users");
        }
        Role role = Named.parse(Role.class, "--add-user: role", parts[1]);
        if (Files.exists(users.get()) && Users.read(users.get()).has(parts[0])) {
            throw new InvalidInputException("--add-user: " + users.get() + " has a user " + parts[0]
                    + " already, expected another name; who deletes the line takes its token away");
        }
        String token = Users.newToken();
        try {
            Files.writeString(
                    users.get(),
                    Users.line(parts[0], role, token),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the user cannot be added to " + users.get(), e);
        }
        console.result(token + "\n");
        return ExitCode.OK;
    }
}
