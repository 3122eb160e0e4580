package io.moorage.cloudformation.template;

import java.util.Optional;
import java.util.Set;

/**
 * The type of a parameter (CloudFormation user guide, "Parameters": general, AWS-specific and Systems Manager types).
 *
 * @param text as written in the template
 * @param element what each value is: {@code String}, {@code Number} or an AWS-specific type
 * @param isList whether the value is a list, given with commas
 * @param fromStore whether what is given is the name of a Systems Manager parameter that holds the value
 */
public record ParameterType(String text, String element, boolean isList, boolean fromStore) {
    private static final String STORE = "AWS::SSM::Parameter::Value<";
    private static final String STORE_NAME = "AWS::SSM::Parameter::Name";

    /** AWS-specific types: the value must name something that exists. */
    private static final Set<String> EXISTING = Set.of(
            "AWS::EC2::AvailabilityZone::Name",
            "AWS::EC2::Image::Id",
            "AWS::EC2::Instance::Id",
            "AWS::EC2::KeyPair::KeyName",
            "AWS::EC2::SecurityGroup::GroupName",
            "AWS::EC2::SecurityGroup::Id",
            "AWS::EC2::Subnet::Id",
            "AWS::EC2::Volume::Id",
            "AWS::EC2::VPC::Id",
            "AWS::Route53::HostedZone::Id");

    /** Empty when CloudFormation knows no such type. */
    public static Optional<ParameterType> of(String text) {
        if (text.startsWith(STORE) && text.endsWith(">")) {
            return ofValue(text, text.substring(STORE.length(), text.length() - 1), true);
        }
        return ofValue(text, text, false);
    }

    private static Optional<ParameterType> ofValue(String text, String value, boolean fromStore) {
        if (value.equals("CommaDelimitedList")) {
            return Optional.of(new ParameterType(text, "String", true, fromStore));
        }
        boolean list = value.startsWith("List<") && value.endsWith(">");
        String element = list ? value.substring("List<".length(), value.length() - 1) : value;
        boolean known = EXISTING.contains(element)
                || element.equals("Number")
                || (element.equals("String") && (!list || fromStore))
                || (element.equals(STORE_NAME) && !list && !fromStore);
        return known ? Optional.of(new ParameterType(text, element, list, fromStore)) : Optional.empty();
    }

    public boolean isNumber() {
        return element.equals("Number");
    }

    /** Whether a value has to name something that exists in the account. */
    public boolean mustExist() {
        return EXISTING.contains(element) || element.equals(STORE_NAME);
    }
}
