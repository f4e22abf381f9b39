// Scrubbing: strings, readings and models without the secrets, every offset fitting the text that is left.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "protect/finder.h"
#include "protect/secrets.h"
#include "stemma/outward.h"

namespace stemma::protect {

/// A text in which stretches were replaced, and where what stood in the old one stands now.
class Shift {
 public:
  struct Replacement {
    ByteSpan span;
    std::string with;
    bool mark = false;  ///< says nothing; otherwise a pseudonym
  };
  /// REQUIRES: replacements in order, none over another.
  Shift(std::string_view text, std::vector<Replacement> replacements);

  const std::string& text() const { return text_; }
  bool any() const { return !pieces_.empty(); }
  /// What it was, or what took its place. A span that was cut by a replacement has all of it.
  ByteSpan operator()(ByteSpan old) const { return old.empty() ? ByteSpan{begin(old.begin), begin(old.begin)} : ByteSpan{begin(old.begin), end(old.end)}; }
  Spans operator()(const Spans& old) const;  ///< in order, none over another
  std::uint32_t begin(std::uint32_t at) const;
  std::uint32_t end(std::uint32_t at) const;
  bool touches(ByteSpan old) const;          ///< something in it was replaced
  bool marks(ByteSpan old) const;            ///< ... by a mark

 private:
  struct Piece {
    ByteSpan before, after;
    bool mark = false;
  };
  const Piece* last_before(std::uint32_t at) const;  ///< the last piece that begins at `at` or before it
  std::string text_;
  std::vector<Piece> pieces_;
};

class Scrubber {
 public:
  Scrubber(const Secrets& secrets, const Finder& finder) : secrets_(secrets), finder_(finder) {}

  /// A string that may be made of pieces of texts. Nothing changes in one without secrets.
  std::string string(const std::string& s) const;
  bool is_clean(const std::string& s) const { return finder_.in_string(s).empty(); }
  /// A name: of somebody labelled the pseudonym.
  void name(std::string& s) const { s = string(s); }

  /// The replacements in the text of a reading; `agent_of`: of its agents those of the case. Marks are numbered from `marks` + 1 on.
  std::vector<Shift::Replacement> replacements(const Reading& r, std::uint32_t index, const std::vector<std::int32_t>& agent_of, std::uint64_t& marks) const;

 private:
  std::vector<Hit> hits(const Reading& r, std::uint32_t index, const std::vector<std::int32_t>& agent_of) const;
  const Secrets& secrets_;
  const Finder& finder_;
};

/// Puts the shifted text into a reading and moves, blanks or scrubs all else of it. `own`: by its agents the person that each is, or -1.
void apply(Reading& r, const Shift& shift, const Scrubber& scrubber, const Secrets& secrets, const std::vector<std::int32_t>& own);
/// What a page says of itself, of a document in which something was replaced: no address, no path, no way back to the original.
void apply_metadata(Document& d, const Scrubber& scrubber);
bool metadata_is_clean(const Document& d, const Scrubber& scrubber);

/// The same for a model of these readings. `shifts` and `before`: by document.
void apply(CaseModel& model, const std::vector<Shift>& shifts, const Scrubber& scrubber, const Secrets& secrets);

/// Spots of a decision or a known id: where they stand now, in the words that stand there. Those of documents that stay in are dropped.
class SpotShifter {
 public:
  SpotShifter(const std::vector<Reading>& before, const std::vector<Reading>& after, const std::vector<Shift>& shifts, const Scrubber& scrubber);
  void operator()(std::vector<Spot>& spots) const;

 private:
  struct Place;
  const std::vector<Reading>& before_;
  const std::vector<Reading>& after_;
  const std::vector<Shift>& shifts_;
  const Scrubber& scrubber_;
  std::unordered_map<std::string, std::uint32_t> at_;
};

}  // namespace stemma::protect
