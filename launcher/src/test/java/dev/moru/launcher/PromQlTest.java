package dev.moru.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void findsTheNamesOfMetricsAndNothingElse() {
        assertThat(PromQl.metricsIn("sum by (le, route) (rate(http_requests_total{status=~\"5..\"}[5m])) * 100 > 2e3"))
                .containsExactly("http_requests_total");
        assertThat(PromQl.metricsIn("max(a_b) / on (site) group_left (x) c:d unless e offset 1h or time() - f"))
                .containsExactly("a_b", "c:d", "e", "f");
        assertThat(PromQl.metricsIn("100 - avg without (cpu) (irate(node_cpu_seconds_total{mode=\"idle\"}[5m]))"))
                .containsExactly("node_cpu_seconds_total");
    }
}
