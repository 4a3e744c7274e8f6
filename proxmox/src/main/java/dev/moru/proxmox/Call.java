package dev.moru.proxmox;

/**
 * One request as the API sees it.
 *
 * @param repeatable whether sending it twice does no harm
 */
record Call(Method method, Route route, Parameters parameters, boolean repeatable) {

    enum Method {
        GET,
        POST,
        PUT,
        DELETE;

        /** A body on GET or DELETE is refused with 501. */
        boolean hasBody() {
            return this == POST || this == PUT;
        }
    }

    static Call of(Method method, Route route, Parameters parameters) {
        return new Call(method, route, parameters, method == Method.GET);
    }

    boolean isWrite() {
        return method != Method.GET;
    }

    /** Method and path; parameters may hold secrets. */
    @Override
    public String toString() {
        return method + " " + route.path();
    }
}
