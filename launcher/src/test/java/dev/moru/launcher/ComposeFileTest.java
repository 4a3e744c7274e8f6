package dev.moru.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.service.MoruService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Holds {@code docker-compose.yml} against the services that there are; {@link ComposeIT} runs it. */
class ComposeFileTest {

    private static final Map<String, Object> FILE = read();

    private static Map<String, Object> read() {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(Path.of("..", "docker-compose.yml")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<String> services() {
        return Stream.concat(
                Stream.of("gateway"),
                Services.BEHIND_THE_GATEWAY.stream()
                        .map(member -> member.application()
                                .getAnnotation(MoruService.class)
                                .name()));
    }

    @ParameterizedTest
    @MethodSource("services")
    void runsEveryServiceWithoutRightsThatItDoesNotNeed(String service) {
        assertThat(of(service))
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .doesNotContainKeys("privileged", "cap_add", "user");
        assertThat(of(service).getOrDefault("ports", List.of())).asString().doesNotContain("0.0.0.0");
    }

    @ParameterizedTest
    @MethodSource("services")
    void givesEveryServiceItsOwnRoleAndSecretsByFileOnly(String service) {
        var environment = environment(service);

        assertThat(environment)
                .containsEntry("MORU_DATABASE_USERNAME", service)
                .containsEntry("MORU_DATABASE_PASSWORD_FILE", "/run/secrets/" + service + "-password")
                .containsKeys("SPRING_KAFKA_BOOTSTRAP_SERVERS", "MORU_INSTALLATION", "MORU_SECRETS_KEY_FILE");
        assertThat(environment.keySet()).noneMatch(name -> name.matches(".*(PASSWORD|TOKEN|SECRET)"));
        assertThat(environment.values().stream()
                        .map(String::valueOf)
                        .filter(value -> value.startsWith("/run/secrets/"))
                        .map(value -> value.substring("/run/secrets/".length())))
                .allSatisfy(secret -> {
                    assertThat((List<?>) of(service).get("secrets")).asString().contains(secret);
                    assertThat(map(FILE.get("secrets"))).containsKey(secret);
                });
    }

    @ParameterizedTest
    @MethodSource("services")
    void buildsTheImageOfEveryServiceOfItsOwnJar(String service) throws IOException {
        assertThat(Files.readAllLines(Path.of("..", ".dockerignore")))
                .contains("!" + service + "-service/target/*-exec.jar");
        assertThat(of(service).get("build")).asString().contains("SERVICE=" + service);
    }

    @Test
    void tellsTheGatewayAndTheOwnerOfServersTheSameParticipants() {
        assertThat(environment("gateway").get("MORU_PARTICIPANTS"))
                .isEqualTo("config,monitoring,backup")
                .isEqualTo(environment("provisioning").get("MORU_PARTICIPANTS"));
    }

    @Test
    void letsAnsibleWriteWhereThereIsRoom() {
        assertThat(of("config").get("tmpfs")).asString().contains("/tmp");
        assertThat(environment("config").get("MORU_CONFIG_ANSIBLE_WORK"))
                .asString()
                .startsWith("/tmp/");
    }

    private static Map<String, Object> environment(String service) {
        return map(of(service).get("environment"));
    }

    private static Map<String, Object> of(String service) {
        return map(map(FILE.get("services")).get(service));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        assertThat(value).isInstanceOf(Map.class);
        return (Map<String, Object>) value;
    }
}
