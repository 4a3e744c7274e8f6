package dev.moru.monitoring.alert.alertmanager;

import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.Silence;
import dev.moru.monitoring.MonitoringProperties;
import dev.moru.monitoring.alert.SilenceWish;
import dev.moru.monitoring.alert.Silencer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Alertmanager's API, version 2. */
@Component
class Alertmanager implements Silencer {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** Prometheus sends what fires every minute at least; until then one that has just started knows of nothing. */
    private static final Duration WARM_UP = Duration.ofMinutes(5);
    /** Alertmanager takes what began in the past for its own present, so that no silence waits for our clock. */
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

    private final @Nullable RestClient api;
    private final Duration warmUp;

    @Autowired
    Alertmanager(MonitoringProperties properties) {
        this(properties, WARM_UP);
    }

    Alertmanager(MonitoringProperties properties, Duration warmUp) {
        this.api = properties.alertmanagerUrl() == null ? null : client(properties.alertmanagerUrl());
        this.warmUp = warmUp;
    }

    private static RestClient client(URI url) {
        var requests = new JdkClientHttpRequestFactory();
        requests.setReadTimeout(TIMEOUT);
        return RestClient.builder()
                .baseUrl(url.toString())
                .requestFactory(requests)
                .build();
    }

    record Matcher(String name, String value, boolean isRegex, boolean isEqual) {}

    record NewSilence(List<Matcher> matchers, Instant startsAt, Instant endsAt, String createdBy, String comment) {}

    record Made(String silenceID) {}

    record Known(String id, @Nullable String comment, State status) {

        record State(String state) {}

        boolean isOf(String mark) {
            return comment != null && comment.endsWith(mark) && !"expired".equals(status.state());
        }
    }

    record ActiveAlert(String fingerprint) {}

    record Status(Instant uptime) {}

    @Override
    public Silence silence(Alert alert, SilenceWish wish) {
        if (api == null) {
            throw new Refused("this installation has no Alertmanager (moru.monitoring.alertmanager-url)");
        }
        try {
            var mark = " (moru " + wish.id() + ")";
            var id = find(api, mark).orElseGet(() -> make(api, alert, wish, mark));
            return new Silence(id, wish.by(), wish.comment(), wish.until());
        } catch (HttpClientErrorException e) {
            throw new Refused("Alertmanager answers " + e.getStatusCode() + ": " + e.getResponseBodyAsString());
        } catch (RestClientException e) {
            throw new Unreachable("Alertmanager does not answer", e);
        }
    }

    private static Optional<String> find(RestClient api, String mark) {
        var known = api.get().uri("/api/v2/silences").retrieve().body(new ParameterizedTypeReference<List<Known>>() {});
        return Objects.requireNonNullElse(known, List.<Known>of()).stream()
                .filter(silence -> silence.isOf(mark))
                .map(Known::id)
                .findFirst();
    }

    private String make(RestClient api, Alert alert, SilenceWish wish, String mark) {
        var matchers = alert.labels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> new Matcher(label.getKey(), label.getValue(), false, true))
                .toList();
        var made = api.post()
                .uri("/api/v2/silences")
                .body(new NewSilence(matchers, LONG_AGO, wish.until(), wish.by(), wish.comment() + mark))
                .retrieve()
                .body(Made.class);
        return Objects.requireNonNull(made, "no answer").silenceID();
    }

    @Override
    public boolean isOver(Alert alert) {
        if (api == null) {
            return false;
        }
        try {
            if (hasJustStarted(api)) {
                return false;
            }
            var active = api.get()
                    .uri(uri -> uri.path("/api/v2/alerts")
                            .queryParam("filter", "alertname=\"{name}\"")
                            .build(alert.name()))
                    .retrieve()
                    .body(new ParameterizedTypeReference<List<ActiveAlert>>() {});
            return active != null
                    && active.stream().noneMatch(each -> each.fingerprint().equals(alert.fingerprint()));
        } catch (RestClientException e) {
            throw new Unreachable("Alertmanager does not answer", e);
        }
    }

    /** By its own clock, which its answers carry; one that hides it is not believed. */
    private boolean hasJustStarted(RestClient api) {
        var answer = api.get().uri("/api/v2/status").retrieve().toEntity(Status.class);
        var status = answer.getBody();
        var now = Instant.ofEpochMilli(answer.getHeaders().getDate());
        return status == null || status.uptime().plus(warmUp).isAfter(now);
    }
}
