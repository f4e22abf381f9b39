#include "lang/agents/clusters.h"

#include <optional>
#include <utility>

namespace stemma::lang::agents {
namespace {

/// 1 he, 2 she, 3 it; 0 not told by a pronoun.
int told_gender(const Info& m) {
  if (m.kind != Kind::pronoun) return 0;
  return m.pronoun == Pronoun::he ? 1 : m.pronoun == Pronoun::she ? 2 : m.pronoun == Pronoun::it ? 3 : 0;
}

bool has_full_name(const Info& m) {
  return m.kind == Kind::proper && m.type == type_of(NameType::person) && !m.mention.together && m.full_name;
}

class Clusters {
 public:
  explicit Clusters(std::span<const Info> infos) : infos_(infos) {}

  bool allows(std::uint32_t later, std::uint32_t earlier) const {
    const Info &m = infos_[later], &a = infos_[earlier];
    if (m.mention.first >= a.mention.first && m.mention.last <= a.mention.last && !m.reflexive) return false;
    const Known& known = known_[of_[earlier]];
    const int gender = told_gender(m);
    if (gender != 0 && known.gender != 0 && gender != known.gender) return false;
    if (share(m.named_below, known.heads)) return false;
    return !(has_full_name(m) && known.named && (m.first_name != known.first_name || m.last_name != known.last_name));
  }

  void add(std::uint32_t mention, std::optional<std::uint32_t> earlier) {
    const Info& m = infos_[mention];
    if (!earlier) known_.emplace_back();
    of_.push_back(earlier ? of_[*earlier] : static_cast<std::uint32_t>(known_.size() - 1));
    Known& known = known_[of_.back()];
    if (known.gender == 0) known.gender = told_gender(m);
    if (m.kind == Kind::proper && !known.heads.full()) known.heads.add(m.head_word);
    if (known.named || !has_full_name(m)) return;
    known.named = true;
    known.first_name = m.first_name;
    known.last_name = m.last_name;
  }

  std::vector<std::uint32_t> take() { return std::move(of_); }

 private:
  struct Known {
    int gender = 0;
    bool named = false;
    WordList heads;  ///< of its first names
    std::uint32_t first_name = 0, last_name = 0;
  };
  std::span<const Info> infos_;
  std::vector<std::uint32_t> of_;
  std::vector<Known> known_;
};

class Joiner {
 public:
  Joiner(const View& view, std::span<const Info> infos, std::span<const float> encoded, const Scorer& scorer)
      : v_(view), infos_(infos), scorer_(scorer), speakers_(speakers(view, infos)), candidates_(infos), clusters_(infos) {
    sides_.reserve(infos.size());
    const std::size_t width = scorer.width();
    for (const Info& m : infos) sides_.push_back(scorer.side(encoded.subspan(m.mention.head * width, width), places_of(m)));
  }

  std::vector<std::uint32_t> run() {
    for (std::uint32_t m = 0; m < infos_.size(); ++m) clusters_.add(m, best(m));
    return clusters_.take();
  }

 private:
  Speaker speaker_of(const Info& m, std::uint32_t earlier) const {
    if (m.quotation < 0) return Speaker::no_quotation;
    const std::int32_t speaker = speakers_[static_cast<std::size_t>(m.quotation)];
    if (speaker < 0) return Speaker::unknown;
    return speaker == static_cast<std::int32_t>(earlier) ? Speaker::this_one : Speaker::another;
  }

  /// Of equal scores the nearer wins: candidates come nearest first.
  std::optional<std::uint32_t> best(std::uint32_t later) {
    const Info& m = infos_[later];
    std::optional<std::uint32_t> best;
    std::int32_t highest = sides_[later].alone;
    Between between;
    for (const std::uint32_t earlier : candidates_.of(later)) {
      const Info& a = infos_[earlier];
      between.mentions = later - earlier;
      if (clusters_.allows(later, earlier)) {
        between.speaker = speaker_of(m, earlier);
        const std::int32_t score = scorer_.score(sides_[later], sides_[earlier], places_of(v_, m, a, between));
        if (score > highest) highest = score, best = earlier;
      }
      if (m.kind != Kind::pronoun || !agrees(m, a)) continue;
      ++between.agreeing;
      if (a.role == Role::subject && a.quotation < 0) ++between.subjects;
    }
    return best;
  }

  const View& v_;
  std::span<const Info> infos_;
  const Scorer& scorer_;
  std::vector<std::int32_t> speakers_;
  Candidates candidates_;
  Clusters clusters_;
  std::vector<Scorer::Side> sides_;
};

}  // namespace

std::vector<std::uint32_t> cluster(const View& view, std::span<const Info> infos, std::span<const float> encoded, const Scorer& scorer) {
  return Joiner(view, infos, encoded, scorer).run();
}

}  // namespace stemma::lang::agents
