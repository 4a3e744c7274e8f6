package dev.moru.systemtests.bench;

import java.util.Arrays;
import java.util.List;

/** Some measurements of one thing. */
record Samples(double[] sorted) {

    static Samples of(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    static Samples of(List<Double> values) {
        return of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    double median() {
        return quantile(0.5);
    }

    double quantile(double q) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
    }

    String spread() {
        return "%.2f–%.2f".formatted(sorted[0], sorted[sorted.length - 1]);
    }
}
