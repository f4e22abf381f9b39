// A page in pieces smaller than its tokens: runs of letters, runs of digits, single marks. "9a.m." and "05-Aug-2016" are cut the same way
// whatever the tokens are.
#pragma once

#include "claims/ground/page.h"
#include "claims/ground/times/lexicon.h"

namespace stemma::claims::ground::times {

struct Piece {
  enum class Kind : std::uint8_t { word, number, mark };
  std::uint32_t begin = 0, end = 0;  ///< bytes of the document's text
  std::uint32_t token = 0;
  std::int64_t number = 0;           ///< value of up to 18 digits, in any script; of more, -1
  std::uint16_t word = 0;            ///< Lexicon::word() of words and marks
  Kind kind = Kind::word;
  char mark = 0;                     ///< of marks: itself; dashes '-', apostrophes '\''; '\n' where a block ends; '?' any other
  std::uint8_t digits = 0;           ///< of numbers
  bool glued = false;                ///< nothing stands between it and the piece before
};

/// Whether anything on the page can be a time at all is told by `candidates`: indices of numbers and of words of the tables.
struct Pieces {
  std::vector<Piece> all;
  std::vector<std::uint32_t> candidates;
};

void cut(const Page& page, const Lexicon& words, Pieces& out);

}  // namespace stemma::claims::ground::times
