package dev.moru.gateway.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageStatementTest {

    private static final ListTable TABLE = ListTable.of("thing")
            .columns("id, name")
            .key("id", "id", FieldType.ID)
            .field("name", "name", FieldType.TEXT)
            .sortable("createdAt", "created_at", FieldType.TIME)
            .orderedBy("createdAt desc");

    @Test
    void readsOneRowMoreThanItShows() {
        var statement = statement(null, null, null);

        assertThat(statement.sql())
                .isEqualTo("select id, name, created_at as page_sort, id as page_key from thing"
                        + " order by created_at desc, id desc limit $1");
        assertThat(statement.values()).containsExactly(51);
    }

    @Test
    void beginsBehindTheRowOfTheToken() {
        var place = new PageToken(Instant.parse("2026-01-01T00:00:00.123456Z"), UUID.randomUUID());
        var token = place.encode(statement(null, null, null).list());

        var statement = statement(token, null, null);

        assertThat(statement.sql()).contains("where (created_at, id) < ($1, $2) order by");
        assertThat(statement.values()).containsExactly(place.sort(), place.key(), 51);
    }

    @Test
    void addsTheConditionsOfTheCodeBeforeTheFilter() {
        var where = Where.EVERYTHING
                .and("gone_at is null")
                .visibleTo(ProjectScope.of(Set.of("blue")), "project")
                .and("site = ?", "lab");

        var statement = PageStatement.of(TABLE, where, new ListRequest(10, null, "name=a OR name=b", "id"));

        assertThat(statement.sql())
                .contains(" where gone_at is null and project = any($1) and site = $2"
                        + " and (name = $3 or name = $4) order by id limit $5");
    }

    @Test
    void seesEverythingWithoutACondition() {
        var where = Where.EVERYTHING.visibleTo(ProjectScope.EVERYTHING, "project");

        assertThat(PageStatement.of(TABLE, where, new ListRequest(null, null, null, null))
                        .sql())
                .doesNotContain("where");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name", "createdAt down", "createdAt desc, id", "created_at", "id;--"})
    void knowsOnlyOrdersThatHaveAnIndex(String orderBy) {
        if (orderBy.isEmpty()) {
            assertThat(statement(null, null, orderBy).sql()).contains("order by created_at desc");
            return;
        }
        assertThatExceptionOfType(InvalidListRequest.class)
                .isThrownBy(() -> statement(null, null, orderBy))
                .satisfies(refusal -> assertThat(refusal.parameter()).isEqualTo("orderBy"));
    }

    @Test
    void refusesATokenOfAnotherFilterOrOfNothing() {
        var token = new PageToken(Instant.EPOCH, UUID.randomUUID())
                .encode(statement(null, null, null).list());

        assertThatExceptionOfType(InvalidListRequest.class).isThrownBy(() -> statement(token, "name=a", null));
        assertThatExceptionOfType(InvalidListRequest.class).isThrownBy(() -> statement(token, null, "id"));
        assertThatExceptionOfType(InvalidListRequest.class).isThrownBy(() -> statement("???", null, null));
        assertThatExceptionOfType(InvalidListRequest.class).isThrownBy(() -> statement("bm9uc2Vuc2U", null, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 501})
    void refusesPagesOutOfBounds(int size) {
        assertThatExceptionOfType(InvalidListRequest.class)
                .isThrownBy(() -> PageStatement.of(TABLE, Where.EVERYTHING, new ListRequest(size, null, null, null)));
    }

    private static PageStatement statement(@Nullable String token, @Nullable String filter, @Nullable String orderBy) {
        return PageStatement.of(TABLE, Where.EVERYTHING, new ListRequest(null, token, filter, orderBy));
    }
}
