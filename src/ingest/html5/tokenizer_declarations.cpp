// Comments and doctypes: HTML 13.2.5.41 to 13.2.5.68.
#include "ingest/html5/scan.h"
#include "ingest/html5/tokenizer.h"

namespace stemma::ingest::html5 {

// CR LF and CR become LF, NUL becomes U+FFFD.
std::string_view Tokenizer::clean(const char* from, const char* to, bool& decoded) {
  const std::string_view s(from, static_cast<std::size_t>(to - from));
  if (find_any<'\r', '\0'>(from, to) == to) return s;
  decoded = true;
  scratch_.clear();
  for (const char* p = from; p != to; ++p) {
    if (*p == '\0') {
      scratch_ += "\xEF\xBF\xBD";
    } else if (*p == '\r') {
      scratch_.push_back('\n');
      if (p + 1 != to && p[1] == '\n') ++p;
    } else {
      scratch_.push_back(*p);
    }
  }
  return tree_.arena.keep(scratch_);
}

void Tokenizer::bogus_comment(Token& token, const char* from) {
  const char* const to = find_any<'>'>(from, end_);
  p_ = to == end_ ? end_ : to + 1;
  token.kind = Token::Kind::comment;
  token.stable = true;
  token.text = clean(from, to, token.decoded);
  token.end = offset(p_);
}

void Tokenizer::comment(Token& token) {
  const char* const from = p_ + 4;
  const char* to = nullptr;
  // A '>' ends it after "--" or "--!", and right at the start after nothing or "-".
  for (const char* p = from; to == nullptr; ++p) {
    p = find_any<'>'>(p, end_);
    const std::string_view before(from, static_cast<std::size_t>(p - from));
    if (p == end_) {
      // What would have ended it is not part of it.
      std::size_t keep = before.size();
      for (const std::string_view tail : {"--!", "--", "-"}) {
        if (before.ends_with(tail)) {
          keep -= tail.size();
          break;
        }
      }
      to = from + keep;
      p_ = end_;
      break;
    }
    if (before.ends_with("--"))
      to = p - 2;
    else if (before.ends_with("--!"))
      to = p - 3;
    else if (before.empty() || before == "-")
      to = from;
    p_ = p + 1;
  }
  token.kind = Token::Kind::comment;
  token.stable = true;
  token.text = clean(from, to, token.decoded);
  token.end = offset(p_);
}

void Tokenizer::doctype(Token& token) {
  token.kind = Token::Kind::doctype;
  p_ += 9;
  skip_space();
  const char* const from = p_;
  while (p_ != end_ && *p_ != '>' && !is_space(*p_)) ++p_;
  std::string lowered;
  for (const char* p = from; p != p_; ++p) {
    if (*p == '\0')
      lowered += "\xEF\xBF\xBD";
    else
      lowered.push_back(lower(*p));
  }
  token.text = tree_.arena.keep(lowered);
  token.force_quirks = p_ == from;
  doctype_after_name(token);
  token.end = offset(p_);
}

void Tokenizer::doctype_after_name(Token& token) {
  skip_space();
  if (starts_with_ci(p_, end_, "public")) {
    p_ += 6;
    if (!doctype_id(token, token.public_id, token.has_public)) return doctype_tail(token, true);
    skip_space();
    if (p_ != end_ && (*p_ == '"' || *p_ == '\'') && !doctype_id(token, token.system_id, token.has_system))
      return doctype_tail(token, true);
    skip_space();
    return doctype_tail(token, !token.has_system);
  }
  if (starts_with_ci(p_, end_, "system")) {
    p_ += 6;
    if (!doctype_id(token, token.system_id, token.has_system)) return doctype_tail(token, true);
    skip_space();
    return doctype_tail(token, false);
  }
  doctype_tail(token, true);
}

// Reads a quoted identifier behind optional space. False: there is none or it does not end with its quote; p_ then stands at the
// '>' or the end that cut it short, or at what should have been a quote.
bool Tokenizer::doctype_id(Token& token, std::string_view& id, bool& present) {
  skip_space();
  if (p_ == end_ || *p_ == '>') {
    token.force_quirks = true;
    return false;
  }
  if (*p_ != '"' && *p_ != '\'') return false;
  const char quote = *p_++;
  const char* const from = p_;
  while (p_ != end_ && *p_ != quote && *p_ != '>') ++p_;
  bool decoded = false;
  id = clean(from, p_, decoded);
  present = true;
  if (p_ == end_ || *p_ == '>') {
    token.force_quirks = true;
    return false;
  }
  ++p_;
  return true;
}

// To behind the '>'. Anything before it is an error, which makes the document quirky where `quirks` says so.
void Tokenizer::doctype_tail(Token& token, bool quirks) {
  const char* const to = find_any<'>'>(p_, end_);
  if (to == end_ ? p_ == end_ || quirks : quirks && to != p_) token.force_quirks = true;
  p_ = to == end_ ? end_ : to + 1;
}

}  // namespace stemma::ingest::html5
