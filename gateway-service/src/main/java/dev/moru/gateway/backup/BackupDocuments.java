package dev.moru.gateway.backup;

import dev.moru.contracts.backup.Backup;
import dev.moru.contracts.backup.BackupState;
import dev.moru.gateway.list.Documents;
import dev.moru.gateway.list.FieldType;
import dev.moru.gateway.list.ListTable;
import dev.moru.gateway.list.Lister;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BackupDocuments {

    private static final ListTable BACKUPS = ListTable.of("backup_view")
            .columns("document")
            .key("id", "id", FieldType.ID)
            .words("state", "state", BackupState.class)
            .field("server", "server", FieldType.TEXT)
            .field("serverId", "server_id", FieldType.ID)
            .field("site", "site", FieldType.TEXT)
            .field("policy", "policy", FieldType.TEXT)
            .field("verified", "coalesce((document -> 'verification' ->> 'passed')::boolean, false)", FieldType.BOOLEAN)
            .sortable("startedAt", "started_at", FieldType.TIME)
            .orderedBy("startedAt desc");

    @Bean
    static Documents<Backup> backups(Lister lister) {
        return lister.documents(new Documents.Kind<>("backup", BACKUPS, Backup.class, Backup::project));
    }
}
