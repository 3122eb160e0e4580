package io.moorage.ec2.api;

import static io.moorage.ec2.TestEc2.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ec2.DescribeAddressesRequest;
import io.moorage.awsmodels.ec2.DescribeAvailabilityZonesRequest;
import io.moorage.awsmodels.ec2.DescribeIamInstanceProfileAssociationsRequest;
import io.moorage.awsmodels.ec2.DescribeImagesRequest;
import io.moorage.awsmodels.ec2.DescribeInstanceStatusRequest;
import io.moorage.awsmodels.ec2.DescribeInstanceTypesRequest;
import io.moorage.awsmodels.ec2.DescribeInstancesRequest;
import io.moorage.awsmodels.ec2.DescribeInternetGatewaysRequest;
import io.moorage.awsmodels.ec2.DescribeKeyPairsRequest;
import io.moorage.awsmodels.ec2.DescribeLaunchTemplateVersionsRequest;
import io.moorage.awsmodels.ec2.DescribeLaunchTemplatesRequest;
import io.moorage.awsmodels.ec2.DescribeNatGatewaysRequest;
import io.moorage.awsmodels.ec2.DescribeNetworkInterfacesRequest;
import io.moorage.awsmodels.ec2.DescribeRegionsRequest;
import io.moorage.awsmodels.ec2.DescribeRouteTablesRequest;
import io.moorage.awsmodels.ec2.DescribeSecurityGroupRulesRequest;
import io.moorage.awsmodels.ec2.DescribeSecurityGroupsRequest;
import io.moorage.awsmodels.ec2.DescribeSubnetsRequest;
import io.moorage.awsmodels.ec2.DescribeTagsRequest;
import io.moorage.awsmodels.ec2.DescribeVpcsRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.Filter;
import io.moorage.ec2.TestEc2;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** EC2 user guide, "List and filter your resources", and the filters of each action in the API reference. */
class FiltersTest {
    private final TestEc2 ec2 = new TestEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    /** "An asterisk (*) matches zero or more characters, and a question mark (?) matches zero or one character." */
    @ParameterizedTest
    @CsvSource({
        "web-*, web-, true",
        "web-*, web-1/x, true",
        "*, anything, true",
        "web-?, web-1, true",
        "web-?, web-, true",
        "web-?, web-12, false",
        "web, web-1, false",
        "WEB, web, false",
        "w.b, web, false",
        "\\*amazon\\?\\\\, *amazon?\\, true",
        "\\*amazon\\?\\\\, xamazonx\\, false",
    })
    void wildcardsStandForCharacters(String wanted, String value, boolean kept) {
        Filters<String> filters = Filters.<String>plain().by("name", each -> each);
        assertThat(filters.keep(List.of(filter("name", wanted)), List.of(value)))
                .hasSize(kept ? 1 : 0);
    }

    @Test
    void tooManyValuesAreRefused() {
        Filters<String> filters = Filters.<String>plain().by("name", each -> each);
        List<String> many = Collections.nCopies(201, "x");
        assertThatThrownBy(() -> filters.keep(
                        List.of(Filter.builder().name("name").values(many).build()), List.of()))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("FilterLimitExceeded"));
    }

    static Stream<String> documented() throws IOException {
        try (InputStream in = Objects.requireNonNull(FiltersTest.class.getResourceAsStream("filters.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        }
    }

    /** Each line: an action, and the filters that the API reference lists for it. */
    @ParameterizedTest
    @MethodSource("documented")
    void everyDocumentedFilterIsKnownAndNoOther(String line) {
        ec2.run(request -> {});
        List<String> words = Arrays.asList(line.split(" "));
        Consumer<List<Filter>> action = Objects.requireNonNull(actions().get(words.getFirst()), words.getFirst());
        for (String name : words.subList(1, words.size())) {
            action.accept(List.of(filter(name, "no such value")));
        }
        assertThatThrownBy(() -> action.accept(List.of(filter("colour", "red"))))
                .isInstanceOfSatisfying(AwsException.class, e -> {
                    assertThat(e.code()).isEqualTo("InvalidParameterValue");
                    assertThat(e.getMessage()).isEqualTo("The filter 'colour' is invalid");
                });
    }

    private Map<String, Consumer<List<Filter>>> actions() {
        return Map.ofEntries(
                Map.entry(
                        "DescribeAddresses",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_ADDRESSES,
                                DescribeAddressesRequest.builder()
                                        .filters(given)
                                        .build())),
                Map.entry(
                        "DescribeAvailabilityZones",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_AVAILABILITY_ZONES,
                                DescribeAvailabilityZonesRequest.builder()
                                        .filters(given)
                                        .build())),
                Map.entry(
                        "DescribeIamInstanceProfileAssociations",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_IAM_INSTANCE_PROFILE_ASSOCIATIONS,
                                DescribeIamInstanceProfileAssociationsRequest.builder()
                                        .filters(given)
                                        .build())),
                Map.entry(
                        "DescribeImages",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_IMAGES,
                                DescribeImagesRequest.builder().filters(given).build())),
                Map.entry(
                        "DescribeInstanceStatus",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_INSTANCE_STATUS,
                                DescribeInstanceStatusRequest.builder()
                                        .filters(given)
                                        .build())),
                Map.entry(
                        "DescribeInstanceTypes",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_INSTANCE_TYPES,
                                DescribeInstanceTypesRequest.builder()
                                        .filters(given)
                                        .build())),
                Map.entry(
                        "DescribeInstances",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_INSTANCES,
                                DescribeInstancesRequest.builder()
                                        .filters(given)
                                        .build())),
                Map.entry(
                        "DescribeInternetGateways",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_INTERNET_GATEWAYS,
                                DescribeInternetGatewaysRequest.builder()
                                        .filters(given)
                                        .build())),
                Map.entry(
                        "DescribeKeyPairs",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_KEY_PAIRS,
                                DescribeKeyPairsRequest.builder().filters(given).build())),
                Map.entry(
                        "DescribeLaunchTemplateVersions",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_LAUNCH_TEMPLATE_VERSIONS,
                                DescribeLaunchTemplateVersionsRequest.builder()
                                        .versions(List.of("$Latest"))
                                        .filters(given)
                                        .build())),
                Map.entry(
                        "DescribeLaunchTemplates",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_LAUNCH_TEMPLATES,
                                DescribeLaunchTemplatesRequest.builder()
                                        .filters(given)
                                        .build())),
                Map.entry(
                        "DescribeNatGateways",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_NAT_GATEWAYS,
                                DescribeNatGatewaysRequest.builder()
                                        .filter(given)
                                        .build())),
                Map.entry(
                        "DescribeNetworkInterfaces",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_NETWORK_INTERFACES,
                                DescribeNetworkInterfacesRequest.builder()
                                        .filters(given)
                                        .build())),
                Map.entry(
                        "DescribeRegions",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_REGIONS,
                                DescribeRegionsRequest.builder().filters(given).build())),
                Map.entry(
                        "DescribeRouteTables",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_ROUTE_TABLES,
                                DescribeRouteTablesRequest.builder()
                                        .filters(given)
                                        .build())),
                Map.entry(
                        "DescribeSecurityGroupRules",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_SECURITY_GROUP_RULES,
                                DescribeSecurityGroupRulesRequest.builder()
                                        .filters(given)
                                        .build())),
                Map.entry(
                        "DescribeSecurityGroups",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_SECURITY_GROUPS,
                                DescribeSecurityGroupsRequest.builder()
                                        .filters(given)
                                        .build())),
                Map.entry(
                        "DescribeSubnets",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_SUBNETS,
                                DescribeSubnetsRequest.builder().filters(given).build())),
                Map.entry(
                        "DescribeTags",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_TAGS,
                                DescribeTagsRequest.builder().filters(given).build())),
                Map.entry(
                        "DescribeVpcs",
                        given -> ec2.call(
                                Ec2Operations.DESCRIBE_VPCS,
                                DescribeVpcsRequest.builder().filters(given).build())));
    }
}
