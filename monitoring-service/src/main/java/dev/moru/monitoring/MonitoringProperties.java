package dev.moru.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this service.
 *
 * @param discovery what Prometheus shows to learn its targets
 * @param alerts what Alertmanager shows to report alerts
 * @param exporterPort where node_exporter listens on servers
 * @param pollEvery how often the figures of a cluster are read; it renews them every ten seconds itself
 * @param callTimeout how long a call of a cluster may take
 * @param alertSettling how long after its end a report that an alert fires may be one that comes late
 * @param keepAlerts how long an alert that has ended is remembered
 * @param prometheusUrl of the Prometheus that is asked whether it has scraped a new server; none: it is not asked
 * @param alertmanagerUrl of the Alertmanager that silences alerts; none: alerts can't be silenced
 * @param silencePatience how long Alertmanager is asked again when it does not answer
 * @param lookAtSilenced how often it is asked whether a silenced alert is over
 * @param scrapePatience how long the first scrape of a server is waited for
 */
@ConfigurationProperties("moru.monitoring")
public record MonitoringProperties(
        @DefaultValue Access discovery,
        @DefaultValue Access alerts,
        @DefaultValue("9100") int exporterPort,
        @DefaultValue("30s") Duration pollEvery,
        @DefaultValue("10s") Duration callTimeout,
        @DefaultValue("10m") Duration alertSettling,
        @DefaultValue("90d") Duration keepAlerts,
        @Nullable URI prometheusUrl,
        @Nullable URI alertmanagerUrl,
        @DefaultValue("10m") Duration silencePatience,
        @DefaultValue("30s") Duration lookAtSilenced,
        @DefaultValue("90s") Duration scrapePatience) {

    /**
     * A token, given here or by a file.
     *
     * @param token at least 32 characters
     */
    public record Access(@Nullable String token, @Nullable Path tokenFile) {

        private static final int SHORTEST = 32;

        /** @throws IllegalStateException when there is none, or a weak one: nobody is let in without */
        public String secret(String setting) {
            var secret = token == null ? read(setting) : token;
            if (secret.length() < SHORTEST) {
                throw new IllegalStateException(setting + " is shorter than " + SHORTEST + " characters");
            }
            return secret;
        }

        private String read(String setting) {
            if (tokenFile == null) {
                throw new IllegalStateException("set " + setting + " or " + setting + "-file");
            }
            try {
                return Files.readString(tokenFile).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(setting + "-file can't be read", e);
            }
        }

        @Override
        public String toString() {
            return "******";
        }
    }
}
