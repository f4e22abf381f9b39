// The lexicon of reporting cues: which verbs and nouns tell that somebody says something, in which frames, with which stance.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "stemma/attribution.h"

namespace stemma::claims {

/// What may follow a cue (see cue_verbs.inc).
enum Frame : std::uint32_t {
  kThat = 1, kBare = 2, kWh = 4, kQuoted = 8, kEnd = 16, kInfinitive = 32, kNoun = 64, kRecipient = 128, kGerund = 256, kPassive = 512,
};

enum Form : std::uint8_t { kBase = 1, kNow = 2, kPast = 4, kParticiple = 8, kIng = 16 };

struct CueVerb {
  std::string lemma;
  Stance stance = Stance::asserts;
  bool speech = false;
  std::uint32_t frames = 0;
  std::vector<std::pair<std::uint32_t, Stance>> frame_stance;        ///< exceptions to `stance`
  std::vector<std::pair<std::string, Stance>> words;                 ///< prepositions and particles that lead to the content
  bool has(std::uint32_t frame) const { return (frames & frame) != 0; }
  Stance stance_for(std::uint32_t frame) const;
};

struct CueNoun {
  Stance stance = Stance::asserts;
  bool document = false;  ///< a thing that can be read ("report", "letter"), not an act of saying
};

class CueLexicon {
 public:
  CueLexicon();
  struct Hit {
    const CueVerb* verb = nullptr;
    std::uint8_t forms = 0;
  };
  Hit verb(std::string_view lower) const;
  const CueNoun* noun(std::string_view lower) const;

 private:
  std::vector<CueVerb> verbs_;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  std::unordered_map<std::string, std::pair<std::uint32_t, std::uint8_t>, Hash, std::equal_to<>> forms_;
  std::unordered_map<std::string_view, CueNoun> nouns_;
};

}  // namespace stemma::claims
