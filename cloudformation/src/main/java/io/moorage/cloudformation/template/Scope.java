package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** What names outside a template's own text mean while its functions are worked out. */
public interface Scope {
    PseudoParameters pseudo();

    /** The parameters' values by name: text, or an array of texts. */
    Map<String, JsonNode> parameters();

    /** What {@code Ref} of a resource is: mostly its physical id. The resource exists. */
    String ref(String logicalId) throws InvalidTemplateException;

    /** What {@code Fn::GetAtt} of a resource is. The resource exists. */
    JsonNode attribute(String logicalId, String attribute) throws InvalidTemplateException;

    /** The names of a region's Availability Zones, in their order. */
    List<String> availabilityZones(String region);

    /** What another stack exports under a name. */
    String imported(String exportName) throws InvalidTemplateException;
}
