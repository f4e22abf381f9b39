// Numbers as texts print them, kept exactly: digits, a power of ten, and what they are divided by.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stemma::claims::ground {

/// mantissa * 10^exponent / divisor. What does not fit is kept as a double, and what that cannot hold is no value at all.
class Decimal {
 public:
  Decimal() = default;
  explicit Decimal(std::uint64_t whole) : mantissa_(whole) {}
  /// ASCII digits, `decimals` of which stand behind the point.
  static Decimal of_digits(std::string_view digits, std::size_t decimals);
  static Decimal fraction(const Decimal& numerator, const Decimal& denominator);

  /// The nearest double; nothing if it is beyond all doubles.
  std::optional<double> value() const;
  /// Plain digits, exactly ("-0.1", "12000000"); empty if that takes more than 40, or has no end (1/3).
  std::string digits() const;

  Decimal times_power(int power) const;
  Decimal times(const Decimal& other) const;
  Decimal plus(const Decimal& other) const;
  Decimal negative() const;

  bool is_whole() const { return exact_ && divisor_ == 1 && exponent_ >= 0; }
  bool is_zero() const { return exact_ && mantissa_ == 0; }
  /// A whole number below 2^63, if it is one.
  std::optional<std::uint64_t> whole() const;

 private:
  static Decimal inexact(double approximate);
  double approximate() const;

  bool exact_ = true;
  bool negative_ = false;
  std::uint64_t mantissa_ = 0;
  int exponent_ = 0;
  std::uint64_t divisor_ = 1;
  double approximate_ = 0;  ///< if not exact; infinite: beyond all doubles
};

}  // namespace stemma::claims::ground
