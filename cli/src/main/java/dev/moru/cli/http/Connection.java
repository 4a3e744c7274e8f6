package dev.moru.cli.http;

import dev.moru.cli.exit.Failure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes the HTTP client for an endpoint: HTTP/1.1, no redirects, and trust in exactly the authority that was named. */
final class Connection {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private Connection() {}

    static HttpClient to(Endpoint endpoint) {
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
        var trust = trust(endpoint);
        return (trust == null ? builder : builder.sslContext(trust)).build();
    }

    private static @Nullable SSLContext trust(Endpoint endpoint) {
        try {
            if (!"https".equals(endpoint.url().getScheme())) {
                return withoutTrust();
            }
            return endpoint.caFile() == null ? null : trusting(endpoint.caFile());
        } catch (GeneralSecurityException | IOException failure) {
            throw Failure.usage("cannot read certificates from " + endpoint.caFile() + ": " + failure.getMessage());
        }
    }

    /** For plain HTTP: the client insists on a context, and the default one reads the whole trust store of the JDK. */
    private static SSLContext withoutTrust() throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[0], null);
        return context;
    }

    private static SSLContext trusting(Path caFile) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var pem = Files.newInputStream(caFile)) {
            var number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
