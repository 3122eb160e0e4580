package io.moorage.agent.task;

import io.moorage.agentwire.acs.TaskPayload;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the files that a task's containers have variables from, with its execution role. */
public interface EnvironmentFiles {
    /**
     * One attempt at all files of the task.
     *
     * @return the variables of each, by its ARN
     * @throws Secrets.Refused when one of them will never be had
     * @throws IOException when they cannot be had at present
     */
    Map<String, Map<String, String>> read(TaskPayload task) throws Secrets.Refused, IOException;

    /**
     * {@code VARIABLE=VALUE} on each line; everything after the sign is the value, spaces and quotation marks too. Lines that
     * begin with {@code #}, and lines without a name or a value, are passed over (ECS developer guide, "Pass environment
     * variables to an Amazon ECS container", and what the stock agent does). Of a variable that is there twice the last counts.
     */
    static Map<String, String> parse(String content) {
        Map<String, String> variables = new LinkedHashMap<>();
        content.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int sign = line.indexOf('=');
            if (sign > 0 && sign < line.length() - 1) {
                variables.put(line.substring(0, sign), line.substring(sign + 1));
            }
        });
        return variables;
    }
}
