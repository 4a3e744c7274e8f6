package dev.moru.contracts.alert;

import dev.moru.contracts.Event;

/** What has become of an alert; the subject is its id. */
public interface AlertEvent extends Event {

    Alert alert();
}
