package dev.moru.cli.http;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** What the gateway answered to a request that it did not refuse. The body is a missing node where there was none. */
public record ApiAnswer(int status, HttpHeaders headers, JsonNode body) {}
