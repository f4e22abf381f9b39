#include <algorithm>

#include "protect/scrub.h"

namespace stemma::protect {

Shift::Shift(std::string_view text, std::vector<Replacement> replacements) {
  std::size_t at = 0;
  for (const auto& r : replacements) {
    text_ += text.substr(at, r.span.begin - at);
    const auto from = static_cast<std::uint32_t>(text_.size());
    text_ += r.with;
    pieces_.push_back({r.span, {from, static_cast<std::uint32_t>(text_.size())}, r.mark});
    at = r.span.end;
  }
  text_ += text.substr(at);
}

const Shift::Piece* Shift::last_before(std::uint32_t at) const {
  const auto it = std::upper_bound(pieces_.begin(), pieces_.end(), at, [](std::uint32_t x, const Piece& p) { return x < p.before.begin; });
  return it == pieces_.begin() ? nullptr : &*std::prev(it);
}

std::uint32_t Shift::begin(std::uint32_t at) const {
  const Piece* p = last_before(at);
  if (p == nullptr) return at;
  return at < p->before.end ? p->after.begin : at - p->before.end + p->after.end;
}

std::uint32_t Shift::end(std::uint32_t at) const {
  const Piece* p = last_before(at);
  if (p == nullptr || at == p->before.begin) return begin(at);
  return at <= p->before.end ? p->after.end : at - p->before.end + p->after.end;
}

Spans Shift::operator()(const Spans& old) const {
  Spans out;
  for (const ByteSpan s : old) {
    ByteSpan now = (*this)(s);
    if (!out.empty()) now.begin = std::max(now.begin, out.back().end);
    if (!now.empty()) out.push_back(now);
  }
  return out;
}

bool Shift::touches(ByteSpan old) const {
  return std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& p) { return p.before.overlaps(old); });
}

bool Shift::marks(ByteSpan old) const {
  return std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& p) { return p.mark && p.before.overlaps(old); });
}

}  // namespace stemma::protect
