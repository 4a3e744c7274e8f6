package dev.moru.proxmox;

import java.util.Map;

/** What a {@link ScriptedServer} was sent; header names are in lower case. */
record Request(String method, String target, Map<String, String> headers, String body) {

    /** Without the prefix of all calls and without the query. */
    String path() {
        return target.replaceFirst("^/api2/json", "").replaceFirst("\\?.*", "");
    }

    String line() {
        return method + " " + target.replaceFirst("^/api2/json", "");
    }
}
