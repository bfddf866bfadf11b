package dev.kappasweep.server;

import dev.kappasweep.sweep.InvalidInputException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How a server is reached.
 *
 * @param bind the address that it listens at
 * @param port 0 for any that is free
 * @param keystore with the key for TLS, and its password; empty for plain HTTP
 * @param isBehindProxy whether something in front ends TLS
 * @param hosts names by which browsers may call it, besides localhost and addresses
 * @param data in which uploaded data sets go, on this machine
 * @param audit the log of changes, on this machine
 * @param allowsLocalWebhooks whether webhooks may lead to this machine
 */
public record ServerOptions(
        String bind,
        int port,
        Optional<Keystore> keystore,
        boolean isBehindProxy,
        Set<String> hosts,
        Path data,
        Path audit,
        boolean allowsLocalWebhooks) {
    /** A file with the server's key and certificate. */
    public record Keystore(Path file, String password) {}

    public ServerOptions {
        hosts = Set.copyOf(hosts);
    }

    /**
     * Requires that who is not on this machine can neither do as he likes nor read tokens on their way.
     *
     * @throws InvalidInputException if he could
     */
    public ServerOptions requireSafe(Users users) {
        if (!isLoopback()) {
            if (users.everybodyIs().isPresent()) {
                throw new InvalidInputException("--bind: " + bind
                        + " is not allowed with --no-token, expected 127.0.0.1: everybody could do everything");
            }
            if (keystore.isEmpty() && !isBehindProxy) {
                throw new InvalidInputException("--bind: " + bind
                        + " is not allowed without TLS, expected 127.0.0.1, --tls-keystore FILE, or --behind-proxy where"
                        + " something in front ends TLS: tokens could be read on their way");
            }
        }
        return this;
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new InvalidInputException(
                    "--bind: '" + bind + "' is not allowed, expected an address of this machine", e);
        }
    }
}
