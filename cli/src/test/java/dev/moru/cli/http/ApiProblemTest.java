package dev.moru.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ApiProblemTest {

    @Test
    void saysASingleErrorOnce() {
        var problem = problem("""
                {"detail": "/name: it is taken", "errors": [{"pointer": "/name", "detail": "it is taken"}]}""");

        assertThat(problem.sentence()).isEqualTo("/name: it is taken");
        assertThat(problem.details()).isEmpty();
    }

    @Test
    void doesNotRepeatASentenceBecauseOfItsPointer() {
        var problem = problem("""
                {"detail": "it is taken", "errors": [{"pointer": "/name", "detail": "it is taken"}]}""");

        assertThat(problem.sentence()).isEqualTo("it is taken");
        assertThat(problem.details()).isEmpty();
    }

    @Test
    void namesEachOfSeveralErrors() {
        var problem = problem("""
                {"detail": "2 fields are wrong", "errors": [
                  {"pointer": "/name", "detail": "it is taken"}, {"pointer": "", "detail": "too long"}]}""");

        assertThat(problem.sentence()).isEqualTo("2 fields are wrong");
        assertThat(problem.details()).containsExactly("/name: it is taken", "too long");
    }

    private static ApiProblem problem(String json) {
        return new ApiProblem(422, JsonMapper.shared().readTree(json));
    }
}
