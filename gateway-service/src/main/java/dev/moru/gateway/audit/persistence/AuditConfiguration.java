package dev.moru.gateway.audit.persistence;

import dev.moru.durable.DurableProperties;
import dev.moru.durable.LeaderLease;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.Replica;
import dev.moru.durable.outbox.Outbox;
import dev.moru.gateway.audit.CheckpointKey;
import dev.moru.gateway.secret.InstallationKeys;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    static CheckpointKey checkpointKey(InstallationKeys keys) {
        return CheckpointKey.of(keys.get("audit-checkpoint", CheckpointKey::generate));
    }

    @Bean
    static SealedRows sealedRows(JdbcTemplate jdbc) {
        return new SealedRows(jdbc);
    }

    @Bean
    static AuditSealer auditSealer(
            SealedRows rows,
            TransactionTemplate transactions,
            CheckpointKey key,
            AuditPublication publication,
            LeaderLease auditSealerLease) {
        return new AuditSealer(rows, transactions, key, publication, auditSealerLease);
    }

    @Bean
    static AuditPublication auditPublication(Outbox outbox) {
        return new AuditPublication(outbox);
    }

    @Bean
    static LeaderLease auditSealerLease(JdbcTemplate jdbc, Replica replica, DurableProperties properties) {
        return new LeaderLease(jdbc, "audit-sealer", replica.name(), properties.leaderLease());
    }

    @Bean
    static AuditVerification auditVerification(
            SealedRows rows, TransactionTemplate transactions, CheckpointKey key, PublishedCheckpoints published) {
        return new AuditVerification(rows, transactions, key, published);
    }

    @Bean
    static PublishedCheckpoints publishedCheckpoints(KafkaProperties kafka, MessageCodec codec) {
        return new PublishedCheckpoints(kafka.buildConsumerProperties(), codec);
    }

    @Bean
    static RestoreNote restoreNote(JdbcTemplate jdbc, PublishedCheckpoints published) {
        return new RestoreNote(jdbc, published);
    }
}
