package dev.moru.gateway.alert;

import dev.moru.contracts.Severity;
import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertState;
import dev.moru.gateway.list.Documents;
import dev.moru.gateway.list.FieldType;
import dev.moru.gateway.list.ListTable;
import dev.moru.gateway.list.Lister;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AlertDocuments {

    private static final ListTable ALERTS = ListTable.of("alert_view")
            .columns("document")
            .key("id", "id", FieldType.ID)
            .words("state", "state", AlertState.class)
            .words("severity", "severity", Severity.class)
            .field("name", "name", FieldType.TEXT)
            .field("site", "site", FieldType.TEXT)
            .field("serverId", "server", FieldType.ID)
            .sortable("startsAt", "starts_at", FieldType.TIME)
            .orderedBy("startsAt desc");

    @Bean
    static Documents<Alert> alerts(Lister lister) {
        return lister.documents(new Documents.Kind<>("alert", ALERTS, Alert.class, Alert::project));
    }
}
