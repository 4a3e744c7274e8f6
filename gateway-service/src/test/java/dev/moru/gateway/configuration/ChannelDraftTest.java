package dev.moru.gateway.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.FieldError;
import dev.moru.gateway.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelDraftTest {

    private static final Map<String, String> SIGNING =
            Map.of("signingSecret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    @Test
    void takesAWebhook() {
        var draft =
                aChannel("webhook", Map.of("url", "https://x.example/", "headers", Map.of("X-Team", "shop")), SIGNING);

        assertThat(pointers(draft)).isEmpty();
        assertThat(draft.requiredSecrets()).containsExactly("signingSecret");
        assertThat(draft.spec(new Links(
                                "shop", Map.of("signingSecret", "sealed:s#1", "password", "sealed:p#1"), Map.of()))
                        .secrets())
                .containsExactly(Map.entry("signingSecret", "sealed:s#1"));
    }

    @Test
    void takesMailThroughTheInstallationsServerOrOneOfItsOwn() {
        var plain = aChannel("email", Map.of("to", List.of("ops@example.org"), "language", "ko"), Map.of());
        var own = aChannel(
                "email",
                Map.of(
                        "to",
                        List.of("ops@example.org"),
                        "host",
                        "mx.example.org",
                        "from",
                        "moru@example.org",
                        "port",
                        465,
                        "security",
                        "tls",
                        "username",
                        "moru"),
                Map.of("password", "s3cret"));

        assertThat(pointers(plain)).isEmpty();
        assertThat(plain.requiredSecrets()).isEmpty();
        assertThat(pointers(own)).isEmpty();
        assertThat(own.requiredSecrets()).containsExactly("password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "port", "security", "username"})
    void keepsThePasswordOnlyForTheServerThatItWasGivenFor(String setting) {
        var settings = Map.<String, Object>of(
                "to", List.of("ops@example.org"),
                "host", "mx.example.org",
                "from", "moru@example.org",
                "port", 587,
                "security", "starttls",
                "username", "moru");
        var present = aChannel("email", settings, Map.of())
                .spec(new Links("shop", Map.of("password", "sealed:p#1"), Map.of()));
        var redirected = new HashMap<>(settings);
        redirected.remove(setting);
        var readdressed = new HashMap<>(settings);
        readdressed.put("to", List.of("others@example.org"));

        assertThat(aChannel("email", redirected, Map.of()).keepsDestinationOf(present))
                .isFalse();
        assertThat(aChannel("email", readdressed, Map.of()).keepsDestinationOf(present))
                .isTrue();
    }

    @Test
    void keepsTheSigningSecretOfAWebhookWhereverItPosts() {
        var present = aChannel("webhook", Map.of("url", "https://x.example/"), SIGNING)
                .spec(new Links("shop", Map.of("signingSecret", "sealed:s#1"), Map.of()));

        assertThat(aChannel("webhook", Map.of("url", "https://y.example/"), Map.of())
                        .keepsDestinationOf(present))
                .isTrue();
    }

    @Test
    void refusesMailThatCouldReachNobodyOrBeginAnotherLine() {
        var draft = aChannel(
                "email",
                Map.of(
                        "to",
                        List.of("ops@example.org\r\nBcc: x@example.org"),
                        "host",
                        "mx",
                        "port",
                        70_000,
                        "from",
                        "x"),
                Map.of());

        assertThat(pointers(draft)).containsExactlyInAnyOrder("/settings/to/0", "/settings/port", "/settings/from");
        assertThat(pointers(aChannel("email", Map.of("from", "moru@example.org"), Map.of())))
                .containsExactlyInAnyOrder("/settings/to", "/settings/from");
    }

    @Test
    void takesTheUrlOfSlackAsASecretOnly() {
        var url = "https://hooks.slack.com/services/T/B/X";

        assertThat(pointers(aChannel("slack", Map.of(), Map.of("url", url)))).isEmpty();
        assertThat(pointers(aChannel("slack", Map.of("url", url), Map.of("url", "https://u:p@x.example/"))))
                .containsExactlyInAnyOrder("/settings/url", "/secrets/url");
    }

    @Test
    void refusesATypeThatNobodyKnowsAndNamesThoseThatThereAre() {
        var problem = problem(aChannel("pigeon", Map.of(), Map.of()));

        assertThat(problem.errors()).extracting(FieldError::pointer).containsExactly("/type");
        assertThat(problem.errors().get(0).detail()).contains("webhook");
    }

    @Test
    void refusesSettingsAndSecretsThatTheTypeDoesNotHave() {
        var draft = aChannel(
                "webhook",
                Map.of("url", "https://x.example/", "colour", "red"),
                Map.of("signingSecret", "x", "pin", "1"));

        assertThat(pointers(draft))
                .containsExactlyInAnyOrder("/settings/colour", "/secrets/signingSecret", "/secrets/pin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hook", "ftp://x.example/", "https://u:p@x.example/", "https://x.example/#f", "http:// x/"})
    void refusesWhatIsNoPlainWebAddress(String url) {
        assertThat(pointers(aChannel("webhook", Map.of("url", url), SIGNING))).containsExactly("/settings/url");
    }

    @Test
    void refusesSettingsOfAnotherShape() {
        var draft = aChannel("webhook", Map.of("url", List.of("https://x.example/"), "headers", "X: y"), SIGNING);

        assertThat(pointers(draft)).containsExactlyInAnyOrder("/settings/url", "/settings/headers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-Api-Key", "webhook-id", "Host", "a b"})
    void refusesHeadersThatWouldCarryACredentialOrBreakTheProtocol(String header) {
        var draft = aChannel("webhook", Map.of("url", "https://x.example/", "headers", Map.of(header, "x")), SIGNING);

        assertThat(pointers(draft)).containsExactly("/settings/headers/" + header);
    }

    private static ChannelDraft aChannel(String type, Map<String, Object> settings, Map<String, String> secrets) {
        return new ChannelDraft("ops", type, settings, secrets, null, null);
    }

    private static List<String> pointers(ChannelDraft draft) {
        var complaints = new Complaints();
        draft.check(complaints);
        return complaints.problem().map(Problem::errors).orElse(List.of()).stream()
                .map(FieldError::pointer)
                .toList();
    }

    private static Problem problem(ChannelDraft draft) {
        var complaints = new Complaints();
        draft.check(complaints);
        return complaints.problem().orElseThrow();
    }
}
