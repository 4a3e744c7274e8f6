package dev.moru.provisioning.errand;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.site.ConfigurationKind;

/** What an errand is for. None changes anything. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ErrandRequest.Check.class, name = "check"),
    @JsonSubTypes.Type(value = ErrandRequest.Discover.class, name = "discover"),
    @JsonSubTypes.Type(value = ErrandRequest.Plan.class, name = "plan")
})
public sealed interface ErrandRequest {

    /** The site that it looks at, by name. */
    String site();

    /** The operation's kind. */
    String kind();

    /** Its one step. */
    String step();

    /** What a site lacks. */
    record Check(String site) implements ErrandRequest {
        @Override
        public String kind() {
            return "site.check";
        }

        @Override
        public String step() {
            return "check";
        }
    }

    /** What a cluster offers. */
    record Discover(String site, ConfigurationKind what) implements ErrandRequest {
        @Override
        public String kind() {
            return "site.discover";
        }

        @Override
        public String step() {
            return "discover";
        }
    }

    /** What a creation would do. */
    record Plan(ServerSpec spec) implements ErrandRequest {
        @Override
        public String site() {
            return spec.site();
        }

        @Override
        public String kind() {
            return "server.plan";
        }

        @Override
        public String step() {
            return "plan";
        }
    }
}
