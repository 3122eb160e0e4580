package io.moorage.elb;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.elb.AttachLoadBalancerToSubnetsInput;
import io.moorage.awsmodels.elb.ConnectionDraining;
import io.moorage.awsmodels.elb.DeleteAccessPointInput;
import io.moorage.awsmodels.elb.DeregisterEndPointsInput;
import io.moorage.awsmodels.elb.DescribeAccessPointsInput;
import io.moorage.awsmodels.elb.DetachLoadBalancerFromSubnetsInput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.LoadBalancerAttributes;
import io.moorage.awsmodels.elb.LoadBalancerDescription;
import io.moorage.awsmodels.elb.ModifyLoadBalancerAttributesInput;
import io.moorage.awsmodels.elb.RegisterEndPointsInput;
import io.moorage.elb.Balancers.Target;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.store.ElbTables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The life of a load balancer and of its registrations (Elastic Load Balancing API reference, version 2012-06-01). */
final class LoadBalancerLifeTest {
    private final ElbWorld world = new ElbWorld();

    private LoadBalancerDescription described(String name) {
        return world.call(
                        ElbOperations.DESCRIBE_LOAD_BALANCERS,
                        DescribeAccessPointsInput.builder()
                                .loadBalancerNames(List.of(name))
                                .build())
                .loadBalancerDescriptions()
                .getFirst();
    }

    private void register(String name, String... ids) {
        world.call(
                ElbOperations.REGISTER_INSTANCES_WITH_LOAD_BALANCER,
                RegisterEndPointsInput.builder()
                        .loadBalancerName(name)
                        .instances(ElbWorld.shapes(ids))
                        .build());
    }

    private void deregister(String name, String... ids) {
        world.call(
                ElbOperations.DEREGISTER_INSTANCES_FROM_LOAD_BALANCER,
                DeregisterEndPointsInput.builder()
                        .loadBalancerName(name)
                        .instances(ElbWorld.shapes(ids))
                        .build());
    }

    private List<Target> targets(String name) {
        return Optional.ofNullable(world.balancers.declared().get(name))
                .orElseThrow()
                .targets();
    }

    /** {@code CreateLoadBalancer}, and what it is born with. */
    @Test
    void aNewOneHasAnAddressInEachSubnetAndAName() {
        String name = world.create("web");
        assertThat(name).matches("web-[0-9]{10}\\.us-east-1\\.elb\\.amazonaws\\.com");
        LoadBalancerDescription described = described("web");
        assertThat(described.dnsName()).isEqualTo(name);
        assertThat(described.scheme()).isEqualTo("internet-facing");
        assertThat(described.availabilityZones()).containsExactly("us-east-1a", "us-east-1b");
        assertThat(described.healthCheck()).satisfies(check -> {
            assertThat(check.target()).isEqualTo("TCP:3306");
            assertThat(check.interval()).isEqualTo(30);
            assertThat(check.healthyThreshold()).isEqualTo(10);
        });
        assertThat(world.interfaces("web"))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.publicAddress()).isPresent())
                .allSatisfy(each -> assertThat(each.owner().description()).isEqualTo("ELB web"));
        assertThat(world.create("web")).as("the same settings: the same one").isEqualTo(name);
    }

    @Test
    void anInternalOneHasNoPublicAddress() {
        world.call(
                ElbOperations.CREATE_LOAD_BALANCER,
                world.request("db").scheme("internal").build());
        assertThat(described("db").dnsName()).startsWith("internal-db-");
        assertThat(world.interfaces("db"))
                .allSatisfy(each -> assertThat(each.publicAddress()).isEmpty());
    }

    @Test
    void subnetsComeAndGoWithTheirAddresses() {
        world.create("web");
        world.call(
                ElbOperations.ATTACH_LOAD_BALANCER_TO_SUBNETS,
                AttachLoadBalancerToSubnetsInput.builder()
                        .loadBalancerName("web")
                        .subnets(List.of(world.subnet("c")))
                        .build());
        assertThat(world.interfaces("web")).hasSize(3);
        world.call(
                ElbOperations.DETACH_LOAD_BALANCER_FROM_SUBNETS,
                DetachLoadBalancerFromSubnetsInput.builder()
                        .loadBalancerName("web")
                        .subnets(List.of(world.subnet("a"), world.subnet("b")))
                        .build());
        assertThat(world.interfaces("web"))
                .extracting(NetworkInterface::subnetId)
                .containsExactly(world.subnet("c"));
    }

    /** API reference, {@code InstanceState}: what is said of an instance at each point of its life. */
    @Test
    void healthIsWhatTheBalancersSay() throws Exception {
        world.create("web");
        String one = world.instance("a");
        String far = world.instance("c");
        register("web", one, far);
        assertThat(world.health("web"))
                .contains(one + " OutOfService ELB Instance registration is still in progress.")
                .contains(
                        far + " OutOfService ELB Instance is in the EC2 Availability Zone for which LoadBalancer is not"
                                + " configured to route traffic to.");
        world.step();
        assertThat(world.health("web")).contains(one + " InService N/A N/A");
        assertThat(targets("web")).extracting(Target::instanceId).containsExactly(one);

        world.balancers.sick(one, true);
        world.step();
        assertThat(world.health("web"))
                .contains(one + " OutOfService Instance Instance has failed at least the UnhealthyThreshold number of"
                        + " health checks consecutively.");

        world.kill(one);
        world.step();
        assertThat(targets("web")).as("nobody waits for what does not run").isEmpty();
        assertThat(world.health("web")).contains(one + " OutOfService Instance Instance is in stopped state.");

        world.terminate(one);
        world.step();
        assertThat(world.health("web")).hasSize(1).noneMatch(each -> each.startsWith(one));
    }

    /** Guide, "Configure connection draining": connections run out, for a while. */
    @Test
    void deregisteredInstancesDrain() throws Exception {
        world.create("web");
        world.call(
                ElbOperations.MODIFY_LOAD_BALANCER_ATTRIBUTES,
                ModifyLoadBalancerAttributesInput.builder()
                        .loadBalancerName("web")
                        .loadBalancerAttributes(LoadBalancerAttributes.builder()
                                .connectionDraining(ConnectionDraining.builder()
                                        .enabled(true)
                                        .timeout(60)
                                        .build())
                                .build())
                        .build());
        String busy = world.instance("a");
        String idle = world.instance("b");
        register("web", busy, idle);
        world.step();
        world.balancers.busy(busy, true);
        deregister("web", busy, idle);
        assertThat(world.health("web"))
                .contains(busy + " InService N/A Instance deregistration currently in progress.");
        assertThat(described("web").instances()).isEmpty();
        world.step();
        assertThat(targets("web")).as("both were told to drain").hasSize(2).allMatch(Target::draining);
        assertThat(world.health("web")).as("one had nothing to drain").hasSize(1);
        world.now = world.now.plus(Duration.ofSeconds(61));
        world.step();
        assertThat(world.health("web")).as("the other had time enough").isEmpty();
        assertThat(targets("web")).isEmpty();
    }

    @Test
    void withoutDrainingAnInstanceIsGoneAtOnce() throws Exception {
        world.create("web");
        String one = world.instance("a");
        register("web", one);
        world.step();
        deregister("web", one);
        world.step();
        assertThat(targets("web")).isEmpty();
    }

    /** {@code DeleteLoadBalancer}: "If the load balancer does not exist, the call still succeeds." */
    @Test
    void nothingIsLeft() throws Exception {
        world.create("web");
        register("web", world.instance("a"));
        world.step();
        for (int i = 0; i < 2; i++) {
            world.call(
                    ElbOperations.DELETE_LOAD_BALANCER,
                    DeleteAccessPointInput.builder().loadBalancerName("web").build());
        }
        world.step();
        assertThat(world.interfaces("web")).isEmpty();
        assertThat(world.store.view().all(ElbTables.REGISTRATIONS)).isEmpty();
        assertThat(world.balancers.declared()).isEmpty();
    }
}
