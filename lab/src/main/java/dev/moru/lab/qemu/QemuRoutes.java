package dev.moru.lab.qemu;

import dev.moru.lab.api.Routes;

/** {@code /nodes/{node}/qemu}. */
public final class QemuRoutes {

    private final Qemu qemu;

    public QemuRoutes(Qemu qemu) {
        this.qemu = qemu;
    }

    public void addTo(Routes routes) {
        var power = new PowerRoutes(qemu);
        power.addTo(routes);
        new StatusRoutes(qemu).addTo(routes);
        new ConfigRoutes(qemu).addTo(routes);
        new SnapshotRoutes(qemu, power).addTo(routes);
        new DiskRoutes(qemu).addTo(routes);
        new CloudInitRoutes(qemu).addTo(routes);
        new AgentRoutes(qemu).addTo(routes);
        routes.post("/nodes/{node}/vzdump", new VzdumpRoute(qemu)::handle)
                .post("/nodes/{node}/qemu", new CreateRoute(qemu, power)::handle)
                .post("/nodes/{node}/qemu/{vmid}/clone", new CloneRoute(qemu)::handle)
                .put("/nodes/{node}/qemu/{vmid}/resize", new ResizeRoute(qemu)::handle)
                .get("/nodes/{node}/qemu/{vmid}/feature", new FeatureRoute(qemu)::handle)
                .delete("/nodes/{node}/qemu/{vmid}", new DestroyRoute(qemu)::handle);
    }
}
