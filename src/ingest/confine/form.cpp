#include "ingest/confine/form.h"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

#include "base/utf8.h"
#include "ingest/byte_map.h"

namespace stemma::ingest::confine {
namespace {

template <class E>
constexpr E last_of;
template <>
constexpr BlockKind last_of<BlockKind> = BlockKind::speaker;
template <>
constexpr CaptureFlaw last_of<CaptureFlaw> = CaptureFlaw::paywall_stub;
template <>
constexpr LeftOutKind last_of<LeftOutKind> = LeftOutKind::other;
template <>
constexpr ErrorKind last_of<ErrorKind> = ErrorKind::internal;

class Writer {
 public:
  void operator()(std::uint64_t n) {
    for (; n >= 0x80; n >>= 7) out.push_back(static_cast<char>(n | 0x80));
    out.push_back(static_cast<char>(n));
  }
  void operator()(const std::string& s) { (*this)(std::uint64_t{s.size()}), out += s; }

  std::string out;
};

/// After the first fault everything reads as nothing; `wrong` says what it was.
class Parser {
 public:
  explicit Parser(std::string_view bytes) : left_(bytes) {}

  template <class N>
    requires std::is_unsigned_v<N>
  void operator()(N& n) {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      if (left_.empty()) return fault("it breaks off");
      const auto byte = static_cast<unsigned char>(left_.front());
      left_.remove_prefix(1);
      if (shift == 63 && byte > 1) return fault("a number is too large");
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) break;
    }
    n = static_cast<N>(value);
    if (n != value) fault("a number is too large");
  }
  void operator()(std::string& s) {
    const std::string_view bytes = text();
    if (find_invalid_utf8(bytes) != std::string_view::npos) fault("a text is not UTF-8");
    else s = bytes;
  }
  std::string_view text() {
    const std::size_t n = size();
    const std::string_view bytes = left_.substr(0, n);
    left_.remove_prefix(n);
    return bytes;
  }
  /// A length; never more than the bytes that are left, as nothing takes less than one.
  std::size_t size() {
    std::uint64_t n = 0;
    (*this)(n);
    if (n > left_.size()) {
      fault("a length is too large");
      return 0;
    }
    return static_cast<std::size_t>(n);
  }
  void fault(const char* what) {
    if (!wrong) wrong = what;
    left_ = {};
  }
  bool at_end() const { return left_.empty(); }

  const char* wrong = nullptr;

 private:
  std::string_view left_;
};

// One list of the fields for both directions: A is Writer or Parser, and the thing is const for the first.
template <class A>
constexpr bool writes = std::is_same_v<A, Writer>;

template <class A, class T>
void field(A& a, T& value);

template <class A, class T>
void list(A& a, T& items) {
  if constexpr (writes<A>) {
    a(std::uint64_t{items.size()});
    for (const auto& item : items) field(a, item);
  } else {
    const std::size_t n = a.size();
    for (std::size_t i = 0; i < n && !a.wrong; ++i) field(a, items.emplace_back());
  }
}

template <class A, class T>
void optional(A& a, T& value) {
  bool there = value.has_value();
  field(a, there);
  if constexpr (!writes<A>)
    if (there) value.emplace();
  if (there) field(a, *value);
}

// clang-format off
template <class A, class T> void fields(A& a, T& v, const ByteSpan*) { a(v.begin), a(v.end); }
template <class A, class T> void fields(A& a, T& v, const Block*) { field(a, v.kind), field(a, v.span); }
template <class A, class T> void fields(A& a, T& v, const Stated*) { a(v.value), a(v.origin), field(a, v.unsure); }
template <class A, class T> void fields(A& a, T& v, const Author*) { fields(a, v, static_cast<const Stated*>(nullptr)), field(a, v.organisation); }
template <class A, class T> void fields(A& a, T& v, const Conflict*) { a(v.field), field(a, v.kept), field(a, v.other); }
template <class A, class T> void fields(A& a, T& v, const LeftOut*) { field(a, v.kind), a(v.pieces), a(v.bytes); }
template <class A, class T> void fields(A& a, T& v, const Entry*) { field(a, v.span), field(a, v.title), field(a, v.published), list(a, v.authors); }
template <class A, class T> void fields(A& a, T& v, const Source*) { a(v.offset), a(v.length), list(a, v.codings); }
template <class A, class T> void fields(A& a, T& v, const ByteMap::Run*) { a(v.text), a(v.text_size), a(v.source), a(v.source_size); }
template <class A, class T> void fields(A& a, T& v, const PageStart*) { a(v.text), a(v.number); }
template <class A, class T> void fields(A& a, T& v, const Dateline*) { a(v.place), a(v.date), a(v.agency), field(a, v.span); }
template <class A, class T> void fields(A& a, T& v, const Document*) {
  a(v.part), a(v.format);
  field(a, v.title), list(a, v.authors), field(a, v.publisher), field(a, v.agency), field(a, v.published), field(a, v.modified);
  field(a, v.captured), optional(a, v.dateline), field(a, v.url), field(a, v.section), list(a, v.conflicts), list(a, v.flaws);
  a(v.language), field(a, v.withdrawn), field(a, v.kill_notice), field(a, v.repaired);
  a(v.text), list(a, v.blocks), list(a, v.entries), list(a, v.left_out), field(a, v.source), list(a, v.map.runs), list(a, v.pages);
  list(a, v.warnings);
}
template <class A, class T> void fields(A& a, T& v, const Error*) { field(a, v.kind), a(v.what), a(v.at), a(v.next); }
template <class A, class T> void fields(A& a, T& v, const Spent*) { a(v.nanoseconds), field(a, v.worn_out); }
template <class A, class T> void fields(A& a, T& v, const Confinement*) { a(v.cpu_seconds), a(v.memory), a(v.max_output); }
template <class A, class T> void fields(A& a, T& v, const Limits*) {
  a(v.max_original_bytes), a(v.max_text_bytes), a(v.max_page_bytes), a(v.max_expansion), a(v.max_html_depth), a(v.max_attributes);
  a(v.max_html_nodes), a(v.max_documents), a(v.pdf_seconds), a(v.pdf_memory), a(v.parse_seconds), a(v.parse_memory);
}
static_assert(sizeof(Limits) == 80, "a new limit has to be sent to the parser, too");
template <class A, class T> void fields(A& a, T& v, const Job*) { a(v.path), a(v.size), field(a, v.limits); }
// clang-format on

template <class A, class T>
void field(A& a, T& value) {
  using V = std::remove_const_t<T>;
  if constexpr (std::is_same_v<V, std::string>) {
    a(value);
  } else if constexpr (std::is_same_v<V, bool> || std::is_enum_v<V>) {
    if constexpr (writes<A>) {
      a(static_cast<std::uint64_t>(value));
    } else {
      std::uint8_t n = 0, most = 1;
      if constexpr (std::is_enum_v<V>) most = static_cast<std::uint8_t>(last_of<V>);
      a(n);
      if (n > most) a.fault("a kind is none that is known");
      else value = static_cast<V>(n);
    }
  } else {
    fields(a, value, static_cast<const V*>(nullptr));
  }
}

tl::unexpected<Error> nonsense(std::string_view what) {
  return fail(ErrorKind::internal, fmt::format("the parser gave something that makes no sense: {}", what), Error::nowhere,
              "the file is kept; please report it");
}

template <class T>
std::string encoded(const T& value) {
  Writer out;
  field(out, value);
  return std::move(out.out);
}

template <class T>
Result<T> decoded(std::string_view bytes) {
  Parser in(bytes);
  T value;
  field(in, value);
  if (!in.wrong && !in.at_end()) in.fault("more bytes than it needs");
  if (in.wrong) return nonsense(in.wrong);
  return value;
}

class Check {
 public:
  explicit Check(const Document& d) : d_(d), size_(static_cast<std::uint32_t>(d.text.size())) {}

  const char* wrong() const {
    if (!in_order(d_.blocks)) return "a block lies outside the text or over another";
    if (!in_order(d_.entries)) return "an entry lies outside the text or over another";
    if (d_.dateline && !inside(d_.dateline->span)) return "the dateline lies outside the text";
    if (!is_sound(d_.map, size_, Error::nowhere)) return "the map leads outside the text or over itself";
    std::uint64_t at = 0;
    for (const PageStart& p : d_.pages) {
      if (p.text < at || p.text > size_) return "a page begins outside the text";
      at = p.text;
    }
    if (!std::is_sorted(d_.flaws.begin(), d_.flaws.end(), std::less_equal())) return "the flaws are not in order";
    const auto by_kind = [](const LeftOut& a, const LeftOut& b) { return a.kind <= b.kind; };
    if (!std::is_sorted(d_.left_out.begin(), d_.left_out.end(), by_kind)) return "what was left out is not in order";
    return nullptr;
  }

 private:
  bool boundary(std::uint32_t at) const { return at == size_ || (static_cast<unsigned char>(d_.text[at]) & 0xC0) != 0x80; }
  bool inside(ByteSpan s) const { return s.begin <= s.end && s.end <= size_ && boundary(s.begin) && boundary(s.end); }
  template <class T>
  bool in_order(const std::vector<T>& items) const {
    std::uint32_t at = 0;
    for (const T& item : items) {
      if (!inside(item.span) || item.span.begin < at) return false;
      at = item.span.end;
    }
    return true;
  }

  const Document& d_;
  std::uint32_t size_;
};

}  // namespace

std::string encode(const Document& document) { return encoded(document); }

Result<Document> decode_document(std::string_view bytes, const Limits& limits) {
  auto document = decoded<Document>(bytes);
  if (!document) return document;
  if (document->text.size() > limits.max_text_bytes) return nonsense("more text than was asked for");
  if (const char* wrong = Check(*document).wrong()) return nonsense(wrong);
  return document;
}

std::string encode(const Error& error) {
  Error clean = error;
  clean.what = to_valid_utf8(clean.what);
  clean.next = to_valid_utf8(clean.next);
  return encoded(clean);
}
Result<Error> decode_error(std::string_view bytes) { return decoded<Error>(bytes); }

// A path need not be UTF-8, nor what a program reads and writes: their bytes go unchecked.
std::string encode(const Job& job) { return encoded(job); }
Result<Job> decode_job(std::string_view bytes) {
  Parser in(bytes);
  Job job;
  job.path = in.text();
  in(job.size);
  field(in, job.limits);
  if (in.wrong || !in.at_end()) return nonsense("a job");
  return job;
}

std::string encode(const Errand& errand) {
  Writer out;
  list(out, errand.arguments);
  out(errand.input);
  field(out, errand.limits);
  return std::move(out.out);
}

Result<Errand> decode_errand(std::string_view bytes) {
  Parser in(bytes);
  Errand errand;
  list(in, errand.arguments);
  errand.input = in.text();
  field(in, errand.limits);
  if (in.wrong || !in.at_end()) return nonsense("an errand");
  return errand;
}

std::string encode(const Result<Ran>& ran) {
  Writer out;
  const bool good = ran.has_value();
  field(out, good);
  if (!good) {
    field(out, ran.error());
    return std::move(out.out);
  }
  out(ran->output), out(ran->messages);
  out(static_cast<std::uint64_t>(ran->exit_code + 1));  // -1 is the least
  field(out, ran->timed_out), field(out, ran->too_much);
  return std::move(out.out);
}

Result<Result<Ran>> decode_ran(std::string_view bytes) {
  Parser in(bytes);
  bool good = false;
  Result<Ran> out;
  field(in, good);
  if (good) {
    Ran ran;
    std::uint16_t code = 0;
    ran.output = in.text();
    ran.messages = in.text();
    in(code);
    ran.exit_code = code - 1;
    field(in, ran.timed_out), field(in, ran.too_much);
    out = std::move(ran);
  } else {
    Error error;
    field(in, error);
    out = tl::unexpected(std::move(error));
  }
  if (in.wrong || !in.at_end()) return nonsense("an answer");
  return out;
}

std::string encode(const Spent& spent) { return encoded(spent); }
Result<Spent> decode_spent(std::string_view bytes) { return decoded<Spent>(bytes); }

}  // namespace stemma::ingest::confine
