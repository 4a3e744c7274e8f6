package dev.moru.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private HttpsServer server;
    private Path caFile;

    @BeforeEach
    void serveWithACertificateOfItsOwn() throws Exception {
        var keys = selfSigned("gateway");
        caFile = pem("gateway", keys);
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void trustsTheAuthorityThatWasNamed() {
        assertThat(client(caFile).get(ApiPath.of("info")).isObject()).isTrue();
    }

    @Test
    void trustsNobodyElse() throws Exception {
        var other = pem("other", selfSigned("other"));

        assertUntrusted(client(null));
        assertUntrusted(client(other));
    }

    @Test
    void tellsWhenTheCertificatesCannotBeRead() throws Exception {
        var broken = Files.writeString(folder.resolve("broken.pem"), "no certificate");

        assertThatThrownBy(() -> client(broken)).hasMessageContaining("cannot read certificates");
        assertThatThrownBy(() -> client(folder.resolve("absent.pem"))).hasMessageContaining("cannot read certificates");
    }

    private static void assertUntrusted(ApiClient client) {
        assertThatThrownBy(() -> client.post(ApiPath.of("info"), null))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ExitCode.UNAVAILABLE);
                    assertThat(failure.sentence()).contains("is not trusted");
                    assertThat(failure.details()).singleElement().asString().contains("MORU_CA_FILE");
                });
    }

    private ApiClient client(@Nullable Path authority) {
        var url = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
        return new ApiClient(
                new Endpoint(url, null, authority),
                Duration.ofSeconds(1),
                Clock.systemUTC(),
                duration -> {},
                notice -> {});
    }

    private KeyStore selfSigned(String name) throws Exception {
        var file = folder.resolve(name + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(made.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private Path pem(String name, KeyStore keys) throws Exception {
        var encoded =
                Base64.getMimeEncoder().encodeToString(keys.getCertificate(name).getEncoded());
        return Files.writeString(
                folder.resolve(name + ".pem"),
                "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
    }
}
