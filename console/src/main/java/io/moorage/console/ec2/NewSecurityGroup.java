package io.moorage.console.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;

/** A security group is made empty: nothing may come in, and everything go out, until its page has rules. */
final class NewSecurityGroup {
    private static final String SERVICE = "ec2";

    private NewSecurityGroup() {}

    static Route route() {
        return Route.post(
                "ec2/security-groups",
                ask -> Need.onAnything(SERVICE, "CreateSecurityGroup"),
                NewSecurityGroup::create);
    }

    static Html form(Ask ask) {
        Parameters given = ask.form();
        Html fields = Html.of(
                """
                <h2>Create a security group</h2><label>Group name<input name="name" value="{}" required maxlength="255" spellcheck="false"></label>
                <label>Description<input name="description" value="{}" required maxlength="255"></label>
                <label>VPC<select name="vpc">{}</select></label><div class="row"><button class="primary">Create security group</button></div>""",
                given.get("name"),
                given.get("description"),
                Aws.list(ask.aws().call(SERVICE, "DescribeVpcs").path("vpcSet")).stream()
                        .map(each -> option(each, given.get("vpc")))
                        .toList());
        return ask.form(Links.to("ec2", "security-groups"))
                .style("card stack narrow")
                .around(fields);
    }

    private static Html option(JsonNode vpc, String chosen) {
        String id = vpc.path("vpcId").asText();
        return Html.of(
                "<option value=\"{}\"{}>{}</option>",
                id,
                Html.of(" selected").when(id.equals(chosen)),
                id + " (" + vpc.path("cidrBlock").asText()
                        + (vpc.path("isDefault").asBoolean() ? ", default)" : ")"));
    }

    private static View create(Ask ask) {
        Parameters form = ask.form();
        try {
            String id = ask.aws()
                    .call(SERVICE, "CreateSecurityGroup", in -> in.put("GroupName", form.get("name"))
                            .put("GroupDescription", form.get("description"))
                            .put("VpcId", form.get("vpc")))
                    .path("groupId")
                    .asText();
            return new View.GoTo(
                    SecurityGroupPages.href(id), "The security group was created: nothing may come in yet.");
        } catch (AwsException e) {
            return SecurityGroupPages.list(ask, Advice.of(e)).refused(e.httpStatus());
        }
    }
}
