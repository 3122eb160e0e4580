package io.moorage.ecs.shape;

import io.moorage.model.ecs.EcsArns;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import java.util.Optional;

/**
 * Roles as requests name them: "the short name or full Amazon Resource Name (ARN)". One ARN comes of each, which is what a caller must be
 * allowed to pass, what is kept, and what is assumed.
 */
public record RoleNames(ReadView view, EcsArns arns) {
    /** The ARN of the role; of one that is not there, the ARN it would have. */
    public String arn(String nameOrArn) {
        return find(nameOrArn)
                .map(Role::arn)
                .orElseGet(() -> nameOrArn.startsWith("arn:") ? nameOrArn : defaultArn(nameOrArn));
    }

    /** @param nameOrArn a role's ARN, its name, or its path and name */
    public Optional<Role> find(String nameOrArn) {
        return view.find(IamTables.ROLES, EcsArns.lastPart(nameOrArn))
                .filter(each -> !nameOrArn.contains("/")
                        || each.arn().equals(nameOrArn.startsWith("arn:") ? nameOrArn : defaultArn(nameOrArn)));
    }

    private String defaultArn(String pathAndName) {
        return "arn:aws:iam::" + arns.accountId() + ":role/"
                + (pathAndName.startsWith("/") ? pathAndName.substring(1) : pathAndName);
    }
}
