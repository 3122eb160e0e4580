package io.moorage.store;

import io.moorage.model.ssm.Parameter;
import java.util.List;

/** What Systems Manager keeps. */
public final class SsmTables {
    public static final Table<Parameter> PARAMETERS =
            new Table<>("ssm_parameter", Parameter.class, Parameter::name, List.of());

    private SsmTables() {}
}
