package dev.moru.lab.http;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an answer is dressed: {@code /api2/json} or {@code /api2/extjs}. */
enum AnswerFormat {

    /** The status and the reason phrase tell the failure. */
    JSON {
        @Override
        Response success(@Nullable Object result) {
            return Response.json(200, "OK", body(result));
        }

        @Override
        Response failure(ApiFailure failure) {
            var body = body(null);
            body.put("message", failure.message().strip() + "\n");
            if (!failure.errors().isEmpty()) {
                body.put("errors", failure.errors());
            }
            return Response.json(failure.status(), failure.message(), body);
        }
    },

    /** Always 200; the real status stands in the body. */
    EXTJS {
        @Override
        Response success(@Nullable Object result) {
            var body = body(result);
            body.put("success", 1);
            body.put("status", 200);
            return Response.json(200, "OK", body);
        }

        @Override
        Response failure(ApiFailure failure) {
            var body = body(null);
            body.put("success", 0);
            body.put("status", failure.status());
            body.put("message", failure.message().strip() + "\n");
            if (!failure.errors().isEmpty()) {
                body.put("errors", failure.errors());
            }
            return Response.json(200, "OK", body);
        }
    };

    static Optional<AnswerFormat> named(String name) {
        return switch (name) {
            case "json" -> Optional.of(JSON);
            case "extjs" -> Optional.of(EXTJS);
            default -> Optional.empty();
        };
    }

    abstract Response success(@Nullable Object result);

    abstract Response failure(ApiFailure failure);

    /** {@code total} is left out when it is 0. */
    private static Map<String, @Nullable Object> body(@Nullable Object result) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        if (result instanceof Page page) {
            body.put("data", page.rows());
            if (page.total() > 0) {
                body.put("total", page.total());
            }
        } else {
            body.put("data", result);
        }
        return body;
    }
}
