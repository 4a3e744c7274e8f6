package dev.moru.notification.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.MessageTypes;
import dev.moru.notification.NotificationProperties.Smtp;
import dev.moru.notification.channel.Answer;
import dev.moru.notification.channel.ConfiguredChannel;
import dev.moru.notification.channel.KnownSecrets;
import dev.moru.notification.channel.Message;
import dev.moru.notification.channel.address.AddressPolicy;
import dev.moru.notification.notice.NoticesTest;
import dev.moru.secrets.SecretFailure;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmailChannelTest {

    private static final String KEY_PASSWORD = "changeit";

    /** Of an attempt that is in vain. */
    private static final Duration BUDGET = Duration.ofSeconds(3);

    private static final Smtp NO_SERVER = new Smtp(null, 587, "starttls", null, null, null, null, null);

    private static Path keys;
    private static Path authority;

    private final GreenMail greenMail = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
    });
    private final KnownSecrets secrets = new KnownSecrets();

    @BeforeAll
    static void prepare(@TempDir Path directory) throws Exception {
        keys = directory.resolve("keys.p12");
        authority = directory.resolve("authority.pem");
        makeCertificate();
    }

    @AfterEach
    void stop() {
        greenMail.stop();
    }

    @Test
    void sendsTextAndHtmlInTheReadersLanguageWithAReferenceThatStays() throws Exception {
        greenMail.start();
        var message = aMessage(toGreenMail(Map.of("to", List.of("ops@example.org"), "language", "ko")), "");

        assertThat(send(message, "127.0.0.0/8")).isInstanceOf(Answer.Accepted.class);
        assertThat(send(message, "127.0.0.0/8")).isInstanceOf(Answer.Accepted.class);

        var mails = greenMail.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[0].getMessageID())
                .isEqualTo(mails[1].getMessageID())
                .isEqualTo("<" + message.id() + "@moru.example.org>");
        assertThat(mails[0].getSubject()).isEqualTo("[Moru] error: 서버 web-01 생성 실패");
        var parts = (MimeMultipart) mails[0].getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("원인: storage <local-zfs> is full", "https://moru.example.org/api/v1/operations/");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("storage &lt;local-zfs&gt; is full", "<a href=\"https://moru.example.org");
        assertThat(mails[0].getHeader("Bcc")).isNull();
    }

    @Test
    void logsInWithThePasswordOfTheSecretStore() {
        greenMail.start();
        greenMail.setUser("moru@example.org", "moru", "s3cret");
        var spec = toGreenMail(Map.of("to", List.of("ops@example.org"), "username", "moru"));

        assertThat(send(aMessage(with(spec, secrets.put("p", "s3cret")), ""), "127.0.0.0/8"))
                .isInstanceOf(Answer.Accepted.class);
        assertThat(send(aMessage(with(spec, secrets.put("w", "wrong")), ""), "127.0.0.0/8"))
                .isInstanceOf(Answer.Refused.class)
                .returns(535, Answer::status);
    }

    @Test
    void sendsNothingWhileTheSecretStoreIsAway() {
        greenMail.start();
        var spec = with(
                toGreenMail(Map.of("to", List.of("ops@example.org"), "username", "moru")), secrets.put("p", "s3cret"));
        secrets.goAway();

        assertThatExceptionOfType(SecretFailure.class).isThrownBy(() -> send(aMessage(spec, ""), "127.0.0.0/8"));
    }

    @Test
    void speaksTlsWithTheInstallationsServerAndBelievesOnlyItsAuthority() throws Exception {
        greenMail.start();
        var spec = new ChannelSpec("email", null, Map.of("to", List.of("ops@example.org")), Map.of(), true, "");

        assertThat(send(aMessage(spec, ""), installation(authority))).isInstanceOf(Answer.Accepted.class);
        assertThat(send(aMessage(spec, ""), installation(null))).isInstanceOf(Answer.Postponed.class);
        assertThat(greenMail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void saysNothingToAServerThatOffersNoTls() {
        greenMail.start();
        var spec = toGreenMail(Map.of("to", List.of("ops@example.org"), "security", "starttls"));

        assertThat(send(aMessage(spec, ""), "127.0.0.0/8")).isInstanceOf(Answer.Postponed.class);
        assertThat(greenMail.getReceivedMessages()).isEmpty();
    }

    @Test
    void doesNotConnectToAServerThatThePolicyDoesNotAllow() {
        greenMail.start();
        for (var security : List.of("none", "starttls", "tls")) {
            var spec = toGreenMail(Map.of("to", List.of("ops@example.org"), "security", security, "host", "localhost"));

            assertThat(send(aMessage(spec, ""), "192.168.7.0/24"))
                    .isInstanceOf(Answer.Refused.class)
                    .extracting(Answer::text)
                    .asString()
                    .contains("does not allow localhost");
        }
        assertThat(greenMail.getReceivedMessages()).isEmpty();
    }

    @Test
    void triesAReaderAgainWhomTheServerCanNotTakeNowAndNobodyElse() throws Exception {
        try (var server = new ScriptedMailServer()) {
            var spec = at(server.port(), Map.of("to", List.of("a@example.org", "grey@example.org")));
            server.answer("grey@example.org", "451 4.7.1 Greylisted, try again later");
            var first = aMessage(spec, "");

            var postponed = (Answer.Postponed) send(first, "127.0.0.0/8");

            assertThat(postponed.status()).isEqualTo(451);
            assertThat(postponed.text()).contains("grey@example.org", "Greylisted");
            server.answer("grey@example.org", "250 ok");
            assertThat(send(
                            new Message(
                                    first.id(), first.channel(), first.events(), postponed.progress(), first.budget()),
                            "127.0.0.0/8"))
                    .isInstanceOf(Answer.Accepted.class);
            assertThat(server.mails())
                    .extracting(mail -> mail.lines().findFirst().orElse(""))
                    .containsExactly("a@example.org", "grey@example.org");
        }
    }

    @Test
    void failsForGoodWhenEveryReaderIsRefusedAndNamesOneThatIsAmongOthers() throws Exception {
        try (var server = new ScriptedMailServer()) {
            server.answer("gone@example.org", "550 5.1.1 No such user");

            assertThat(send(aMessage(at(server.port(), Map.of("to", List.of("gone@example.org"))), ""), "127.0.0.0/8"))
                    .isInstanceOf(Answer.Refused.class)
                    .returns(550, Answer::status);
            assertThat(send(
                            aMessage(at(server.port(), Map.of("to", List.of("gone@example.org", "b@example.org"))), ""),
                            "127.0.0.0/8"))
                    .isInstanceOf(Answer.Accepted.class)
                    .extracting(Answer::text)
                    .asString()
                    .contains("gone@example.org: 550 5.1.1 No such user");
        }
    }

    @Test
    void waitsNoLongerThanItsBudgetForAServerThatHangs() throws Exception {
        try (var silent = new ServerSocket(0)) {
            long begin = System.nanoTime();

            assertThat(send(
                            aMessage(at(silent.getLocalPort(), Map.of("to", List.of("a@example.org"))), "", BUDGET),
                            "127.0.0.0/8"))
                    .isInstanceOf(Answer.Postponed.class);

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void waitsNoLongerThanItsBudgetForAServerThatSaysALittleNowAndThen() throws Exception {
        var drip = Executors.newSingleThreadScheduledExecutor();
        try (var server = new ServerSocket(0)) {
            drip.execute(() -> dripInto(server, drip));
            long begin = System.nanoTime();

            assertThat(send(
                            aMessage(at(server.getLocalPort(), Map.of("to", List.of("a@example.org"))), "", BUDGET),
                            "127.0.0.0/8"))
                    .isInstanceOf(Answer.Postponed.class);

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        } finally {
            drip.shutdownNow();
        }
    }

    @Test
    void waitsNoLongerThanItsBudgetForAServerOfItsOwnAuthorityThatSaysALittleNowAndThen() throws Exception {
        var drip = Executors.newSingleThreadScheduledExecutor();
        try (var server = tlsServer()) {
            drip.execute(() -> dripInto(server, drip));
            var spec = new ChannelSpec("email", null, Map.of("to", List.of("ops@example.org")), Map.of(), true, "");
            long begin = System.nanoTime();

            assertThat(send(aMessage(spec, "", BUDGET), installation(server.getLocalPort(), authority)))
                    .isInstanceOf(Answer.Postponed.class)
                    .extracting(Answer::text)
                    .asString()
                    .contains("took too long");

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        } finally {
            drip.shutdownNow();
        }
    }

    private static ServerSocket tlsServer() throws Exception {
        var password = KEY_PASSWORD.toCharArray();
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(KeyStore.getInstance(keys.toFile(), password), password);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0);
    }

    /** A greeting that never ends, one byte each second. */
    private static void dripInto(ServerSocket server, ScheduledExecutorService drip) {
        try {
            var client = server.accept().getOutputStream();
            drip.scheduleAtFixedRate(() -> writeTo(client), 0, 1, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeTo(OutputStream client) {
        try {
            client.write('2');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void objectsToAChannelWithoutAServerAReaderOrAPassword() {
        var channel = aChannel(NO_SERVER, "127.0.0.0/8");

        assertThat(channel.objectionTo(aSpec(Map.of("to", List.of("a@example.org")))))
                .isPresent();
        assertThat(channel.objectionTo(aSpec(Map.of("host", "mx.example.org", "from", "m@example.org"))))
                .isPresent();
        assertThat(channel.objectionTo(aSpec(Map.of("to", List.of("a@example.org"), "host", "mx.example.org"))))
                .isPresent();
        assertThat(channel.objectionTo(aSpec(Map.of(
                        "to", List.of("a@example.org"), "host", "mx", "from", "m@example.org", "username", "u"))))
                .isPresent();
        assertThat(channel.objectionTo(aSpec(
                        Map.of("to", List.of("a@example.org"), "host", "mx.example.org", "from", "m@example.org"))))
                .isEmpty();
    }

    private Answer send(Message message, String allowed) {
        return aChannel(NO_SERVER, allowed).send(message);
    }

    private Answer send(Message message, Smtp installation) {
        return aChannel(installation, "192.168.7.0/24").send(message);
    }

    private EmailChannel aChannel(Smtp installation, String allowed) {
        return new EmailChannel(
                new SmtpClient(Duration.ofSeconds(30)),
                new MailServers(installation, AddressPolicy.allowing(List.of(allowed)), secrets),
                NoticesTest.notices(),
                new MessageCodec(new MessageTypes(Class::getName, name -> Optional.empty())));
    }

    private Smtp installation(Path authority) {
        return installation(greenMail.getSmtps().getPort(), authority);
    }

    private static Smtp installation(int port, Path authority) {
        return new Smtp("localhost", port, "tls", null, null, null, "moru@moru.example.org", authority);
    }

    /** The certificate that GreenMail shows, for this machine's name. */
    private static void makeCertificate() throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost");
        keytool("-exportcert", "-alias", "mail", "-rfc", "-file", authority.toString());
        System.setProperty("greenmail.tls.keystore.file", keys.toString());
        System.setProperty("greenmail.tls.keystore.password", KEY_PASSWORD);
    }

    private static void keytool(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", keys.toString(), "-storetype", "PKCS12", "-storepass", KEY_PASSWORD));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(process.waitFor())
                .as(new String(process.getInputStream().readAllBytes()))
                .isZero();
    }

    private ChannelSpec toGreenMail(Map<String, Object> settings) {
        return at(greenMail.getSmtp().getPort(), settings);
    }

    private static ChannelSpec at(int port, Map<String, Object> settings) {
        var all = new HashMap<String, Object>(
                Map.of("host", "127.0.0.1", "port", port, "security", "none", "from", "moru@moru.example.org"));
        all.putAll(settings);
        return aSpec(all);
    }

    private static ChannelSpec aSpec(Map<String, Object> settings) {
        return new ChannelSpec("email", "shop", settings, Map.of(), true, "");
    }

    private static ChannelSpec with(ChannelSpec spec, String password) {
        return new ChannelSpec(
                spec.type(), spec.project(), spec.settings(), Map.of("password", password), true, spec.description());
    }

    private static Message aMessage(ChannelSpec spec, String progress) {
        return aMessage(spec, progress, Duration.ofSeconds(30));
    }

    private static Message aMessage(ChannelSpec spec, String progress, Duration budget) {
        var channel = new ConfiguredChannel(UUID.randomUUID(), "c", 1, spec, Map.of(), null, false);
        return new Message(UUID.randomUUID(), channel, List.of(NoticesTest.FAILED), progress, budget);
    }
}
