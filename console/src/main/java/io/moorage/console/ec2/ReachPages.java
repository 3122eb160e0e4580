package io.moorage.console.ec2;

import io.moorage.awsapi.AwsException;
import io.moorage.console.ec2.Network.Place;
import io.moorage.console.ec2.Reach.Hop;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Optional;

/** Can A reach B on a port, and why not. */
public final class ReachPages {
    private ReachPages() {}

    public static List<Route> routes() {
        return List.of(Route.get("ec2/reach", ReachPages::page));
    }

    private static View.Page page(Ask ask) {
        Network network = new Survey(ask.aws()).network();
        Parameters query = ask.query();
        Html form = Html.of(
                """
                <form method="get" class="card stack"><datalist id="places">{}</datalist>
                <div class="inline"><label>From <span class="hint">an id, a load balancer's name, or an address</span><input name="from" list="places" value="{}" required spellcheck="false" autocomplete="off"></label>
                <label>To <span class="hint">an id, a load balancer's name, or an address</span><input name="to" list="places" value="{}" required spellcheck="false" autocomplete="off"></label>
                <label>Protocol<select name="protocol"><option>tcp</option><option{}>udp</option></select></label>
                <label>Port<input type="number" name="port" min="1" max="65535" value="{}" required></label><button class="primary">Ask</button></div>
                <p class="hint">2049 is NFS, 3306 MySQL, 22 ssh. An address that nobody has here, as 203.0.113.1, stands for the internet.</p></form>""",
                network.places().stream()
                        .map(each -> Html.of(
                                "<option value=\"{}\">{}</option>", each.id(), each.name() + " " + each.address()))
                        .toList(),
                query.get("from"),
                query.get("to"),
                Html.of(" selected").when(query.get("protocol").equals("udp")),
                query.find("port").orElse("2049"));
        Html answer = query.get("from").isEmpty() || query.get("to").isEmpty()
                ? Html.NOTHING
                : Advice.orRefusal(() -> answer(network, query));
        return new View.Page(
                "Can A reach B?",
                List.of(new Crumb(Links.to("ec2", "security-groups"), "Security groups")),
                Html.NOTHING,
                Html.of("{}{}", form, Parts.live("answer", answer)),
                List.of("ec2", "efs", "elb"));
    }

    private static Html answer(Network network, Parameters query) {
        Place from = place(network, query.get("from"), Optional.empty());
        Place to = place(network, query.get("to"), Optional.of(from));
        String port = query.get("port");
        if (!port.matches("[0-9]{1,5}")) {
            throw new AwsException("InvalidParameterValue", 400, "A port is a number from 1 to 65535.");
        }
        String protocol = query.find("protocol").orElse("tcp");
        List<Hop> hops = Reach.of(network, from, to, protocol, Integer.parseInt(port));
        boolean arrives = hops.stream().allMatch(Hop::passed);
        return Html.of(
                "<section class=\"card stack\"><h2>{}</h2><ol class=\"hops\">{}</ol>{}</section>",
                arrives
                        ? from.name() + " reaches " + to.name() + " on " + protocol + " " + port
                        : from.name() + " does not reach " + to.name() + " on " + protocol + " " + port,
                hops.stream()
                        .map(each -> Html.of(
                                "<li>{}<div><strong>{}</strong><p>{}</p></div></li>",
                                Parts.status(each.passed() ? "passed" : "FAILED"),
                                each.at(),
                                each.why()))
                        .toList(),
                Html.of(
                                "<p class=\"hint\">The network lets it through. Whether anything listens there is for {} itself.</p>",
                                to.name())
                        .when(arrives));
    }

    private static Place place(Network network, String wanted, Optional<Place> near) {
        Optional<Place> found = network.find(wanted, near);
        return found.orElseThrow(() -> new AwsException(
                "InvalidParameterValue",
                400,
                "“" + wanted
                        + "” is neither an instance, a file system with mount targets, a load balancer, a network interface, nor an"
                        + " address. Choose one of the list."));
    }
}
