package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Optional;

/** The file system policy: who may mount, write and be root, beside what identities' own policies say. */
final class PolicyPages {
    private static final String EXAMPLE = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Principal": {"AWS": "*"},
                  "Action": ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
                  "Condition": {"Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"}}
                },
                {
                  "Effect": "Deny",
                  "Principal": {"AWS": "*"},
                  "Action": "*",
                  "Condition": {"Bool": {"aws:SecureTransport": "false"}}
                }
              ]
            }""";

    private PolicyPages() {}

    static List<Route> routes() {
        return List.of(
                Route.get("efs/{id}/policy", ask -> page(ask, Optional.empty(), Html.NOTHING)),
                Route.post(
                        "efs/{id}/policy",
                        ask -> Need.filledIn("efs", "PutFileSystemPolicy", in -> in.put("FileSystemId", ask.path("id"))
                                .put("Policy", "{}")),
                        PolicyPages::put),
                Route.post(
                        "efs/{id}/policy/delete", ask -> Efs.need(ask, "DeleteFileSystemPolicy"), PolicyPages::delete));
    }

    private static View.Page page(Ask ask, Optional<String> typed, Html refusal) {
        JsonNode fileSystem = Efs.described(ask);
        Optional<String> present;
        try {
            present = present(ask);
        } catch (AwsException e) {
            return Efs.page(ask, fileSystem, "policy", Html.NOTHING, Advice.of(e), List.of());
        }
        Html state = present.isPresent()
                ? Html.NOTHING
                : Parts.empty(
                        "It has no policy.",
                        "Everyone who reaches a mount target may mount, write and be root. The text below is an example: everybody may"
                                + " mount and write, nobody is root, and only over TLS.",
                        Html.NOTHING);
        ask.aws().mention("efs", "PutFileSystemPolicy", in -> in.put("FileSystemId", ask.path("id"))
                .put("Policy", "file://policy.json"));
        Html fields = Html.of(
                """
                <label>Policy <span class="hint">JSON</span>                <textarea name="policy" rows="24" spellcheck="false" required>{}</textarea></label>{}
                <div class="row"><button class="primary">Save policy</button></div>""",
                typed.or(() -> present.map(text -> Aws.pretty(Aws.parse(text)))).orElse(EXAMPLE),
                Fields.check(
                        "Save it also if it locks me out", "bypass the policy lockout safety check", "bypass", false));
        Html body = Html.of(
                "{}{}{}",
                refusal,
                state,
                ask.form(Efs.href(ask.path("id"), "policy")).style("card stack").around(fields));
        return Efs.page(ask, fileSystem, "policy", present.isPresent() ? remove(ask) : Html.NOTHING, body, List.of());
    }

    private static Optional<String> present(Ask ask) {
        try {
            return Optional.of(
                    Efs.call(ask.aws(), "DescribeFileSystemPolicy", in -> in.put("FileSystemId", ask.path("id")))
                            .path("Policy")
                            .asText());
        } catch (AwsException e) {
            if (e.code().equals("PolicyNotFound")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Html remove(Ask ask) {
        return ask.destroy(
                "delete-policy",
                Efs.href(ask.path("id"), "policy", "delete"),
                "Delete policy",
                "Delete the policy of " + ask.path("id") + "?",
                List.of("Everyone who reaches a mount target may then mount, write and be root."));
    }

    private static View put(Ask ask) {
        try {
            Efs.call(ask.aws(), "PutFileSystemPolicy", in -> {
                in.put("FileSystemId", ask.path("id")).put("Policy", ask.form().raw("policy"));
                if (ask.form().find("bypass").isPresent()) {
                    in.put("BypassPolicyLockoutSafetyCheck", true);
                }
            });
        } catch (AwsException e) {
            return page(ask, Optional.of(ask.form().raw("policy")), Advice.of(e))
                    .refused(e.httpStatus());
        }
        return new View.GoTo(
                Efs.href(ask.path("id"), "policy"), "The policy is saved. It holds for connected clients as well.");
    }

    private static View delete(Ask ask) {
        Efs.call(ask.aws(), "DeleteFileSystemPolicy", in -> in.put("FileSystemId", ask.path("id")));
        return new View.GoTo(Efs.href(ask.path("id"), "policy"), "The policy is deleted.");
    }
}
