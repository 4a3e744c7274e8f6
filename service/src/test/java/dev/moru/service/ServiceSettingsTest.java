package dev.moru.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ServiceSettingsTest {

    @MoruService(name = "sample")
    private static final class Sample {}

    private final StandardEnvironment environment = new StandardEnvironment();

    @Test
    void nameAServiceInAllThatIsCalledAfterIt() {
        apply(Sample.class);

        assertThat(environment.getProperty("spring.config.name")).isEqualTo("sample");
        assertThat(environment.getProperty("spring.application.name")).isEqualTo("sample");
        assertThat(environment.getProperty("moru.database.schema")).isEqualTo("sample");
        assertThat(environment.getProperty("management.opentelemetry.resource-attributes.service.name"))
                .isEqualTo("moru-sample");
    }

    @Test
    void giveWayToWhateverIsSet() {
        environment.getPropertySources().addLast(new MapPropertySource("its own", Map.of("server.address", "::1")));

        apply(Sample.class);

        assertThat(environment.getProperty("server.address")).isEqualTo("::1");
        assertThat(environment.getProperty("server.shutdown")).isEqualTo("graceful");
    }

    @Test
    void areReadBeforeTheFileThatTheyName() {
        assertThat(new ServiceSettings().getOrder()).isLessThan(ConfigDataEnvironmentPostProcessor.ORDER);
    }

    @Test
    void leaveOtherApplicationsAlone() {
        apply(Object.class);

        assertThat(environment.getProperty("spring.config.name")).isNull();
    }

    private void apply(Class<?> application) {
        new ServiceSettings().postProcessEnvironment(environment, new SpringApplication(application));
    }
}
