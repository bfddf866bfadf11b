package dev.kappasweep.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jetty.http.HttpStatus;

/** Calls the URLs of webhooks: signed, without following where they point to, and not those of this machine unless that is allowed. */
final class WebhookCall {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LONGEST)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final boolean allowsLocal;
    private final InstantSource clock;

    WebhookCall(boolean allowsLocal, InstantSource clock) {
        this.allowsLocal = allowsLocal;
        this.clock = clock;
    }

    /** The status of the answer. */
    int send(Webhook hook, String event, String delivery, String body) throws IOException {
        requireAllowed(hook.url());
        String seconds = Long.toString(clock.instant().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(hook.url())
                .timeout(LONGEST)
                .header("Content-Type", Reply.JSON)
                .header("User-Agent", "kappasweep")
                .header("X-Kappasweep-Event", event)
                .header("X-Kappasweep-Delivery", delivery)
                .header("X-Kappasweep-Timestamp", seconds)
                .header("X-Kappasweep-Signature", signature(hook.secret(), seconds + "." + body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
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

    /** @throws HttpProblem if it leads to this machine or to services that hosts have for themselves */
    void requireAllowed(URI url) {
        String scheme = String.valueOf(url.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null || url.getUserInfo() != null) {
            throw refused(url, "expected http://HOST/PATH or https://HOST/PATH");
        }
        if (!allowsLocal) {
            try {
                for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
                    requireElsewhere(url, address);
                }
            } catch (UnknownHostException e) {
                throw refused(url, "expected a host that is known");
            }
        }
    }

    private static void requireElsewhere(URI url, InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()) {
            throw refused(url, "expected a host that is not this machine, or --allow-local-webhooks");
        }
    }

    private static HttpProblem refused(URI url, String expected) {
        return new HttpProblem(HttpStatus.UNPROCESSABLE_ENTITY_422, "url: '" + url + "' is not allowed, " + expected);
    }
}
