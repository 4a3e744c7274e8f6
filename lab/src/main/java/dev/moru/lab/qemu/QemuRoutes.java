package dev.moru.lab.qemu;

import dev.moru.lab.api.Routes;

/** {@code /nodes/{node}/qemu}. */
public final class QemuRoutes {

    private final Qemu qemu;

    public QemuRoutes(Qemu qemu) {
        this.qemu = qemu;
    }

    public void addTo(Routes routes) {
        new StatusRoutes(qemu).addTo(routes);
        new ConfigRoutes(qemu).addTo(routes);
        new PowerRoutes(qemu).addTo(routes);
        routes.post("/nodes/{node}/qemu/{vmid}/clone", new CloneRoute(qemu)::handle)
                .put("/nodes/{node}/qemu/{vmid}/resize", new ResizeRoute(qemu)::handle)
                .delete("/nodes/{node}/qemu/{vmid}", new DestroyRoute(qemu)::handle);
    }
}
