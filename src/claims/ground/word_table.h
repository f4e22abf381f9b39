// Look-up of single words and of phrases: what every token of a page is asked first.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

namespace stemma::claims::ground {

/// A hash table from words to values, without deletion. The words must stay where they are.
template <class Value>
class WordTable {
 public:
  /// The value of a word, made anew if there is none. References are good until the next call.
  Value& operator[](std::string_view word) {
    if ((used_ + 1) * 2 > slots_.size()) grow();
    Slot& s = slots_[place(word)];
    if (!s.taken) {
      s = {word, Value{}, true};
      ++used_;
    }
    return s.value;
  }
  const Value* find(std::string_view word) const {
    if (slots_.empty() || word.empty()) return nullptr;
    const Slot& s = slots_[place(word)];
    return s.taken ? &s.value : nullptr;
  }

 private:
  struct Slot {
    std::string_view word;
    Value value{};
    bool taken = false;
  };

  /// Of the length, the first and the last bytes: enough to tell words apart, and never slow on long ones.
  static std::size_t hash(std::string_view w) {
    std::uint64_t head = 0, tail = 0;
    const std::size_t n = w.size() < 8 ? w.size() : 8;
    std::memcpy(&head, w.data(), n);
    std::memcpy(&tail, w.data() + (w.size() - n), n);
    const std::uint64_t x = (head ^ std::rotl(tail, 29) ^ w.size()) * 0x9E3779B97F4A7C15ULL;
    return static_cast<std::size_t>(x ^ (x >> 31));
  }
  std::size_t place(std::string_view w) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = hash(w) & mask;
    while (slots_[i].taken && slots_[i].word != w) i = (i + 1) & mask;
    return i;
  }
  void grow() {
    std::vector<Slot> old(slots_.empty() ? 64 : slots_.size() * 2);
    old.swap(slots_);
    for (Slot& s : old)
      if (s.taken) slots_[place(s.word)] = std::move(s);
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace stemma::claims::ground
