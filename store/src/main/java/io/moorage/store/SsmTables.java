package io.moorage.store;

import io.moorage.model.ssm.Activation;
import io.moorage.model.ssm.ManagedInstance;
import io.moorage.model.ssm.Parameter;
import java.util.List;

/** What Systems Manager keeps. */
public final class SsmTables {
    public static final Table<Parameter> PARAMETERS =
            new Table<>("ssm_parameter", Parameter.class, Parameter::name, List.of());

    public static final Table<Activation> ACTIVATIONS =
            new Table<>("ssm_activation", Activation.class, Activation::id, List.of());

    public static final Table<ManagedInstance> MANAGED_INSTANCES =
            new Table<>("ssm_managed_instance", ManagedInstance.class, ManagedInstance::id, List.of());

    private SsmTables() {}
}
