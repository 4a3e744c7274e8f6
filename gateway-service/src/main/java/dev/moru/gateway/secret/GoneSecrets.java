package dev.moru.gateway.secret;

import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Schedulers;

/**
 * Forgets the secrets of servers that have long been gone, once nothing names them any more: no backup, no other server (one that
 * was made of a backup goes on with the secrets in it), and no operation under way. What names a secret is made of something that
 * named it before, so that it stays unnamed. Replicas may do this at the same time, for it is the same once more.
 */
final class GoneSecrets implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GoneSecrets.class);

    private static final String UNNAMED = """
            select h.id
            from head h
            cross join lateral (select '%:server/' || h.id || '/%' as secret, now() - make_interval(secs => ?) as long_ago) named
            where h.gone_at < named.long_ago and not h.secrets_forgotten
              and not exists (
                select 1 from head o
                where o.id <> h.id and (o.gone_at is null or o.gone_at >= named.long_ago) and o.spec::text like named.secret)
              and not exists (
                select 1 from backup_view b where b.state not in ('FAILED', 'REMOVED') and b.document::text like named.secret)
              and not exists (
                select 1 from operation o where o.state in ('ACCEPTED', 'RUNNING') and o.request::text like named.secret)
            order by h.gone_at limit 100
            """;

    /** Also those that others have followed: each was accepted with an operation. */
    private static final String REFERENCES = """
            select distinct reference #>> '{}'
            from operation o
            cross join lateral jsonb_path_query(o.request, 'strict $.**.secretRef') reference
            where o.target_id = :server and reference #>> '{}' like '%:server/' || :server || '/%'
            """;

    private final JdbcClient jdbc;
    private final SecretStore secrets;
    private final GoneSecretsProperties properties;
    private Disposable looks = Disposables.disposed();

    GoneSecrets(JdbcClient jdbc, SecretStore secrets, GoneSecretsProperties properties) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.properties = properties;
    }

    @Override
    public void start() {
        var pause = properties.look().toMillis();
        looks = Schedulers.boundedElastic().schedulePeriodically(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            unnamed().forEach(this::forget);
        } catch (DataAccessException | SecretFailure away) {
            log.warn("Secrets of servers that are gone are kept until the next look: {}", away.getMessage());
        }
    }

    private List<UUID> unnamed() {
        return jdbc.sql(UNNAMED)
                .param((double) properties.keep().toSeconds())
                .query(UUID.class)
                .list();
    }

    /** Whoever dies in between deletes them once more, which is no error. */
    private void forget(UUID server) {
        jdbc.sql(REFERENCES).param("server", server).query(String.class).list().forEach(this::delete);
        jdbc.sql("update head set secrets_forgotten = true where id = ?")
                .param(server)
                .update();
    }

    private void delete(String reference) {
        try {
            secrets.delete(SecretReference.parse(reference));
        } catch (SecretFailure e) {
            if (e.isRetryable()) {
                throw e;
            }
            log.warn("{} can't be forgotten: {}", reference, e.getMessage());
        }
    }

    @Override
    public void stop() {
        looks.dispose();
    }

    @Override
    public boolean isRunning() {
        return !looks.isDisposed();
    }
}
