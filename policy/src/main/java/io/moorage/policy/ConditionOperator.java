package io.moorage.policy;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/** The condition operators (IAM JSON policy reference, "Condition operators"). What cannot be parsed matches nothing. */
enum ConditionOperator {
    STRING_EQUALS("StringEquals", false, String::equals),
    STRING_NOT_EQUALS("StringNotEquals", true, String::equals),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false, String::equalsIgnoreCase),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true, String::equalsIgnoreCase),
    STRING_LIKE("StringLike", false, Glob::matches),
    STRING_NOT_LIKE("StringNotLike", true, Glob::matches),
    ARN_EQUALS("ArnEquals", false, Glob::matchesArn),
    ARN_NOT_EQUALS("ArnNotEquals", true, Glob::matchesArn),
    ARN_LIKE("ArnLike", false, Glob::matchesArn),
    ARN_NOT_LIKE("ArnNotLike", true, Glob::matchesArn),
    BOOL("Bool", false, String::equalsIgnoreCase),
    BINARY_EQUALS("BinaryEquals", false, String::equals),
    NUMERIC_EQUALS("NumericEquals", false, number(order -> order == 0)),
    NUMERIC_NOT_EQUALS("NumericNotEquals", true, number(order -> order == 0)),
    NUMERIC_LESS_THAN("NumericLessThan", false, number(order -> order < 0)),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false, number(order -> order <= 0)),
    NUMERIC_GREATER_THAN("NumericGreaterThan", false, number(order -> order > 0)),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false, number(order -> order >= 0)),
    DATE_EQUALS("DateEquals", false, date(order -> order == 0)),
    DATE_NOT_EQUALS("DateNotEquals", true, date(order -> order == 0)),
    DATE_LESS_THAN("DateLessThan", false, date(order -> order < 0)),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", false, date(order -> order <= 0)),
    DATE_GREATER_THAN("DateGreaterThan", false, date(order -> order > 0)),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false, date(order -> order >= 0)),
    IP_ADDRESS("IpAddress", false, ConditionOperator::isIn),
    NOT_IP_ADDRESS("NotIpAddress", true, ConditionOperator::isIn),
    /** Asks whether the key is there at all; judged by {@link Condition}. */
    NULL("Null", false, (wanted, present) -> false);

    private final String word;
    private final boolean negated;
    private final BiPredicate<String, String> test;

    ConditionOperator(String word, boolean negated, BiPredicate<String, String> test) {
        this.word = word;
        this.negated = negated;
        this.test = test;
    }

    static Optional<ConditionOperator> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** True for the operators that hold when no value matches. */
    boolean negated() {
        return negated;
    }

    /**
     * Without regard to {@link #negated}.
     *
     * @param wanted from the policy
     * @param present from the request
     */
    boolean matches(String wanted, String present) {
        return test.test(wanted, present);
    }

    private static BiPredicate<String, String> number(IntPredicate order) {
        return (wanted, present) -> {
            try {
                return order.test(new BigDecimal(present.trim()).compareTo(new BigDecimal(wanted.trim())));
            } catch (NumberFormatException e) {
                return false;
            }
        };
    }

    private static BiPredicate<String, String> date(IntPredicate order) {
        return (wanted, present) -> {
            Optional<Instant> limit = instant(wanted);
            Optional<Instant> value = instant(present);
            return limit.isPresent()
                    && value.isPresent()
                    && order.test(value.get().compareTo(limit.get()));
        };
    }

    /** ISO 8601, or seconds since 1970. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(
                    text.matches("-?[0-9]{1,12}")
                            ? Instant.ofEpochSecond(Long.parseLong(text))
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isIn(String block, String address) {
        int slash = block.indexOf('/');
        try {
            byte[] base = InetAddress.ofLiteral(slash < 0 ? block : block.substring(0, slash))
                    .getAddress();
            byte[] asked = InetAddress.ofLiteral(address).getAddress();
            int bits = slash < 0 ? base.length * 8 : Integer.parseInt(block.substring(slash + 1));
            return base.length == asked.length && bits >= 0 && bits <= base.length * 8 && same(base, asked, bits);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean same(byte[] left, byte[] right, int bits) {
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((left[bit / 8] & mask) != (right[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
