package dev.moru.cli.site;

import dev.moru.cli.exit.Failure;
import dev.moru.cli.resource.BodyFlags;
import dev.moru.cli.resource.Given;
import dev.moru.cli.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** How a cluster is reached. There is no way to turn off the check of its certificate. */
final class SiteFlags implements BodyFlags {

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "https://pve1.example.org:8006; repeat for each node that shall be asked")
    private List<String> endpoints = List.of();

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "the cluster's CA (/etc/pve/pve-root-ca.pem); preferred to fingerprints")
    private @Nullable String caFile;

    @Option(
            names = "--fingerprint",
            paramLabel = "AA:BB:...",
            description = "SHA-256 of an endpoint's certificate, in the order of the endpoints")
    private List<String> fingerprints = List.of();

    @Option(names = "--token-id", paramLabel = "USER@REALM!NAME", description = "the API token's id, as moru@pve!moru")
    private @Nullable String tokenId;

    @Option(names = "--token-stdin", description = "read the API token's secret from standard input")
    private boolean tokenFromInput;

    @Option(names = "--driver", paramLabel = "DRIVER", description = "what new servers are made with")
    private @Nullable String driver;

    @Option(names = "--vm-ids", paramLabel = "FROM-TO", description = "the range that VM ids are drawn from")
    private @Nullable String vmIds;

    @Option(names = "--description", paramLabel = "TEXT")
    private @Nullable String description;

    @Override
    public void addTo(ObjectNode body, Session session) {
        addEndpoints(body);
        Given.put(body, "caCertificate", caFile == null ? null : session.read(caFile));
        Given.put(body, "tokenId", tokenId);
        Given.put(body, "tokenSecret", tokenFromInput ? session.readSecret() : null);
        Given.put(body, "driver", driver);
        Given.put(body, "description", description);
        if (vmIds != null) {
            addRange(body, vmIds);
        }
    }

    private void addEndpoints(ObjectNode body) {
        if (!fingerprints.isEmpty() && fingerprints.size() != endpoints.size()) {
            throw Failure.usage("give one --fingerprint for each --endpoint");
        }
        if (endpoints.isEmpty()) {
            return;
        }
        var array = body.putArray("endpoints");
        for (var index = 0; index < endpoints.size(); index++) {
            var endpoint = array.addObject().put("url", endpoints.get(index));
            if (!fingerprints.isEmpty()) {
                endpoint.put("fingerprint", fingerprints.get(index));
            }
        }
    }

    private static void addRange(ObjectNode body, String range) {
        if (!range.matches("\\d{3,9}-\\d{3,9}")) {
            throw Failure.usage("--vm-ids needs FROM-TO, as 2000-2999");
        }
        var ends = range.split("-");
        body.putObject("vmIdRange").put("from", Integer.parseInt(ends[0])).put("to", Integer.parseInt(ends[1]));
    }
}
