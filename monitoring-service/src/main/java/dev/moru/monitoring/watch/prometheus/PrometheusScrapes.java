package dev.moru.monitoring.watch.prometheus;

import dev.moru.monitoring.MonitoringProperties;
import dev.moru.monitoring.watch.Scrapes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks Prometheus by its query API whether a server's last scrape went well. */
@Component
class PrometheusScrapes implements Scrapes {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String QUERY = "max(up{server_id=\"%s\"})";

    private final @Nullable RestClient prometheus;

    PrometheusScrapes(MonitoringProperties properties) {
        this.prometheus = properties.prometheusUrl() == null
                ? null
                : client(properties.prometheusUrl().toString());
    }

    private static RestClient client(String url) {
        var requests = new JdkClientHttpRequestFactory();
        requests.setReadTimeout(TIMEOUT);
        return RestClient.builder().baseUrl(url).requestFactory(requests).build();
    }

    @Override
    public boolean canBeSeen() {
        return prometheus != null;
    }

    @Override
    public Sight of(UUID server) {
        if (prometheus == null) {
            return new Sight.NotSeen("there is no Prometheus to be asked");
        }
        try {
            var answer = prometheus
                    .get()
                    .uri("/api/v1/query?query={query}", QUERY.formatted(server))
                    .retrieve()
                    .body(Answer.class);
            return sight(answer);
        } catch (RestClientException e) {
            return new Sight.NotSeen("it does not answer");
        }
    }

    private static Sight sight(@Nullable Answer answer) {
        if (answer == null || answer.data().result().isEmpty()) {
            return new Sight.NotSeen("it does not know of the server yet");
        }
        var up = answer.data().result().get(0).value().get(1);
        return "1".equals(up) ? new Sight.Seen() : new Sight.NotSeen("node_exporter of the server does not answer");
    }

    /** @param data of a successful query */
    record Answer(Data data) {

        record Data(List<Series> result) {}

        /** @param value a time, and the value at that time as text */
        record Series(List<Object> value) {}
    }
}
