package dev.moru.gateway.list;

import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;

/** A list was asked for in a way that it does not have: the caller's mistake, told with the parameter and what would be right. */
final class InvalidListRequest extends RuntimeException {

    private final String parameter;

    InvalidListRequest(String parameter, String detail) {
        super(detail, null, false, false);
        this.parameter = parameter;
    }

    /** The query parameter that is at fault. */
    String parameter() {
        return parameter;
    }

    Problem asProblem() {
        var type = switch (parameter) {
            case "filter" -> ProblemType.BAD_FILTER;
            case "pageToken" -> ProblemType.BAD_PAGE_TOKEN;
            default -> ProblemType.BAD_PARAMETER;
        };
        return Problem.at(type, "?" + parameter, String.valueOf(getMessage()));
    }
}
