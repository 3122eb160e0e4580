package io.moorage.ecs.loop;

import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.EcsTables;
import io.moorage.store.sql.RowCodec;

/** Rows as the store would read them. */
final class DefinitionsForTests {
    /** Its first revision, of one container. */
    static TaskDefinition definition(String family, String image) {
        return new RowCodec().decode(EcsTables.TASK_DEFINITIONS, family, """
                        {"arn":"arn:%s","family":"%s","revision":1,"status":"ACTIVE","networkMode":"bridge",
                        "registeredAt":"2026-01-01T00:00:00Z","registeredBy":"arn:root","containerDefinitions":[
                        {"name":"web","image":"%s","memory":64,"essential":true}]}""".formatted(family, family, image));
    }

    private DefinitionsForTests() {}
}
