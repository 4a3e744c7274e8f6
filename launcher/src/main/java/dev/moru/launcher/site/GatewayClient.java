package dev.moru.launcher.site;

import dev.moru.launcher.StartFailure;
import dev.moru.launcher.home.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The gateway's public API, as the launcher uses it. */
public final class GatewayClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final HttpClient http;
    private final URI base;
    private final Secret token;
    private final JsonMapper json = JsonMapper.builder().build();

    /** @param http trusts the gateway's certificate */
    public GatewayClient(HttpClient http, URI base, Secret token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    boolean exists(String path) {
        var answer = send(request(path).GET().build(), path);
        if (answer.statusCode() != OK && answer.statusCode() != NOT_FOUND) {
            throw unexpected(path, answer);
        }
        return answer.statusCode() == OK;
    }

    /** Creates a named resource; one that is already there stays as it is. */
    void create(String collection, String name, Object specification) {
        ObjectNode body = json.valueToTree(specification);
        body.put("name", name);
        var request = request(collection)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        var answer = send(request, collection);
        if (answer.statusCode() != CREATED && answer.statusCode() != CONFLICT) {
            throw unexpected(collection + "/" + name, answer);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve("/api/v1/" + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token.value());
    }

    private HttpResponse<String> send(HttpRequest request, String path) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StartFailure("The gateway does not answer %s: %s".formatted(path, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted while asking the gateway for " + path, e);
        }
    }

    private static StartFailure unexpected(String path, HttpResponse<String> answer) {
        return new StartFailure("The gateway answered %d to %s: %s"
                .formatted(answer.statusCode(), path, answer.body().replaceAll("\\s+", " ")));
    }
}
