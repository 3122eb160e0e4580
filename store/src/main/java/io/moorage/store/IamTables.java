package io.moorage.store;

import io.moorage.model.iam.AccessKey;
import io.moorage.model.iam.Group;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.model.iam.Role;
import io.moorage.model.iam.ServerCertificate;
import io.moorage.model.iam.TemporaryCredentials;
import io.moorage.model.iam.User;
import io.moorage.store.Table.Index;
import java.util.List;

/** What IAM and STS keep. Users, groups, roles, instance profiles and server certificates are found by name, customers' managed policies by ARN. */
public final class IamTables {
    public static final Table<User> USERS = new Table<>("iam_user", User.class, User::name, List.of());

    public static final Table<Role> ROLES = new Table<>("iam_role", Role.class, Role::name, List.of());

    public static final Table<Group> GROUPS = new Table<>("iam_group", Group.class, Group::name, List.of());

    public static final Table<ManagedPolicy> POLICIES =
            new Table<>("iam_policy", ManagedPolicy.class, ManagedPolicy::arn, List.of());

    public static final Index<InstanceProfile> INSTANCE_PROFILES_BY_ROLE =
            new Index<>("role", profile -> profile.roleName().orElse(""));
    public static final Index<InstanceProfile> INSTANCE_PROFILES_BY_ARN = new Index<>("arn", InstanceProfile::arn);
    public static final Table<InstanceProfile> INSTANCE_PROFILES = new Table<>(
            "iam_instance_profile",
            InstanceProfile.class,
            InstanceProfile::name,
            List.of(INSTANCE_PROFILES_BY_ROLE, INSTANCE_PROFILES_BY_ARN));

    public static final Index<ServerCertificate> SERVER_CERTIFICATES_BY_ARN =
            new Index<>("arn", ServerCertificate::arn);
    public static final Table<ServerCertificate> SERVER_CERTIFICATES = new Table<>(
            "iam_server_certificate",
            ServerCertificate.class,
            ServerCertificate::name,
            List.of(SERVER_CERTIFICATES_BY_ARN));

    public static final Index<AccessKey> ACCESS_KEYS_BY_USER = new Index<>("user", AccessKey::userName);
    public static final Table<AccessKey> ACCESS_KEYS =
            new Table<>("iam_access_key", AccessKey.class, AccessKey::id, List.of(ACCESS_KEYS_BY_USER));

    public static final Index<TemporaryCredentials> TEMPORARY_BY_SESSION =
            new Index<>("session", TemporaryCredentials::session);
    public static final Table<TemporaryCredentials> TEMPORARY_CREDENTIALS = new Table<>(
            "sts_credentials",
            TemporaryCredentials.class,
            TemporaryCredentials::accessKeyId,
            List.of(TEMPORARY_BY_SESSION));

    private IamTables() {}
}
