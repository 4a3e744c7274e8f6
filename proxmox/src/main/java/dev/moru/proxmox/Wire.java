package dev.moru.proxmox;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** HTTP to one endpoint: one request, one answer, within a total time. Nothing is repeated or redirected here. */
final class Wire implements Closeable {

    private static final int MAX_CONNECTIONS = 8;

    /** pveproxy closes idle connections after some seconds, and all of them when it reloads a certificate. */
    private static final TimeValue IDLE_LIMIT = TimeValue.ofSeconds(4);

    /** Every kept connection is probed before use: a millisecond each, so that a write is hardly ever lost on a dead one. */
    private static final TimeValue PROBE_AFTER = TimeValue.ZERO_MILLISECONDS;

    private static final ContentType FORM = ContentType.create("application/x-www-form-urlencoded");

    private final Endpoint endpoint;
    private final HttpHost host;
    private final CloseableHttpClient http;
    private final ScheduledExecutorService watchdog;
    private volatile @Nullable Instant certificateEnd;

    Wire(Endpoint endpoint, Duration connectTimeout, ScheduledExecutorService watchdog) {
        this.endpoint = endpoint;
        this.host = new HttpHost("https", endpoint.host(), endpoint.port());
        this.watchdog = watchdog;
        this.http = HttpClients.custom()
                .setConnectionManager(connections(endpoint, connectTimeout))
                .setRequestExecutor(new SendMark())
                .setUserAgent("moru")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .evictExpiredConnections()
                .evictIdleConnections(IDLE_LIMIT)
                .build();
    }

    private static HttpClientConnectionManager connections(Endpoint endpoint, Duration connectTimeout) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(TlsStrategies.of(endpoint.trust()))
                .setDnsResolver(new GuardedDns())
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connectTimeout))
                        .setSocketTimeout(Timeout.of(connectTimeout))
                        .setValidateAfterInactivity(PROBE_AFTER)
                        .build())
                .build();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Sends the call and reads the whole answer. The response time-out of the HTTP client restarts with every byte, so a
     * watchdog cancels the request when its time is up.
     */
    Answer exchange(Call call, Map<String, String> headers, Duration limit) {
        if (limit.isZero()) {
            // The HTTP client takes a time-out of zero for none.
            throw new ProxmoxException.Unreachable(call, endpoint + ": there was no time left to connect", null);
        }
        var context = HttpClientContext.create();
        var request = request(call, headers, limit);
        var cut = watchdog.schedule(request::cancel, limit.toNanos(), TimeUnit.NANOSECONDS);
        try {
            var answer = http.execute(host, request, context, Answer::read);
            certificateEnd = certificateEnd(context.getSSLSession());
            return answer;
        } catch (IOException | IllegalStateException failure) {
            throw failed(call, limit, failure, SendMark.isSet(context), request.isCancelled());
        } finally {
            cut.cancel(false);
        }
    }

    /** When the certificate that this endpoint showed last ends to be valid; null before the first answer. */
    @Nullable
    Instant certificateEnd() {
        return certificateEnd;
    }

    private static @Nullable Instant certificateEnd(@Nullable SSLSession session) throws SSLPeerUnverifiedException {
        return session != null && session.getPeerCertificates()[0] instanceof X509Certificate certificate
                ? certificate.getNotAfter().toInstant()
                : null;
    }

    private HttpUriRequestBase request(Call call, Map<String, String> headers, Duration limit) {
        var target = "/api2/json" + call.route().path();
        var query = call.method().hasBody() || call.parameters().isEmpty()
                ? ""
                : "?" + call.parameters().encoded();
        var request = new HttpUriRequestBase(call.method().name(), URI.create(target + query));
        headers.forEach(request::setHeader);
        request.setHeader("Accept", "application/json");
        if (call.method().hasBody()) {
            request.setEntity(new StringEntity(call.parameters().encoded(), FORM));
        }
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(limit))
                .setResponseTimeout(Timeout.of(limit))
                .build());
        return request;
    }

    private ProxmoxException failed(Call call, Duration limit, Exception failure, boolean sent, boolean cut) {
        var what = cut ? "no whole answer within " + limit.toMillis() + " ms" : describe(failure);
        if (sent) {
            return new ProxmoxException.Unanswered(call, endpoint + ": " + what, failure);
        }
        if (isAboutTrust(failure)) {
            return new ProxmoxException.Untrusted(call, endpoint + ": " + what, failure);
        }
        return new ProxmoxException.Unreachable(call, endpoint + ": " + what, failure);
    }

    private static boolean isAboutTrust(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    private static String describe(Exception failure) {
        var root = failure instanceof SSLException && failure.getCause() != null ? failure.getCause() : failure;
        var message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
