package io.moorage.cloudformation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.model.cloudformation.StackStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The control plane dies at any point of a stack's life, and another goes on. The judge is the same life without deaths: it ends
 * in the same statuses with the same things, and no thing is left that no stack holds.
 */
final class StackCrashTest {
    private static final int SEEDS = Integer.getInteger("moorage.test.stackSeeds", 300);

    /** A stack's life: what it is made of, and what it is updated to, one after the other. */
    private record Life(List<String> templates, boolean deleted) {}

    /** What is left of a life: the statuses on the way, and the properties of what the stack holds. */
    private record End(List<StackStatus> statuses, Map<String, String> held) {}

    @Test
    void anyLifeEndsAsIfNobodyHadDied() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Life life = life(random);
            End undisturbed = live(life, new StackWorld());
            Random deaths = new Random(-seed);
            End disturbed = live(life, new StackWorld(() -> {
                if (deaths.nextInt(6) == 0) {
                    throw new StackWorld.Killed();
                }
            }));
            assertThat(disturbed).as("seed %d: %s", seed, life).isEqualTo(undisturbed);
        }
    }

    /** Each single point of one life with everything in it. */
    @ParameterizedTest
    @ValueSource(strings = {"create", "settle", "update", "none"})
    void oneDeathAtEachPoint(String failure) {
        Life life = new Life(
                List.of(
                        template("A:Size=1", "B:Kind=x,Link=A", "C:Link=B", "D:Size=3"),
                        template(
                                "A:Size=2", "B:Kind=y,Link=A", "C:Link=B,Fail=" + failure, "E:Link=C,Fail=" + failure)),
                true);
        End undisturbed = live(life, new StackWorld());
        for (int point = 0; ; point++) {
            int[] left = {point};
            End disturbed = live(life, new StackWorld(() -> {
                if (left[0]-- == 0) {
                    throw new StackWorld.Killed();
                }
            }));
            assertThat(disturbed).as("death at point %d", point).isEqualTo(undisturbed);
            if (left[0] >= 0) {
                assertThat(point).isGreaterThan(15);
                return;
            }
        }
    }

    private static End live(Life life, StackWorld world) {
        List<StackStatus> statuses = new ArrayList<>();
        for (int i = 0; i < life.templates().size(); i++) {
            if (i == 0) {
                world.create("s", life.templates().get(i));
            } else if (world.status("s").mayUpdate()) {
                try {
                    world.update("s", life.templates().get(i));
                } catch (io.moorage.awsapi.AwsException e) {
                    assertThat(e).hasMessage("No updates are to be performed.");
                }
            }
            world.run();
            statuses.add(world.status("s"));
            assertThat(world.things.things.keySet())
                    .as("what is there is what the stack holds")
                    .containsExactlyInAnyOrderElementsOf(world.ids("s"));
        }
        if (life.deleted()) {
            world.delete("s");
            world.run();
            statuses.add(world.status("s"));
            assertThat(world.things.things).isEmpty();
        }
        Map<String, String> held = new TreeMap<>();
        world.held("s").forEach((logical, physical) -> {
            var thing = world.things.things.get(physical);
            if (thing != null) {
                held.put(logical, thing.properties().toString().replaceAll("-[0-9]+\"", "\""));
            }
        });
        return new End(statuses, held);
    }

    private static Life life(Random random) {
        List<String> templates = new ArrayList<>();
        int updates = random.nextInt(4);
        for (int i = 0; i <= updates; i++) {
            templates.add(template(random, i > 0));
        }
        return new Life(templates, random.nextBoolean());
    }

    /** Things that link to earlier ones; now and then one that is refused. */
    private static String template(Random random, boolean mayFail) {
        List<String> things = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            if (random.nextInt(5) == 0 && i + 1 < count) {
                continue;
            }
            StringBuilder thing = new StringBuilder(name(i) + ":Size=" + random.nextInt(3));
            thing.append(",Kind=").append(random.nextInt(4) == 0 ? "y" : "x");
            thing.append(",Slow=").append(random.nextInt(3));
            if (!things.isEmpty() && random.nextBoolean()) {
                String to = things.get(random.nextInt(things.size()));
                thing.append(",Link=").append(to, 0, to.indexOf(':'));
            }
            if (random.nextInt(mayFail ? 6 : 20) == 0) {
                thing.append(",Fail=")
                        .append(List.of("create", "settle", "update").get(random.nextInt(3)));
            }
            things.add(thing.toString());
        }
        return template(things.toArray(String[]::new));
    }

    private static String name(int index) {
        return Character.toString('A' + index);
    }

    /** Of lines such as {@code B:Kind=x,Link=A}. */
    private static String template(String... things) {
        List<String> entries = new ArrayList<>();
        for (String thing : things) {
            List<String> properties = new ArrayList<>();
            for (String each : thing.substring(thing.indexOf(':') + 1).split(",")) {
                String name = each.substring(0, each.indexOf('='));
                String value = each.substring(each.indexOf('=') + 1);
                properties.add("\"" + name + "\":"
                        + (name.equals("Link") ? "{\"Ref\":\"" + value + "\"}" : "\"" + value + "\""));
            }
            entries.add("\"" + thing.substring(0, thing.indexOf(':'))
                    + "\":{\"Type\":\"Test::Fake::Thing\",\"Properties\":{" + String.join(",", properties) + "}}");
        }
        return "{\"Resources\":{" + String.join(",", entries) + "}}";
    }
}
