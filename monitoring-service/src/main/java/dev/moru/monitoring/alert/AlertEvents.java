package dev.moru.monitoring.alert;

import dev.moru.contracts.alert.Alert;
import java.util.List;

/** Tells what became of alerts, in the running transaction. */
public interface AlertEvents {

    /** They have begun, or ended. */
    void tell(List<Alert> alerts);

    void acknowledged(Alert alert);

    void silenced(Alert alert);

    void notSilenced(Alert alert, String reason);
}
