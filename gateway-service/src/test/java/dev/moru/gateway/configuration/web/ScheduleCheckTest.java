package dev.moru.gateway.configuration.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.notification.Digest;
import dev.moru.gateway.configuration.BackupPolicyDraft;
import dev.moru.gateway.configuration.ResourceDraft;
import dev.moru.gateway.configuration.RouteDraft;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.FieldError;
import dev.moru.gateway.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"30 2 * * *", "*/15 8-18 * * MON-FRI", "0 0 1,15 JAN *", "0 0 29 2 *", "0 0 L * *"})
    void takesWhatComesSomeTime(String cron) {
        assertThat(pointersOf(policy(cron))).isEmpty();
        assertThat(pointersOf(digest(cron))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0 25 * * *", "60 * * * *", "0 0 30 2 *", "* * * *", "0 * * * * *", "daily", "0 0 * * FUNDAY"
            })
    void complainsOfWhatIsNoScheduleAndOfWhatNeverComes(String cron) {
        assertThat(pointersOf(policy(cron))).containsExactly("/schedule");
        assertThat(pointersOf(digest(cron))).containsExactly("/digest/cron");
    }

    @Test
    void takesWordsForPoliciesOnly() {
        assertThat(pointersOf(policy("@daily"))).isEmpty();
        assertThat(pointersOf(policy("@never"))).containsExactly("/schedule");
        assertThat(pointersOf(digest("@daily"))).containsExactly("/digest/cron");
    }

    private static ResourceDraft policy(String cron) {
        return new BackupPolicyDraft("nightly", cron, null, null, null, null, null, null);
    }

    private static ResourceDraft digest(String cron) {
        return new RouteDraft("daily", null, List.of("ops"), null, null, null, null, new Digest(cron, "Asia/Seoul"));
    }

    private static List<String> pointersOf(ResourceDraft draft) {
        var complaints = new Complaints();
        draft.schedules().forEach((pointer, cron) -> ScheduleCheck.check(pointer, cron, complaints));
        return complaints.problem().map(Problem::errors).orElse(List.of()).stream()
                .map(FieldError::pointer)
                .toList();
    }
}
