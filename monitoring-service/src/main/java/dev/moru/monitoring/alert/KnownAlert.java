package dev.moru.monitoring.alert;

import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertState;

/**
 * An alert as it was told last.
 *
 * @param settled whether that was so long ago that a report that contradicts it is no old one that comes late
 */
public record KnownAlert(Alert alert, boolean settled) {

    boolean isFiring() {
        return alert.state() == AlertState.FIRING;
    }
}
