package io.moorage.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.browser.Chromium;
import io.moorage.browser.Tab;
import java.util.ArrayList;
import java.util.List;

/** The forms of root's pages as a browser would send them, with a word in what is left to fill in. */
final class ConsoleForms {
    private static final String FORMS = """
            fetch('/console/%s').then((answer) => answer.text()).then((text) => {
              const page = new DOMParser().parseFromString(text, 'text/html');
              return [...page.querySelectorAll('form[method=post]')].map((form) => {
                for (const each of form.querySelectorAll('input:not([type]), textarea')) each.value ||= each.name === 'tags' ? 'key=value' : 'word';
                for (const each of form.querySelectorAll('input[inputmode], input[type=number]')) each.value ||= '1';
                const fields = new URLSearchParams(new FormData(form, form.querySelector('button[name]')));
                fields.delete('csrf');
                return {path: form.getAttribute('action').replace('/console/', ''), fields: fields.toString()};
              });
            })""";

    private final Tab tab;

    /** @param path where it is sent, below {@code /console/} */
    record Form(String path, String fields) {
        @Override
        public String toString() {
            return path;
        }

        /** What is played, and who one is, are no things of the account's. */
        boolean isOfTheAccount() {
            return !path.startsWith("first-run/") && !path.startsWith("sign-");
        }
    }

    ConsoleForms(Chromium browser, SimulatedServer server) throws Exception {
        this.tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/clusters");
    }

    List<Form> of(ConsoleCrawl.Stop page) throws Exception {
        List<Form> found = new ArrayList<>();
        for (JsonNode each : tab.evaluate(FORMS.formatted(page.path()))) {
            Form form = new Form(each.path("path").asText(), each.path("fields").asText());
            if (form.isOfTheAccount()) {
                found.add(form);
            }
        }
        return found;
    }
}
