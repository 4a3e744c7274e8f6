package dev.moru.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.embedded.testing.SharedStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.vault.core.VaultTemplate;

class SecretsConfigurationIT {

    @TempDir
    Path directory;

    @Test
    void keepsSecretsInTheSealedTableUnlessToldOtherwise() throws IOException {
        var database = SharedStores.postgres().freshDatabase();
        var key = aKeyFile();
        aContext()
                .withPropertyValues(
                        "moru.secrets.key-file=" + key,
                        "moru.secrets.database.url=" + database.jdbcUrl(),
                        "moru.secrets.database.username=" + database.user(),
                        "moru.secrets.database.password-file=" + aFile(database.password() + "\n"))
                .run(context -> {
                    var store = context.getBean(SecretStore.class);
                    var reference = store.put("site/0192/token", SecretValue.of("value"));

                    assertThat(reference).hasToString("sealed:site/0192/token#1");
                    assertThat(store.get(reference).text()).isEqualTo("value");
                    assertThat(context).doesNotHaveBean(DataSource.class).doesNotHaveBean(VaultTemplate.class);
                });
    }

    @Test
    void doesNotStartWithoutAMasterKey() {
        aContext()
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContainingAll("moru.secrets.key-file", "never kept in plain text"));
    }

    @Test
    void doesNotStartWithAKeyThatIsOpenToOthers() throws IOException {
        var key = Files.setPosixFilePermissions(aKeyFile(), PosixFilePermissions.fromString("rw-r--r--"));
        aContext()
                .withPropertyValues("moru.secrets.key-file=" + key)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("open to others"));
    }

    @Test
    void keepsSecretsInVaultWhenToldSo() {
        aContext()
                .withPropertyValues(
                        "moru.secrets.backend=vault",
                        "spring.cloud.vault.uri=http://127.0.0.1:1",
                        "spring.cloud.vault.token=a-token")
                .run(context -> {
                    assertThat(context).hasSingleBean(VaultTemplate.class);
                    assertThat(context.getBean(SecretStore.class).getClass().getSimpleName())
                            .isEqualTo("VaultStore");
                });
    }

    @Test
    void doesNotStartWithABackendThatIsNotThere() {
        aContext()
                .withPropertyValues("moru.secrets.backend=plain")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("plain"));
    }

    private static ApplicationContextRunner aContext() {
        return new ApplicationContextRunner().withUserConfiguration(SecretsConfiguration.class);
    }

    private Path aKeyFile() throws IOException {
        return Files.setPosixFilePermissions(
                aFile("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="), PosixFilePermissions.fromString("rw-------"));
    }

    private Path aFile(String content) throws IOException {
        return Files.write(Files.createTempFile(directory, "file", null), List.of(content));
    }
}
