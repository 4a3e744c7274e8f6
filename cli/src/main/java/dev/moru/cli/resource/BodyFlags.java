package dev.moru.cli.resource;

import dev.moru.cli.session.Session;
import tools.jackson.databind.node.ObjectNode;

/** The options of one kind of resource, which are short forms of fields of its body. */
public interface BodyFlags {

    void addTo(ObjectNode body, Session session);

    static BodyFlags none() {
        return new BodyFlags() {
            @Override
            public void addTo(ObjectNode body, Session session) {
                // Such a resource is described by -f and --set alone.
            }
        };
    }
}
