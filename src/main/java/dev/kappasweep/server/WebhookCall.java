package dev.kappasweep.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Calls the URLs of webhooks: signed, without following where they point to, and not those of this machine unless that is allowed. The
 * address that is allowed is the one that is connected to, whatever its name leads to a moment later: the JDK's clients look it up
 * again, hence the few lines of HTTP here.
 */
final class WebhookCall {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int LONGEST_STATUS = 1_024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

    private final boolean allowsLocal;
    private final InstantSource clock;
    private final Resolver resolver;

    /** Finds the addresses of a host. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    WebhookCall(boolean allowsLocal, InstantSource clock) {
        this(allowsLocal, clock, InetAddress::getAllByName);
    }

    WebhookCall(boolean allowsLocal, InstantSource clock, Resolver resolver) {
        this.allowsLocal = allowsLocal;
        this.clock = clock;
        this.resolver = resolver;
    }

    /** The status of the answer. */
    int send(Webhook hook, String event, String delivery, String body) throws IOException {
        InetAddress address = requireAllowed(hook.url());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String seconds = Long.toString(clock.instant().getEpochSecond());
        String head = "POST " + target(hook.url()) + " HTTP/1.1\r\nHost: "
                + hook.url().getRawAuthority()
                + "\r\nContent-Type: " + Reply.JSON + "\r\nContent-Length: " + bytes.length
                + "\r\nUser-Agent: kappasweep\r\nConnection: close"
                + "\r\nX-Kappasweep-Event: " + event
                + "\r\nX-Kappasweep-Delivery: " + delivery
                + "\r\nX-Kappasweep-Timestamp: " + seconds
                + "\r\nX-Kappasweep-Signature: " + signature(hook.secret(), seconds + "." + body) + "\r\n\r\n";
        long deadline = System.nanoTime() + LONGEST.toNanos();
        try (Socket socket = connect(hook.url(), address)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return status(socket, deadline);
        }
    }

    private static String target(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private static Socket connect(URI url, InetAddress address) throws IOException {
        boolean isSecure = url.getScheme().equals("https");
        int port = url.getPort() >= 0 ? url.getPort() : isSecure ? 443 : 80;
        Socket plain = new Socket();
        try {
            plain.setSoTimeout((int) LONGEST.toMillis());
            plain.connect(new InetSocketAddress(address, port), (int) LONGEST.toMillis());
            return isSecure ? secure(plain, url.getHost(), port) : plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** With a certificate of the host's name. */
    private static SSLSocket secure(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secure = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private static int status(Socket socket, long deadline) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int one = in.read(); one >= 0 && one != '\n' && line.length() < LONGEST_STATUS; one = in.read()) {
            line.append((char) one);
            if (System.nanoTime() > deadline) {
                throw new SocketTimeoutException("no answer within " + LONGEST.toSeconds() + " s");
            }
        }
        Matcher status = STATUS.matcher(line.toString().strip());
        if (!status.matches()) {
            throw new IOException("the answer is not one of HTTP");
        }
        return Integer.parseInt(status.group(1));
    }

    static String signature(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The address to connect to.
     *
     * @throws HttpProblem if it leads to this machine or to services that hosts have for themselves, or is not known
     */
    InetAddress requireAllowed(URI url) {
        String scheme = String.valueOf(url.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null || url.getUserInfo() != null) {
            throw refused(url, "expected http://HOST/PATH or https://HOST/PATH");
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            throw refused(url, "expected a port from 1 to 65535");
        }
        try {
            InetAddress[] all = resolver.addresses(url.getHost());
            for (InetAddress address : all) {
                requireElsewhere(url, address);
            }
            return all[0];
        } catch (UnknownHostException e) {
            throw refused(url, "expected a host that is known");
        }
    }

    private void requireElsewhere(URI url, InetAddress address) {
        boolean isHere = address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
        if (isHere && !allowsLocal) {
            throw refused(url, "expected a host that is not this machine, or --allow-local-webhooks");
        }
    }

    private static HttpProblem refused(URI url, String expected) {
        return new HttpProblem(HttpStatus.UNPROCESSABLE_ENTITY_422, "url: '" + url + "' is not allowed, " + expected);
    }
}
