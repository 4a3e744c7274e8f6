package dev.moru.notification.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.Topics;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.MessageTypes;
import dev.moru.notification.NotificationProperties;
import dev.moru.notification.notice.Notice.Fact;
import dev.moru.notification.notice.Notice.Item;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Notices as channels get them. */
public class NoticesTest {

    /** A server that could not be made. */
    public static final String FAILED = """
            {"id": "01935d2a-7c00-7000-8000-000000000009", "type": "dev.moru.server.provisioning-failed.v1",
             "time": "2026-03-01T09:00:00Z", "subject": "s-1", "project": "shop", "site": "lab", "severity": "error",
             "actor": "user:ann", "operationId": "01935d2a-7c00-7000-8000-000000000003",
             "data": {"server": {"name": "web-01"}, "reason": "storage <local-zfs> is full\\r\\nBcc: x@example.org"}}""";

    static List<String> languages() {
        return Notices.LANGUAGES.stream().sorted().toList();
    }

    public static Notices notices() {
        var settings =
                new MapConfigurationPropertySource(Map.of("moru.notification.public-url", "https://moru.example.org/"));
        var properties = new Binder(settings).bindOrCreate("moru.notification", NotificationProperties.class);
        return new Notices(new MessageCodec(new MessageTypes(Class::getName, name -> Optional.empty())), properties);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void haveASentenceForEachPublicEventInEachLanguage(String language) {
        var types = MessageCatalog.types().stream()
                .filter(Event.class::isAssignableFrom)
                .map(MessageCatalog::annotationOf)
                .filter(type -> type.isPublic() && isHeard(type.topics()))
                .map(type -> type.value().replaceFirst("\\.v[0-9]+$", ""));

        assertThat(types).isNotEmpty().allMatch(type -> Notices.knows(type, language));
    }

    private static boolean isHeard(String[] topics) {
        return Stream.of(Topics.PROVISIONING_EVENTS, Topics.MONITORING_EVENTS, Topics.BACKUP_EVENTS)
                .anyMatch(Arrays.asList(topics)::contains);
    }

    @Test
    void tellAnEventInTheReadersLanguage() {
        var english = notices().of(List.of(FAILED), "en");
        var korean = notices().of(List.of(FAILED), "ko");

        assertThat(english.subject()).isEqualTo("Server web-01 could not be created");
        assertThat(korean.subject()).isEqualTo("서버 web-01 생성 실패");
        assertThat(english.items().get(0).facts())
                .contains(
                        new Fact("Project", "shop"),
                        new Fact("Reason", "storage <local-zfs> is full Bcc: x@example.org"));
        assertThat(korean.items().get(0).facts()).contains(new Fact("프로젝트", "shop"));
        assertThat(english.items().get(0).link())
                .isEqualTo(
                        URI.create("https://moru.example.org/api/v1/operations/01935d2a-7c00-7000-8000-000000000003"));
    }

    @Test
    void tellWhoseBackupIsMissing() {
        var missed = """
                {"type": "dev.moru.recovery-point.missed.v1", "subject": "s-1", "project": "shop", "severity": "warning",
                 "data": {"point": {"server": "db-01", "policyName": "nightly", "newest": "2026-02-27T02:00:00Z"}}}""";
        var pruned = """
                {"type": "dev.moru.backup-policy.pruned.v1", "subject": "s-1",
                 "data": {"name": "nightly", "server": "db-01"}}""";

        var notice = notices().of(List.of(missed, pruned), "en");

        assertThat(notice.items())
                .extracting(Item::headline)
                .containsExactly(
                        "The newest backup of server db-01 is older than its policy allows",
                        "The backups of server db-01 were held against their policy");
        assertThat(notice.items().get(0).facts())
                .contains(new Fact("Policy", "nightly"), new Fact("Newest backup", "2026-02-27T02:00:00Z"));
    }

    @Test
    void tellWhyTheReaderGetsThem() {
        var test = """
                {"type": "dev.moru.channel.tested.v1", "subject": "c-1", "actor": "user:ann", "data": {"name": "ops"}}""";

        assertThat(notices().of(List.of(test), "en").sentBy()).contains("somebody tries this channel");
        assertThat(notices().of(List.of(FAILED), "en").sentBy()).contains("a route leads here");
    }

    @Test
    void tellEveryOneOfSeveralEvents() {
        var notice = notices().of(List.of(FAILED, FAILED, FAILED), "en");

        assertThat(notice.subject()).isEqualTo("3 events: Server web-01 could not be created, …");
        assertThat(notice.items()).hasSize(3);
    }

    @Test
    void tellATypeThatNobodyKnowsByItsName() {
        var notice = notices()
                .of(List.of("{\"type\": \"dev.moru.site.painted.v7\", \"subject\": \"s\", \"data\": {}}"), "ko");

        assertThat(notice.subject()).isEqualTo("s: dev.moru.site.painted");
    }
}
