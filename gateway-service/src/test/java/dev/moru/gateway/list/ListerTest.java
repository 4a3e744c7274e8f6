package dev.moru.gateway.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.gateway.problem.ProblemException;
import dev.moru.gateway.testing.GatewayDatabase;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class ListerTest {

    private static final GatewayDatabase DATABASE = new GatewayDatabase();
    private static final ListTable THINGS = ListTable.of("thing")
            .columns("name")
            .key("id", "id", FieldType.ID)
            .sortable("name", "name", FieldType.TEXT)
            .field("project", "project", FieldType.TEXT)
            .field("tags", "tags", FieldType.TEXTS)
            .field("size", "size", FieldType.INTEGER)
            .sortable("createdAt", "created_at", FieldType.TIME)
            .orderedBy("createdAt");

    private final Lister lister = new Lister(DATABASE.client(), GatewayDatabase.codec());

    @BeforeEach
    void makeThings() {
        DATABASE.jdbc().execute("drop table if exists thing");
        DATABASE.jdbc().execute("""
                create table thing (id uuid primary key, name text not null, project text, tags text[] not null, size int,
                                    created_at timestamptz not null)
                """);
        for (int i = 0; i < 25; i++) {
            add("thing-" + i, i / 3, i % 2 == 0 ? "blue" : "red");
        }
    }

    @AfterAll
    static void closeTheDatabase() {
        DATABASE.close();
    }

    @Test
    void showsEveryRowOnceOverAllPages() {
        for (var order : List.of("createdAt", "createdAt desc", "name", "name desc", "id")) {
            assertThat(all(order, null, () -> {})).as(order).hasSize(25).doesNotHaveDuplicates();
        }
    }

    @Test
    void neitherSkipsNorRepeatsWhileRowsAreAddedAndRemoved() {
        var seen = all("createdAt", null, () -> {
            add("early-" + UUID.randomUUID(), 0, "blue");
            DATABASE.jdbc().update("delete from thing where name = 'thing-0'");
        });

        assertThat(seen).doesNotHaveDuplicates().contains("thing-1", "thing-12", "thing-24");
    }

    @Test
    void filtersByValuesAndNothingElse() {
        assertThat(all("name", "name:ING-1 AND project=red", () -> {}))
                .hasSize(6)
                .contains("thing-1", "thing-19");
        assertThat(all("name", "tags:red AND NOT size>=5", () -> {})).hasSize(7).contains("thing-1", "thing-13");
        assertThat(all("name", "NOT size>0", () -> {})).containsExactlyInAnyOrder("thing-0", "thing-1", "thing-2");
        assertThat(all("name", "name=\"' or true --\"", () -> {})).isEmpty();
        assertThat(all("name", "name:%", () -> {})).isEmpty();
    }

    @Test
    void showsOnlyWhatTheScopeCovers() {
        var red = Where.EVERYTHING.visibleTo(ProjectScope.of(Set.of("red")), "project");

        StepVerifier.create(lister.page(THINGS, red, request(null, 500, null, "project=blue OR size>=0"), this::name))
                .assertNext(page -> assertThat(page.items()).hasSize(12).allMatch(name -> odd(name)))
                .verifyComplete();
    }

    @Test
    void refusesWhatItDoesNotKnowWithAProblem() {
        StepVerifier.create(lister.page(THINGS, Where.EVERYTHING, request(null, 5, null, "colour=red"), this::name))
                .verifyErrorSatisfies(refusal -> assertThat(refusal)
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                problem -> assertThat(problem.problem()
                                                .errors()
                                                .get(0)
                                                .pointer())
                                        .isEqualTo("?filter")));
    }

    private static boolean odd(String name) {
        return Integer.parseInt(name.substring(6)) % 2 == 1;
    }

    private List<String> all(String order, @Nullable String filter, Runnable betweenPages) {
        var names = new ArrayList<String>();
        String token = null;
        do {
            var page = lister.page(THINGS, Where.EVERYTHING, request(token, 4, order, filter), this::name)
                    .toFuture()
                    .join();
            names.addAll(page.items());
            token = page.nextPageToken();
            betweenPages.run();
        } while (token != null);
        return names;
    }

    private static ListRequest request(
            @Nullable String token, int size, @Nullable String order, @Nullable String filter) {
        return new ListRequest(size, token, filter, order);
    }

    private String name(Readable row) {
        return row.get("name", String.class);
    }

    private static void add(String name, int second, String project) {
        DATABASE.jdbc()
                .update(
                        "insert into thing values (?, ?, ?, array[?], ?, timestamptz 'epoch' + make_interval(secs => ?))",
                        UUID.randomUUID(),
                        name,
                        project,
                        project,
                        name.equals("thing-0") ? null : second,
                        second);
    }
}
