package dev.moru.monitoring.alert;

import dev.moru.contracts.alert.Alert;
import java.util.List;

/** Tells what became of alerts, in the running transaction. */
@FunctionalInterface
public interface AlertEvents {

    void tell(List<Alert> alerts);
}
