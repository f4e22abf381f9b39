// The longest thing that begins at a place of a text: the regular expressions of training/tokens.py, by hand.
#pragma once

#include <cstdint>
#include <string_view>

#include "lang/chars.h"

namespace stemma::lang {

enum class Piece : std::uint8_t { address, name, number, word, mark };

struct Match {
  Piece piece = Piece::mark;
  std::size_t end = 0;
};

/// Finds tokens in one block of text. Every look ahead is bounded or ends where the token ends, so that walking a text is linear.
class TokenMatcher {
 public:
  explicit TokenMatcher(std::string_view text) : text_(text) {}

  /// The token that begins at byte `at`, by rules 2 to 8 of training/README.md but for what is glued to words. REQUIRES: at < size.
  Match token_at(std::size_t at);
  /// "2026-05-06", "555-1234", "PG&E"; 0 if there is none.
  std::size_t joined_at(std::size_t at) const;
  /// An apostrophe with s, re, ve, ll, d or m behind it: its end, or 0.
  std::size_t clitic_at(std::size_t at) const;
  /// "n't": its end, or 0.
  std::size_t negation_at(std::size_t at) const;

  /// Bits of CharClass of the character at byte `at`; 0 at the end.
  std::uint8_t cls(std::size_t at) const { return class_of(char_at(text_, at).c); }
  bool alnum(std::size_t at) const { return (cls(at) & kAlnum) != 0; }

 private:
  char byte(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  bool starts(std::size_t at, std::string_view with) const { return text_.compare(at, with.size(), with) == 0; }
  std::size_t word_end(std::size_t at) const;
  std::size_t digits_end(std::size_t at) const;
  std::size_t label_end(std::size_t at, std::size_t most) const;
  std::size_t to_space(std::size_t at) const;
  std::size_t less_closing(std::size_t begin, std::size_t end) const;
  std::size_t url_at(std::size_t at) const;
  std::size_t mail_at(std::size_t at);
  std::size_t handle_at(std::size_t at) const;
  std::size_t host_at(std::size_t at) const;
  std::size_t dotted_at(std::size_t at) const;
  std::size_t number_at(std::size_t at) const;
  std::size_t mark_at(std::size_t at, Char first) const;
  std::size_t run_end(std::size_t at, std::string_view sign) const;

  std::string_view text_;
  std::size_t next_at_sign_ = 0;  ///< first '@' at or behind the place asked last; text_.size() if there is none
  bool at_sign_known_ = false;
};

}  // namespace stemma::lang
