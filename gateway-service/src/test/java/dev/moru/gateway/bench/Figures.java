package dev.moru.gateway.bench;

import java.util.Arrays;
import java.util.Locale;

/** Durations of one measured thing. */
final class Figures {

    private final long[] nanos;

    Figures(long[] nanos) {
        this.nanos = nanos.clone();
        Arrays.sort(this.nanos);
    }

    double millisAt(double quantile) {
        return nanos[(int) Math.min(nanos.length - 1, Math.round(quantile * nanos.length))] / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "n=%d p50=%.2f ms p90=%.2f ms p99=%.2f ms max=%.2f ms",
                nanos.length,
                millisAt(0.5),
                millisAt(0.9),
                millisAt(0.99),
                millisAt(1));
    }
}
