package dev.moru.notification.route;

/** Knows which events go to which channels now, as far as changes are committed. */
@FunctionalInterface
public interface CurrentRouting {

    Routing get();
}
