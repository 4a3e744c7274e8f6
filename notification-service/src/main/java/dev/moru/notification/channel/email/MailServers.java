package dev.moru.notification.channel.email;

import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.notification.NotificationProperties.Smtp;
import dev.moru.notification.channel.address.AddressPolicy;
import dev.moru.notification.channel.email.MailServer.Login;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Which server takes the mail of a channel: its own, judged by the address policy, or the installation's. */
final class MailServers {

    private final Smtp installation;
    private final @Nullable SSLSocketFactory installationTls;
    private final AddressPolicy policy;
    private final SecretStore secrets;

    MailServers(Smtp installation, AddressPolicy policy, SecretStore secrets) {
        this.installation = installation;
        this.installationTls = installation.caFile() == null ? null : trusting(installation.caFile());
        this.policy = policy;
        this.secrets = secrets;
    }

    boolean installationHasOne() {
        return installation.host() != null && installation.from() != null;
    }

    /**
     * The server of a channel to which nobody objects.
     *
     * @throws dev.moru.secrets.SecretFailure when its password can't be fetched
     */
    MailServer of(EmailSettings settings, ChannelSpec spec) {
        return settings.host() == null ? installation() : own(settings.host(), settings, spec);
    }

    private MailServer installation() {
        var login = installation.username() == null
                ? null
                : new Login(installation.username(), installation.secret().orElse(""));
        return new MailServer(
                Objects.requireNonNull(installation.host()),
                installation.port(),
                Security.of(installation.security()),
                Objects.requireNonNull(installation.from()),
                login,
                address -> true,
                installationTls);
    }

    private MailServer own(String host, EmailSettings settings, ChannelSpec spec) {
        var security = Security.of(Objects.requireNonNullElse(settings.security(), "starttls"));
        return new MailServer(
                host,
                Objects.requireNonNullElse(settings.port(), security.usualPort()),
                security,
                Objects.requireNonNull(settings.from()),
                settings.username() == null ? null : new Login(settings.username(), password(spec)),
                security == Security.NONE ? policy::allowsPlainText : policy::allows,
                null);
    }

    private String password(ChannelSpec spec) {
        var reference = Objects.requireNonNull(spec.secrets().get(EmailSettings.PASSWORD));
        try (var secret = secrets.get(SecretReference.parse(reference))) {
            return secret.text();
        }
    }

    private static SSLSocketFactory trusting(Path authorities) {
        try (var pem = Files.newInputStream(authorities)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry(String.valueOf(store.size()), certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("moru.notification.smtp.ca-file holds no certificates: " + authorities, e);
        }
    }
}
