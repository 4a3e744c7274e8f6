package dev.moru.gateway.list;

/** A list was asked for in a way that it does not have: the caller's mistake, told with the parameter and what would be right. */
public final class InvalidListRequest extends RuntimeException {

    private final String parameter;

    public InvalidListRequest(String parameter, String detail) {
        super(detail);
        this.parameter = parameter;
    }

    /** The query parameter that is at fault. */
    public String parameter() {
        return parameter;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
