package io.moorage.ec2.compute;

import io.moorage.awsmodels.ec2.AttributeBooleanValue;
import io.moorage.awsmodels.ec2.AttributeValue;
import io.moorage.awsmodels.ec2.BlobAttributeValue;
import io.moorage.awsmodels.ec2.ModifyInstanceAttributeRequest;
import io.moorage.ec2.api.Ec2Errors;
import java.util.Base64;

/** An attribute that a request gives by its name and a text ({@code Attribute} and {@code Value}). */
final class NamedAttribute {
    private NamedAttribute() {}

    /** The same request with the attribute in the member of its own. */
    static ModifyInstanceAttributeRequest spelledOut(ModifyInstanceAttributeRequest input) {
        String value = input.value();
        if (input.attribute() == null || value == null) {
            return input;
        }
        ModifyInstanceAttributeRequest.Builder request = input.toBuilder();
        return switch (input.attribute()) {
            case "instanceType" ->
                request.instanceType(new AttributeValue(value)).build();
            case "instanceInitiatedShutdownBehavior" ->
                request.instanceInitiatedShutdownBehavior(new AttributeValue(value))
                        .build();
            case "userData" ->
                request.userData(new BlobAttributeValue(decoded(value))).build();
            case "disableApiTermination" ->
                request.disableApiTermination(flag(value)).build();
            case "disableApiStop" -> request.disableApiStop(flag(value)).build();
            case "ebsOptimized" -> request.ebsOptimized(flag(value)).build();
            case "sourceDestCheck" -> request.sourceDestCheck(flag(value)).build();
            case "enaSupport" -> request.enaSupport(flag(value)).build();
            default -> throw Ec2Errors.unsupported("Modifying the attribute " + input.attribute() + " of an instance");
        };
    }

    private static byte[] decoded(String value) {
        try {
            return Base64.getMimeDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            throw Ec2Errors.invalidValue("Invalid BASE64 encoding of user data.");
        }
    }

    private static AttributeBooleanValue flag(String value) {
        return switch (value) {
            case "true" -> new AttributeBooleanValue(true);
            case "false" -> new AttributeBooleanValue(false);
            default ->
                throw Ec2Errors.invalidValue("Value (%s) for parameter value is invalid. Expected a boolean.", value);
        };
    }
}
