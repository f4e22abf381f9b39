#include "claims/ground/figures/decimal.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace stemma::claims::ground {
namespace {

constexpr int kMostPower = 400;  // beyond this no double is left
constexpr std::size_t kMostDigits = 40;
constexpr std::size_t kExactDigits = 18;  // of a mantissa: sums of two still fit

double parsed(const std::string& number) {
  double out = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), out);
  return error == std::errc() ? out : std::numeric_limits<double>::infinity();
}

bool scale(std::uint64_t& m, int power) {
  for (; power > 0; --power)
    if (__builtin_mul_overflow(m, std::uint64_t{10}, &m)) return false;
  return true;
}

}  // namespace

Decimal Decimal::inexact(double approximate) {
  Decimal out;
  out.exact_ = false;
  out.approximate_ = approximate;
  return out;
}

Decimal Decimal::of_digits(std::string_view digits, std::size_t decimals) {
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size());
  if (digits.size() - first > kMostPower || decimals > kMostPower) return inexact(std::numeric_limits<double>::infinity());
  std::string_view kept = digits.substr(first);
  int exponent = -static_cast<int>(decimals);
  while (!kept.empty() && kept.back() == '0' && exponent < 0) kept.remove_suffix(1), ++exponent;
  if (kept.size() > kExactDigits) return inexact(parsed(std::string(kept) + "e" + std::to_string(exponent)));
  Decimal out;
  for (const char c : kept) out.mantissa_ = out.mantissa_ * 10 + static_cast<std::uint64_t>(c - '0');
  out.exponent_ = out.mantissa_ == 0 ? 0 : exponent;
  return out;
}

Decimal Decimal::fraction(const Decimal& numerator, const Decimal& denominator) {
  const auto whole = denominator.whole();
  if (numerator.exact_ && whole && *whole > 0) {
    Decimal out = numerator;
    if (!__builtin_mul_overflow(out.divisor_, *whole, &out.divisor_)) return out;
  }
  return inexact(numerator.approximate() / denominator.approximate());
}

double Decimal::approximate() const {
  if (!exact_) return approximate_;
  double out = parsed(std::to_string(mantissa_) + "e" + std::to_string(exponent_));
  if (divisor_ != 1) out /= static_cast<double>(divisor_);
  return negative_ ? -out : out;
}

std::optional<double> Decimal::value() const {
  const double out = approximate();
  return std::isfinite(out) ? std::optional(out) : std::nullopt;
}

std::string Decimal::digits() const {
  if (!exact_) return {};
  std::uint64_t m = mantissa_, d = divisor_;
  int exponent = exponent_;
  for (; d > 1 && m % d != 0; --exponent)
    if (exponent_ - exponent > 20 || __builtin_mul_overflow(m, std::uint64_t{10}, &m)) return {};
  std::string out = std::to_string(m / d);
  if (exponent > static_cast<int>(kMostDigits) || exponent < -static_cast<int>(kMostDigits)) return {};
  if (exponent >= 0) {
    if (out != "0") out.append(static_cast<std::size_t>(exponent), '0');
  } else {
    const auto behind = static_cast<std::size_t>(-exponent);
    if (out.size() <= behind) out.insert(0, behind + 1 - out.size(), '0');
    out.insert(out.size() - behind, 1, '.');
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
  }
  if (out.size() > kMostDigits) return {};
  return negative_ && out != "0" ? "-" + out : out;
}

Decimal Decimal::times_power(int power) const {
  if (!exact_) return inexact(approximate_ * std::pow(10.0, power));
  if (exponent_ + power > kMostPower || exponent_ + power < -kMostPower) return inexact(std::numeric_limits<double>::infinity());
  Decimal out = *this;
  if (mantissa_ != 0) out.exponent_ += power;
  return out;
}

Decimal Decimal::times(const Decimal& other) const {
  if (exact_ && other.exact_ && std::abs(exponent_ + other.exponent_) <= kMostPower) {
    Decimal out = *this;
    out.negative_ = negative_ != other.negative_;
    out.exponent_ += other.exponent_;
    if (!__builtin_mul_overflow(mantissa_, other.mantissa_, &out.mantissa_) &&
        !__builtin_mul_overflow(divisor_, other.divisor_, &out.divisor_)) return out;
  }
  return inexact(approximate() * other.approximate());
}

Decimal Decimal::plus(const Decimal& other) const {
  if (mantissa_ == 0 && exact_) return other;
  if (other.mantissa_ == 0 && other.exact_) return *this;
  if (exact_ && other.exact_ && !negative_ && !other.negative_) {
    Decimal out;
    out.exponent_ = std::min(exponent_, other.exponent_);
    std::uint64_t a = mantissa_, b = other.mantissa_;
    if (scale(a, exponent_ - out.exponent_) && scale(b, other.exponent_ - out.exponent_) &&
        !__builtin_mul_overflow(a, other.divisor_, &a) &&
        !__builtin_mul_overflow(b, divisor_, &b) && !__builtin_mul_overflow(divisor_, other.divisor_, &out.divisor_) &&
        !__builtin_add_overflow(a, b, &out.mantissa_))
      return out;
  }
  return inexact(approximate() + other.approximate());
}

Decimal Decimal::negative() const {
  Decimal out = *this;
  out.negative_ = !negative_;
  out.approximate_ = -approximate_;
  return out;
}

std::optional<std::uint64_t> Decimal::whole() const {
  if (!is_whole() || negative_) return std::nullopt;
  std::uint64_t m = mantissa_;
  if (exponent_ > 18 || !scale(m, exponent_) || m >> 63) return std::nullopt;
  return m;
}

}  // namespace stemma::claims::ground
