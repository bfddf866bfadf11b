package dev.kappasweep.server;

import org.eclipse.jetty.http.HttpFields;

/** What every answer says to a browser: what it may load, and from whom. */
final class Headers {
    /** Scripts and styles are files of the server; nothing inline runs. */
    static final String OF_A_PAGE = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    /** A report has its styles, pictures and script in itself, and may do nothing else: it has no cookie and asks nobody. */
    static final String OF_A_REPORT = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
            + " img-src data:; font-src data:; sandbox allow-scripts; frame-ancestors 'self'";

    private Headers() {}

    static void put(HttpFields.Mutable headers) {
        headers.put("Content-Security-Policy", OF_A_PAGE);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "SAMEORIGIN");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Cache-Control", "no-store");
    }
}
