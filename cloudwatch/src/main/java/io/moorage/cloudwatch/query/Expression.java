package io.moorage.cloudwatch.query;

import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** Metric math as it is written (CloudWatch user guide, "Using metric math"). */
sealed interface Expression {
    record Constant(double value) implements Expression {}

    /** Another query of the same request. */
    record Reference(String id) implements Expression {}

    record Negation(Expression of) implements Expression {}

    record Operation(Operator operator, Expression left, Expression right) implements Expression {}

    /** @param name in capitals */
    record Call(String name, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** What stands between two operands; comparisons and logic yield 1 or 0. */
    enum Operator {
        OR((a, b) -> a != 0 || b != 0 ? 1 : 0),
        AND((a, b) -> a != 0 && b != 0 ? 1 : 0),
        EQUAL((a, b) -> a == b ? 1 : 0),
        NOT_EQUAL((a, b) -> a != b ? 1 : 0),
        LESS((a, b) -> a < b ? 1 : 0),
        LESS_OR_EQUAL((a, b) -> a <= b ? 1 : 0),
        GREATER((a, b) -> a > b ? 1 : 0),
        GREATER_OR_EQUAL((a, b) -> a >= b ? 1 : 0),
        PLUS(Double::sum),
        MINUS((a, b) -> a - b),
        TIMES((a, b) -> a * b),
        DIVIDED_BY((a, b) -> a / b),
        TO_THE_POWER(Math::pow);

        private final DoubleBinaryOperator function;

        Operator(DoubleBinaryOperator function) {
            this.function = function;
        }

        double apply(double left, double right) {
            return function.applyAsDouble(left, right);
        }
    }
}
