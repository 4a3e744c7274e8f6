package dev.moru.gateway.bench;

import dev.moru.contracts.server.ServerPhase;
import dev.moru.gateway.RunningGateway;
import dev.moru.gateway.testing.GatewayDatabase;
import dev.moru.gateway.testing.Happenings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What list, search and detail cost with 10 servers and with 10,000 (B13). */
public final class ListBench {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private ListBench() {}

    public static void main(String[] arguments) throws Exception {
        try (var gateway = RunningGateway.start()) {
            for (int servers : new int[] {10, 10, 1_000, 10_000}) {
                fill(gateway, servers);
                System.out.println("servers: " + servers);
                measure(gateway, "list    ", "/api/v1/projects/default/servers?pageSize=10");
                measure(
                        gateway,
                        "search  ",
                        "/api/v1/projects/default/servers?pageSize=10&filter=" + encoded("name:b-00003"));
                measure(
                        gateway,
                        "filter  ",
                        "/api/v1/projects/default/servers?pageSize=10&filter=" + encoded("phase=READY"));
                measure(gateway, "by name ", "/api/v1/projects/default/servers/web-000007");
            }
        }
        System.exit(0);
    }

    private static String encoded(String filter) {
        return URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    private static void measure(RunningGateway gateway, String what, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .header("Authorization", "Bearer " + RunningGateway.ADMIN_TOKEN)
                .build();
        var nanos = new long[400];
        for (int i = -200; i < nanos.length; i++) {
            long begun = System.nanoTime();
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begun;
            }
        }
        System.out.println(what + new Figures(nanos));
    }

    private static void fill(RunningGateway gateway, int upTo) {
        int there = gateway.jdbc()
                .sql("select count(*) from head")
                .query(Integer.class)
                .single();
        var codec = GatewayDatabase.codec();
        for (int i = there; i < upTo; i++) {
            var id = UUID.randomUUID();
            var name = "web-%06d".formatted(i);
            gateway.jdbc()
                    .sql("""
                            insert into head (id, project, name, site, origin, version, accepted_sequence, protected, spec,
                                              open_operations, created_at, updated_at)
                            values (?, 'default', ?, 'lab', 'created', 1, 1, false, ?::jsonb, 0, now(), now())
                            """)
                    .params(id, name, codec.write(Happenings.spec(name, 2)))
                    .update();
            gateway.jdbc()
                    .sql("""
                            insert into server_view (id, project, name, phase, power, simulated, created_at, updated_at,
                                                     document)
                            values (?, 'default', ?, 'READY', 'running', true, now(), now(), ?::jsonb)
                            """)
                    .params(id, name, codec.write(Happenings.server(id, name, ServerPhase.READY)))
                    .update();
        }
        gateway.jdbc().sql("analyze head").update();
        gateway.jdbc().sql("analyze server_view").update();
    }
}
