package dev.moru.launcher;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a context is made of, one line for each of its beans and meters and for each migration of its schema. */
final class ContextReport {

    /** There from the first collection, or from the first message of another service on. */
    private static final List<String> LATE_METERS = List.of("jvm.gc.", "moru.consumer.", "spring.integration.");

    private ContextReport() {}

    static List<String> of(ConfigurableApplicationContext context) {
        // The binder puts a hash of its instance into the names of its beans.
        var beans = Arrays.stream(context.getBeanDefinitionNames())
                .map(name -> "bean " + name.replaceFirst("^kafka-\\d+\\.", "kafka."));
        var meters = context.getBean(MeterRegistry.class).getMeters().stream()
                .map(Meter::getId)
                .map(Meter.Id::getName)
                .filter(name -> LATE_METERS.stream().noneMatch(name::startsWith))
                .map(name -> "meter " + name);
        return Stream.of(beans, meters, migrations(JdbcClient.create(context.getBean(DataSource.class))))
                .flatMap(lines -> lines)
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> migrations(JdbcClient database) {
        return Stream.of("durable_history", "flyway_history")
                .flatMap(history -> database
                        .sql("SELECT script || ' ' || coalesce(checksum, 0) FROM " + history)
                        .query(String.class)
                        .list()
                        .stream())
                .map(migration -> "migration " + migration);
    }
}
