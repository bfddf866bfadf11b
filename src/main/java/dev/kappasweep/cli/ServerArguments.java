package dev.kappasweep.cli;

import dev.kappasweep.client.Profiles;
import dev.kappasweep.client.ServerClient;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which server is asked. */
final class ServerArguments {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "The server: its URL, the link that it printed, or a profile in ~/.config/kappasweep/servers.json "
                            + "(default: KAPPASWEEP_SERVER, else the profile named default). KAPPASWEEP_TOKEN has the token.")
    private Optional<String> server = Optional.empty();

    ServerClient client() {
        return new ServerClient(Profiles.ofUser(System.getenv()).server(server));
    }
}
