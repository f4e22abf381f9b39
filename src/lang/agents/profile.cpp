#include "lang/agents/profile.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace stemma::lang::agents {
namespace {

constexpr std::size_t kAliases = 16;
constexpr std::uint32_t kPhrase = 12;  // tokens of an unnamed agent's name
using R = Relation;

bool is_body(FoundKind k) { return k == FoundKind::organisation || k == FoundKind::government || k == FoundKind::media; }

class Profiler {
 public:
  Profiler(const View& view, std::span<const Info> infos, Agents& out) : v_(view), infos_(infos), out_(out) {}

  void run() {
    for (FoundAgent& agent : out_.agents) {
      agent.kind = kind(agent);
      agent.plural = std::any_of(agent.mentions.begin(), agent.mentions.end(), [this](std::uint32_t m) { return infos_[m].plural; });
      agent.gender = gender(agent);
      forms(agent);
    }
    // After every kind is known: an affiliation is a body.
    for (std::uint32_t a = 0; a < out_.agents.size(); ++a)
      for (const std::uint32_t m : out_.agents[a].mentions) role(a, m);
  }

 private:
  const Info& info(std::uint32_t mention) const { return infos_[mention]; }

  FoundKind kind(const FoundAgent& agent) const {
    std::array<std::uint32_t, 11> votes{};
    bool speaks = false;
    for (const std::uint32_t m : agent.mentions) {
      if (info(m).kind == Kind::proper && info(m).type != kNoName) ++votes[info(m).type];
      speaks = speaks || info(m).speaks;
    }
    const auto most = std::max_element(votes.begin() + 1, votes.end());
    if (*most > 0) {
      switch (static_cast<NameType>(most - votes.begin() - 1)) {
        case NameType::person: return FoundKind::person;
        case NameType::organisation: return FoundKind::organisation;
        case NameType::government: return FoundKind::government;
        case NameType::media: return FoundKind::media;
        case NameType::document: return FoundKind::document;
        case NameType::place: return speaks ? FoundKind::government : FoundKind::place;
        case NameType::people: return FoundKind::collective;
        default: return FoundKind::other;
      }
    }
    return kind_of_noun(agent);
  }

  FoundKind kind_of_noun(const FoundAgent& agent) const {
    bool somebody = false;
    for (const std::uint32_t m : agent.mentions) {
      const std::uint16_t flags = info(m).flags;
      if (info(m).kind == Kind::pronoun) somebody = somebody || info(m).animate == Animate::somebody;
      else if (flags & kGovernment) return FoundKind::government;
      else if (flags & kMedia) return FoundKind::media;
      else if (flags & kBody) return FoundKind::organisation;
      else if (flags & kRole) return FoundKind::unnamed;
      else if (flags & kCollective) return FoundKind::collective;
      else if (flags & kDocument) return FoundKind::document;
      else if (flags & kPlace) return FoundKind::place;
      else somebody = somebody || info(m).speaks;
    }
    return somebody ? FoundKind::unnamed : FoundKind::other;
  }

  Gender gender(const FoundAgent& agent) const {
    for (const bool pronouns : {true, false})
      for (const std::uint32_t m : agent.mentions)
        if ((info(m).kind == Kind::pronoun) == pronouns && info(m).gender != Gender::unknown) return info(m).gender;
    return Gender::unknown;
  }

  /// The words by which a mention names somebody: the name at its head without titles, else the phrase up to its head.
  std::string form(std::uint32_t m) const {
    const Mention& mention = info(m).mention;
    std::uint32_t first = mention.first, last = mention.head + 1;
    if (mention.together) last = mention.last;
    else if (v_.name(mention.head) >= 0) {
      first = std::max(first, v_.name_at(mention.head).first);
      last = std::min(mention.last, v_.name_at(mention.head).last);
      while (first + 1 < last && info(m).type == type_of(NameType::person) && (v_.word_of(first).flags & kTitle) != 0) ++first;
    }
    if (first + 1 < last && v_.word_of(first).norm == "the") ++first;
    return v_.text(std::max(first, last > kPhrase ? last - kPhrase : 0), last);
  }

  void forms(FoundAgent& agent) const {
    std::size_t best = 0;
    std::vector<std::string> all;
    for (const bool named : {true, false}) {
      for (const std::uint32_t m : agent.mentions) {
        if (info(m).kind == Kind::pronoun || (info(m).kind == Kind::proper) != named) continue;
        std::string text = form(m);
        const std::size_t words = info(m).kind == Kind::proper ? 1 + info(m).core.size : 1;
        if (agent.name.empty() || words > best) agent.name = text, best = words;
        if (all.size() <= kAliases && std::find(all.begin(), all.end(), text) == all.end()) all.push_back(std::move(text));
      }
    }
    if (agent.name.empty()) agent.name = form(agent.mentions.front());
    for (std::string& text : all)
      if (text != agent.name && agent.aliases.size() < kAliases) agent.aliases.push_back(std::move(text));
  }

  /// Reads role and affiliation off one mention, if it shows them.
  void role(std::uint32_t a, std::uint32_t m) {
    const Mention& mention = info(m).mention;
    FoundAgent& agent = out_.agents[a];
    if (mention.together || (agent.kind != FoundKind::person && agent.kind != FoundKind::unnamed)) return;
    take_role(a, mention.head);
    for (const std::uint32_t c : v_.children(mention.head)) {
      const R relation = v_.token(c).relation;
      if (relation == R::appos || relation == R::nmod_desc || relation == R::compound || relation == R::flat) take_role(a, c);
    }
  }

  void take_role(std::uint32_t a, std::uint32_t noun) {
    FoundAgent& agent = out_.agents[a];
    if ((v_.word_of(noun).flags & (kRole | kTitle)) == 0 || v_.token(noun).upos == Upos::pron) return;
    if (v_.token(noun).relation == R::flat && agent.kind == FoundKind::person) return;  // "Judge" as a surname
    if (agent.role.empty() && v_.word_of(noun).norm.find('.') == std::string::npos) agent.role = role_text(noun);
    if (agent.affiliation < 0) agent.affiliation = body(a, noun);
  }

  /// The noun with the small-written words before it that make the office: "prime minister", "deputy director".
  std::string role_text(std::uint32_t noun) const {
    std::uint32_t first = noun;
    const auto of_office = [this, noun](std::uint32_t t) {
      const Token& token = v_.token(t);
      const bool before = token.relation == R::amod || token.relation == R::compound;
      return before && token.head == static_cast<std::int32_t>(noun) && v_.name(t) < 0 && (v_.word_of(t).flags & kBody) == 0;
    };
    while (first > 0 && noun - first < 3 && of_office(first - 1)) --first;
    return to_lower(v_.text(first, noun + 1));
  }

  /// The body for which the bearer of a role stands; -1.
  std::int32_t body(std::uint32_t a, std::uint32_t noun) const {
    for (const std::uint32_t c : v_.children(noun)) {
      const R relation = v_.token(c).relation;
      const bool linked = relation == R::nmod_poss || relation == R::compound || relation == R::nmod_desc ||
                          (relation == R::nmod && has_case(c, {"of", "for", "at", "from", "with", "in"}));
      if (!linked || out_.mention_of[c] < 0) continue;
      const std::uint32_t other = out_.mentions[static_cast<std::size_t>(out_.mention_of[c])].agent;
      const FoundKind k = out_.agents[other].kind;
      if (other != a && (is_body(k) || (k == FoundKind::place && relation != R::nmod))) return static_cast<std::int32_t>(other);
    }
    return -1;
  }

  bool has_case(std::uint32_t noun, std::initializer_list<std::string_view> words) const {
    for (const std::uint32_t c : v_.children(noun))
      if (v_.token(c).relation == R::case_ && equals_any(v_.word_of(c).norm, words)) return true;
    return false;
  }

  const View& v_;
  std::span<const Info> infos_;
  Agents& out_;
};

}  // namespace

void fill_profiles(const View& view, std::span<const Info> infos, Agents& out) { Profiler(view, infos, out).run(); }

}  // namespace stemma::lang::agents
