package dev.moru.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.moru.secrets.SecretFailure.Reason;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every secret store must do. */
public abstract class SecretStoreContract {

    protected abstract SecretStore store();

    @Test
    void givesBackWhatWasPut() {
        var reference = store().put("site/0192/token", SecretValue.of("pässword"));

        assertThat(store().get(reference).text()).isEqualTo("pässword");
    }

    @Test
    void keepsBytesThatAreNoText() {
        byte[] bytes = {0, -1, 10, 13, -128, 127};

        var reference = store().put("key/raw", SecretValue.of(bytes));

        assertThat(store().get(reference).bytes()).isEqualTo(bytes);
    }

    @Test
    void keepsOlderVersionsBesideTheNewest() {
        var older = store().put("channel/rotated", SecretValue.of("old"));
        var newer = store().put("channel/rotated", SecretValue.of("new"));

        assertThat(newer.version()).isGreaterThan(older.version());
        assertThat(store().get(older).text()).isEqualTo("old");
        assertThat(store().get(newer).text()).isEqualTo("new");
    }

    @Test
    void findsAValueByTheStringOfItsReference() {
        var text = store().put("site/0192/text", SecretValue.of("v")).toString();

        assertThat(store().get(SecretReference.parse(text)).text()).isEqualTo("v");
    }

    @Test
    void doesNotFindWhatWasNeverPut() {
        var put = store().put("site/0192/known", SecretValue.of("v"));

        assertMissing(new SecretReference(put.store(), "site/0192/unknown", 1));
        assertMissing(new SecretReference(put.store(), put.name(), put.version() + 1));
    }

    @Test
    void forgetsADeletedVersionAndNeverGivesItsNumberAgain() {
        var deleted = store().put("site/0192/gone", SecretValue.of("v"));
        store().delete(deleted);
        store().delete(deleted);

        var next = store().put("site/0192/gone", SecretValue.of("w"));

        assertThat(next).isNotEqualTo(deleted);
        assertMissing(deleted);
    }

    @Test
    void givesEachOfManyConcurrentPutsAVersionOfItsOwn() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var references = all(
                    threads,
                    IntStream.range(0, 40)
                            .mapToObj(n -> (Callable<SecretReference>)
                                    () -> store().put("site/0192/concurrent", SecretValue.of("value " + n)))
                            .toList());

            assertThat(references).doesNotHaveDuplicates();
            assertThat(references.stream().map(r -> store().get(r).text()))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 40).mapToObj(n -> "value " + n).toList());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void doesNotAnswerForAnotherStore() {
        assertMissing(new SecretReference("elsewhere", "site/0192/token", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "a//b", "/a", "a/", "../a", "a/../b", "a/.", ".hidden", "a b", "a#1", "a?x=1", "ä"})
    void refusesNamesThatAreNoPlainPath(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> store().put(name, SecretValue.of("v")));
    }

    private void assertMissing(SecretReference reference) {
        assertThatExceptionOfType(SecretFailure.class)
                .isThrownBy(() -> store().get(reference))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.MISSING))
                .withMessageContaining(reference.toString());
    }

    private static <T> List<T> all(ExecutorService threads, List<Callable<T>> calls) throws Exception {
        return threads.invokeAll(calls, 30, TimeUnit.SECONDS).stream()
                .map(SecretStoreContract::<T>result)
                .toList();
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
