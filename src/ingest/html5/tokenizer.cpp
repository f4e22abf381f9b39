#include "ingest/html5/tokenizer.h"

#include "ingest/html5/entities.h"
#include "ingest/html5/scan.h"

namespace stemma::ingest::html5 {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

const char* find_byte(const char* from, const char* to, char byte) {
  const void* hit = from == to ? nullptr : std::memchr(from, byte, static_cast<std::size_t>(to - from));
  return hit != nullptr ? static_cast<const char*>(hit) : to;
}

}  // namespace

Tokenizer::Tokenizer(std::string_view input, std::size_t max_attributes, Tree& tree)
    : begin_(input.data()), end_(begin_ + input.size()), p_(begin_), max_attributes_(max_attributes), tree_(tree) {}

void Tokenizer::next(Token& token) {
  token = Token{};
  for (;;) {
    token.begin = offset(p_);
    if (p_ == end_) break;
    if (state_ == State::data) {
      if (is_markup(p_)) {
        if (markup(token)) return;
        continue;
      }
      const char* to = split_space ? leading_space_end() : p_;
      if (to == p_) to = data_end();
      return text(token, p_, to, true, Nul::keep);
    }
    const char* const to = state_ == State::plaintext ? end_ : state_ == State::script ? script_end() : raw_text_end();
    if (to != p_) return text(token, p_, to, state_ == State::rcdata, Nul::replace);
    state_ = State::data;
    if (tag(token, Token::Kind::end)) return;
  }
  token.kind = Token::Kind::eof;
  token.end = token.begin;
}

// ---- text ----

bool Tokenizer::is_markup(const char* p) const {
  if (*p != '<' || end_ - p < 2) return false;
  return is_letter(p[1]) || p[1] == '!' || p[1] == '?' || (p[1] == '/' && end_ - p > 2);
}

const char* Tokenizer::data_end() const {
  const char* p = p_;
  for (;; ++p) {
    p = find_byte(p, end_, '<');
    if (p == end_ || is_markup(p)) return p;
  }
}

const char* Tokenizer::leading_space_end() const {
  const char* p = p_;
  while (p != end_) {
    if (is_space(*p)) {
      ++p;
      continue;
    }
    if (*p != '&') break;
    std::string character;
    const std::size_t taken = read_reference({p, static_cast<std::size_t>(end_ - p)}, false, character);
    if (taken == 0 || character.size() != 1 || !is_space(character[0])) break;
    p += taken;
  }
  return p;
}

void Tokenizer::text(Token& token, const char* from, const char* to, bool references, Nul nul) {
  token.kind = Token::Kind::text;
  token.end = offset(to);
  token.stable = true;
  token.text = {from, static_cast<std::size_t>(to - from)};
  p_ = to;

  const char* done = from;  // what lies before is in scratch_
  const char* p = from;
  scratch_.clear();
  const auto flush = [&] {
    scratch_.append(done, p);
    token.decoded = true;
  };
  for (;;) {
    p = references ? find_any<'&', '\r', '\0'>(p, to) : find_any<'\r', '\0'>(p, to);
    if (p == to) break;
    if (*p == '\r') {
      flush();
      scratch_.push_back('\n');
      p += p + 1 != to && p[1] == '\n' ? 2 : 1;
    } else if (*p == '&') {
      reference_.clear();
      const std::size_t taken = read_reference({p, static_cast<std::size_t>(to - p)}, false, reference_);
      if (taken == 0) {
        ++p;
        continue;
      }
      flush();
      scratch_ += reference_;
      p += taken;
    } else if (nul == Nul::replace) {
      flush();
      scratch_ += kReplacement;
      ++p;
    } else {
      token.has_nul = true;
      ++p;
      continue;
    }
    done = p;
  }
  if (!token.decoded) return;
  scratch_.append(done, to);
  token.text = scratch_;
  token.stable = false;
}

// ---- RCDATA, RAWTEXT, script data ----

bool Tokenizer::is_last_end_tag(const char* p) const {
  const std::string_view word = name(last_start_);
  if (word.empty() || end_ - p < 2 || p[1] != '/') return false;
  const char* const after = p + 2 + word.size();
  return starts_with_ci(p + 2, end_, word) && after != end_ && (byte_class(*after) & kByteTagEnd) != 0;
}

const char* Tokenizer::raw_text_end() const {
  for (const char* p = p_;; ++p) {
    p = find_byte(p, end_, '<');
    if (p == end_ || is_last_end_tag(p)) return p;
  }
}

// Behind '<' or '</' in an escaped script: past the letters and the byte after them if they are a whole word there.
const char* Tokenizer::after_script_word(const char* p, bool& is_script) const {
  const char* const word = p;
  while (p != end_ && is_letter(*p)) ++p;
  is_script = false;
  if (p == word || p == end_ || (byte_class(*p) & kByteTagEnd) == 0) return p;
  is_script = p - word == 6 && starts_with_ci(word, end_, "script");
  return p + 1;
}

// 13.2.5.15 to 13.2.5.31: "<!--" escapes, "<script" inside it escapes twice, "-->" ends either.
const char* Tokenizer::script_end() const {
  enum { plain, escaped, twice } depth = plain;
  const char* dashes = nullptr;  // where the dashes that count for "-->" may begin
  const char* p = p_;
  for (;;) {
    p = depth == plain ? find_byte(p, end_, '<') : find_any<'<', '>'>(p, end_);
    if (p == end_) return p;
    if (*p == '>') {
      if (p - dashes >= 2 && p[-1] == '-' && p[-2] == '-') depth = plain;
      ++p;
    } else if (depth != twice && is_last_end_tag(p)) {
      return p;
    } else if (depth == plain) {
      if (end_ - p >= 4 && std::memcmp(p, "<!--", 4) == 0) {
        depth = escaped;
        dashes = p + 2;
        p += 4;
      } else {
        ++p;
      }
    } else {
      const bool closing = end_ - p >= 2 && p[1] == '/';
      bool is_script = false;
      if (closing == (depth == twice)) {
        p = after_script_word(p + (closing ? 2 : 1), is_script);
        if (is_script) depth = depth == twice ? escaped : twice;
      } else {
        ++p;
      }
    }
  }
}

// ---- tags ----

void Tokenizer::skip_space() {
  while (p_ != end_ && is_space(*p_)) ++p_;
}

bool Tokenizer::markup(Token& token) {
  if (p_[1] == '/') {
    if (is_letter(p_[2])) return tag(token, Token::Kind::end);
    if (p_[2] == '>') {
      p_ += 3;
      return false;
    }
    bogus_comment(token, p_ + 2);
  } else if (p_[1] == '?') {
    bogus_comment(token, p_ + 1);
  } else if (p_[1] != '!') {
    return tag(token, Token::Kind::start);
  } else if (end_ - p_ >= 4 && p_[2] == '-' && p_[3] == '-') {
    comment(token);
  } else if (starts_with_ci(p_ + 2, end_, "doctype")) {
    doctype(token);
  } else if (in_foreign && std::string_view(p_ + 2, static_cast<std::size_t>(end_ - p_) - 2).starts_with("[CDATA[")) {
    return cdata(token);
  } else {
    bogus_comment(token, p_ + 2);
  }
  return true;
}

bool Tokenizer::cdata(Token& token) {
  const char* const from = p_ + 9;
  const char* to = from;
  while ((to = find_byte(to, end_, ']')) != end_ && !(end_ - to >= 3 && to[1] == ']' && to[2] == '>')) ++to;
  const char* const after = to == end_ ? end_ : to + 3;
  text(token, from, to, false, Nul::keep);
  token.begin = offset(from);
  p_ = after;
  return from != to;
}

bool Tokenizer::tag(Token& token, Token::Kind kind) {
  const char* const from = p_ + (kind == Token::Kind::end ? 2 : 1);
  const char* p = from;
  std::uint32_t hash = kNameHashSeed;
  std::uint8_t seen = 0;
  for (; p != end_; ++p) {
    const std::uint8_t c = byte_class(*p);
    if ((c & kByteTagEnd) != 0) break;
    seen |= c;
    hash = name_hash_step(hash, static_cast<unsigned char>((c & kByteUpper) != 0 ? *p | 0x20 : *p));
  }
  p_ = p;
  std::string_view word(from, static_cast<std::size_t>(p - from));
  if ((seen & (kByteUpper | kByteNul)) != 0) {
    scratch_.clear();
    for (const char c : word) {
      if (c == '\0')
        scratch_ += kReplacement;
      else
        scratch_.push_back(lower(c));
    }
    word = scratch_;
    if ((seen & kByteNul) != 0) hash = name_hash(word);
  }
  token.kind = kind;
  token.tag = find_tag(word, hash);
  token.name_hash = hash;
  token.text = token.tag != Tag::unknown ? name(token.tag) : word.data() == scratch_.data() ? tree_.arena.keep(word) : word;
  if (!attributes(token)) return false;
  token.end = offset(p_);
  if (kind == Token::Kind::start) last_start_ = token.tag;
  return true;
}

// From the end of the tag's name to behind its '>'; false if the input ends inside the tag, which then never was.
bool Tokenizer::attributes(Token& token) {
  const bool wanted = token.kind == Token::Kind::start;
  tree_.attributes.resize(kept_);
  forget_names();
  for (;;) {
    skip_space();
    if (p_ == end_) return false;
    if (*p_ == '>') break;
    if (*p_ == '/') {
      ++p_;
      if (p_ != end_ && *p_ == '>') {
        token.self_closing = true;
        break;
      }
      continue;
    }
    const Attribute read = attribute();
    if (p_ == end_) return false;
    if (!wanted) continue;
    if (name_hashes_.size() >= max_attributes_) {
      if (!tree_.attributes_dropped) tree_.attributes_dropped_at = token.begin;
      tree_.attributes_dropped = true;
      continue;
    }
    if (is_repeated(read.name)) continue;
    name_hashes_.push_back(last_name_hash_);
    tree_.attributes.push_back(read);
  }
  ++p_;
  token.first_attribute = static_cast<std::uint32_t>(kept_);
  token.attribute_count = static_cast<std::uint32_t>(tree_.attributes.size() - kept_);
  return true;
}

bool Tokenizer::is_repeated(std::string_view attribute_name) {
  const std::size_t bit = last_name_hash_ % names_seen_.size();
  if (!names_seen_[bit]) {
    names_seen_.set(bit);
    return false;
  }
  for (std::size_t i = 0; i < name_hashes_.size(); ++i)
    if (name_hashes_[i] == last_name_hash_ && tree_.attributes[kept_ + i].name == attribute_name) return true;
  return false;
}

void Tokenizer::forget_names() {
  for (const std::uint32_t hash : name_hashes_) names_seen_.reset(hash % names_seen_.size());
  name_hashes_.clear();
}

Attribute Tokenizer::attribute() {
  const char* const from = p_;
  std::uint32_t hash = kNameHashSeed;
  std::uint8_t seen = 0;
  // A '=' at the very start belongs to the name.
  for (; p_ != end_; ++p_) {
    const std::uint8_t c = byte_class(*p_);
    if ((c & kByteNameEnd) != 0 && !(p_ == from && *p_ == '=')) break;
    seen |= c;
    hash = name_hash_step(hash, static_cast<unsigned char>((c & kByteUpper) != 0 ? *p_ | 0x20 : *p_));
  }
  Attribute a;
  a.name = {from, static_cast<std::size_t>(p_ - from)};
  if ((seen & (kByteUpper | kByteNul)) != 0) {
    scratch_.clear();
    for (const char c : a.name) {
      if (c == '\0')
        scratch_ += kReplacement;
      else
        scratch_.push_back(lower(c));
    }
    a.name = tree_.arena.keep(scratch_);
    if ((seen & kByteNul) != 0) hash = name_hash(a.name);
  }
  last_name_hash_ = hash;

  skip_space();
  if (p_ == end_ || *p_ != '=') return a;
  ++p_;
  skip_space();
  if (p_ == end_ || *p_ == '>') return a;
  if (*p_ == '"' || *p_ == '\'') {
    const char quote = *p_++;
    const char* const to = find_byte(p_, end_, quote);
    a.value = value(to);
    if (p_ != end_) ++p_;
  } else {
    const char* to = p_;
    while (to != end_ && *to != '>' && !is_space(*to)) ++to;
    a.value = value(to);
  }
  return a;
}

// The value [p_, to), decoded; leaves p_ at `to`.
std::string_view Tokenizer::value(const char* to) {
  const char* done = p_;
  const char* p = p_;
  const char* const from = p_;
  bool decoded = false;
  p_ = to;
  for (;;) {
    p = find_any<'&', '\r', '\0'>(p, to);
    if (p == to) break;
    std::size_t taken = 1;
    reference_.clear();
    if (*p == '&') {
      taken = read_reference({p, static_cast<std::size_t>(to - p)}, true, reference_);
      if (taken == 0) {
        ++p;
        continue;
      }
    } else if (*p == '\r') {
      reference_ = "\n";
      if (p + 1 != to && p[1] == '\n') taken = 2;
    } else {
      reference_ = kReplacement;
    }
    if (!decoded) scratch_.clear();
    scratch_.append(done, p);
    scratch_ += reference_;
    decoded = true;
    p += taken;
    done = p;
  }
  if (!decoded) return {from, static_cast<std::size_t>(to - from)};
  scratch_.append(done, to);
  return tree_.arena.keep(scratch_);
}

}  // namespace stemma::ingest::html5
