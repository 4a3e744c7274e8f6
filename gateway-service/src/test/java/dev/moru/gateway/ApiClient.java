package dev.moru.gateway;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Short forms of what most tests do with the API. */
public final class ApiClient {

    public static final String SERVERS = "/api/v1/projects/default/servers";

    private final WebTestClient client;

    public ApiClient(WebTestClient client) {
        this.client = client;
    }

    public WebTestClient.ResponseSpec get(String path) {
        return client.get().uri(path).exchange();
    }

    public WebTestClient.ResponseSpec post(String path, String body, String... headers) {
        return send(HttpMethod.POST, path, body, headers);
    }

    public WebTestClient.ResponseSpec post(String path) {
        return client.post().uri(path).exchange();
    }

    public WebTestClient.ResponseSpec patch(String path, String body, String... headers) {
        return send(HttpMethod.PATCH, path, body, headers);
    }

    public WebTestClient.ResponseSpec delete(String path, String... headers) {
        var request = client.delete().uri(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.exchange();
    }

    public WebTestClient.ResponseSpec createServer(String name) {
        return post(SERVERS, """
                {"name": "%s", "image": "debian-12"}""".formatted(name));
    }

    /** A new server whose creation counts as one open operation. */
    public String newServer(String name) {
        createServer(name).expectStatus().isAccepted();
        return SERVERS + "/" + name;
    }

    private WebTestClient.ResponseSpec send(HttpMethod method, String path, String body, String... headers) {
        var request = client.method(method).uri(path).contentType(MediaType.APPLICATION_JSON);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.bodyValue(body).exchange();
    }
}
