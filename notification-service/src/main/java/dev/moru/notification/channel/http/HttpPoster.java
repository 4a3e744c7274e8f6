package dev.moru.notification.channel.http;

import dev.moru.notification.channel.address.AddressPolicy;
import dev.moru.notification.channel.address.RefusedAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts to addresses that people give, so it trusts nothing: where it connects to is judged, redirects are not followed,
 * no cookies are kept, and time and size of the answer are bounded.
 *
 * <p>It is the client of Apache, because its resolver decides where it really connects to; the JDK's client looks a name up
 * by itself after any check.
 */
public final class HttpPoster implements AutoCloseable {

    private static final int LONGEST_ANSWER = 2048;
    private static final int MAX_CONNECTIONS = 256;

    private final CloseableHttpClient plain;
    private final CloseableHttpClient encrypted;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "http-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    public HttpPoster(AddressPolicy policy, Duration connectTimeout) {
        this.plain = client(policy::allowsPlainText, connectTimeout);
        this.encrypted = client(policy::allows, connectTimeout);
    }

    private static CloseableHttpClient client(Predicate<InetAddress> rule, Duration connectTimeout) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new JudgingResolver(rule))
                .setMaxConnTotal(MAX_CONNECTIONS)
                // Channels may share a host, and must not wait for each other there; lanes bound what is under way.
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connectTimeout))
                        .setTimeToLive(TimeValue.ofMinutes(1))
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(100)
                                .setMaxLineLength(8192)
                                .build())
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setUserAgent("Moru")
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
    }

    /** What was answered; the text may be cut. */
    public record Response(int status, String text, Optional<String> retryAfter) {}

    /**
     * Posts JSON once.
     *
     * @param budget for all of it, from looking the name up to the end of the answer
     * @throws RefusedAddress when the policy does not allow where it leads
     * @throws NoAnswer when there was none
     */
    public Response post(URI url, Map<String, String> headers, String body, Duration budget)
            throws RefusedAddress, NoAnswer {
        var request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(budget))
                .setResponseTimeout(Timeout.of(budget))
                .build());
        // Time-outs of the client bound each read; only this bounds an answer that comes byte by byte.
        var deadline = deadlines.schedule(request::cancel, budget.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return answerTo(request, url);
        } catch (RefusedAddress e) {
            throw e;
        } catch (IOException e) {
            throw deadline.isDone() || NoAnswer.isOfTime(e) ? NoAnswer.within(budget, e) : NoAnswer.because(e);
        } finally {
            deadline.cancel(false);
        }
    }

    private Response answerTo(HttpPost request, URI url) throws IOException {
        var response = clientFor(url).executeOpen(HttpHost.create(url), request, null);
        var start = startOf(response);
        // Closing reads an answer to its end, unless the connection is cut before.
        request.cancel();
        Closer.closeQuietly(response);
        return new Response(response.getCode(), start, retryAfter(response));
    }

    private CloseableHttpClient clientFor(URI url) {
        return "https".equalsIgnoreCase(url.getScheme()) ? encrypted : plain;
    }

    private static String startOf(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        return new String(response.getEntity().getContent().readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
    }

    private static Optional<String> retryAfter(ClassicHttpResponse response) {
        return Optional.ofNullable(response.getFirstHeader(HttpHeaders.RETRY_AFTER))
                .map(Header::getValue);
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        try (plain;
                encrypted) {
            // Closed in any case.
        }
    }
}
