package dev.moru.provisioning.site.proxmox;

import dev.moru.contracts.site.CheckPoint;
import dev.moru.provisioning.site.Site;
import dev.moru.proxmox.ProxmoxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The points of a check, as they are found. */
final class Points {

    private final Site site;
    private final List<CheckPoint> points = new ArrayList<>();

    Points(Site site) {
        this.site = site;
    }

    List<CheckPoint> all() {
        return List.copyOf(points);
    }

    void ok(String point, String detail) {
        points.add(new CheckPoint(point, "ok", detail, null));
    }

    void warning(String point, String detail, @Nullable String hint) {
        points.add(new CheckPoint(point, "warning", detail, hint));
    }

    void failed(String point, String detail, @Nullable String hint) {
        points.add(new CheckPoint(point, "failed", detail, hint));
    }

    void skipped(String point, String detail) {
        points.add(new CheckPoint(point, "skipped", detail, null));
    }

    /** Looks at something; that it cannot be looked at is a point too. */
    void look(String point, Runnable look) {
        try {
            look.run();
        } catch (ProxmoxException failure) {
            var meaning = ProxmoxFailures.of(site, failure);
            failed(point, meaning.detail(), meaning.hint());
        }
    }
}
