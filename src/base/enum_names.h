// One table for each enumeration: its words in files, exports and on screen, both ways.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace stemma {

template <class E, std::size_t N>
constexpr std::string_view enum_name(const std::array<std::pair<E, std::string_view>, N>& table, E value) {
  for (const auto& [e, word] : table)
    if (e == value) return word;
  return {};
}

template <class E, std::size_t N>
constexpr std::optional<E> enum_value(const std::array<std::pair<E, std::string_view>, N>& table, std::string_view word) {
  for (const auto& [e, w] : table)
    if (w == word) return e;
  return std::nullopt;
}

}  // namespace stemma
