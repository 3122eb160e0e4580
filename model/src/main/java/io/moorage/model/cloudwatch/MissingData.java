package io.moorage.model.cloudwatch;

import java.util.Arrays;
import java.util.Optional;

/** What an alarm takes a missing data point for (CloudWatch user guide, "Configuring how alarms treat missing data"). */
public enum MissingData {
    MISSING("missing"),
    IGNORE("ignore"),
    BREACHING("breaching"),
    NOT_BREACHING("notBreaching");

    private final String word;

    MissingData(String word) {
        this.word = word;
    }

    /** As AWS writes it. */
    public String word() {
        return word;
    }

    public static Optional<MissingData> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
