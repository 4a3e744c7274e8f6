package dev.moru.proxmox;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.jspecify.annotations.Nullable;

/** Turns a {@link TlsTrust} into what the HTTP client connects with. */
final class TlsStrategies {

    private TlsStrategies() {}

    static TlsSocketStrategy of(TlsTrust trust) {
        try {
            if (trust instanceof TlsTrust.Fingerprint pin) {
                // The pin says which certificate it must be, so there is no name left to check.
                return new DefaultClientTlsStrategy(
                        context(new PinnedCertificate(pin)),
                        HostnameVerificationPolicy.CLIENT,
                        NoopHostnameVerifier.INSTANCE);
            }
            var authorities = trust instanceof TlsTrust.Authority authority
                    ? Certificates.keyStore(Certificates.parse(authority.pem()))
                    : null;
            // The client's verifier compares IP addresses with the certificate's addresses, names with its names.
            return new DefaultClientTlsStrategy(
                    context(trustManagers(authorities)),
                    HostnameVerificationPolicy.CLIENT,
                    new DefaultHostnameVerifier());
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("the TLS trust cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private static SSLContext context(TrustManager... managers) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context;
    }

    /** A null key store stands for the platform's authorities. */
    private static TrustManager[] trustManagers(@Nullable KeyStore authorities) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return factory.getTrustManagers();
    }
}
