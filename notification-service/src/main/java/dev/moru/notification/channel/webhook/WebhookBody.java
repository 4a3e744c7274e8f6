package dev.moru.notification.channel.webhook;

import dev.moru.notification.channel.Message;

/** What is posted: the event as it is, or several in one document that has no other field. */
final class WebhookBody {

    private WebhookBody() {}

    static String of(Message message) {
        var events = message.events();
        return events.size() == 1 ? events.get(0) : "{\"events\":[" + String.join(",", events) + "]}";
    }
}
