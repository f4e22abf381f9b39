#include "ingest/mail/mail.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"
#include "ingest/byte_map.h"
#include "ingest/html/charset.h"
#include "ingest/html/html.h"
#include "ingest/ingest.h"
#include "ingest/mail/codec.h"
#include "ingest/mail/message.h"
#include "ingest/meta/dates.h"
#include "ingest/meta/names.h"
#include "ingest/source.h"
#include "ingest/text/text.h"

namespace stemma::ingest {
namespace {

constexpr int kMaxParts = 1000, kMaxMessages = 8;
constexpr std::size_t kWordsOfAText = 20;

struct Attached {
  const MailPart* part = nullptr;
  std::string name;
};

// What of a message is read as its text, and what beside it.
struct Contents {
  std::vector<const MailPart*> texts;  ///< one after the other: a text broken by pictures
  const MailPart* html = nullptr;
  std::vector<Attached> attached;
  bool encrypted = false;
};

class MailReader {
 public:
  MailReader(std::string_view bytes, const PartContext& context, const Limits& limits, const PartSink& sink)
      : bytes_(bytes), context_(context), limits_(limits), sink_(sink) {}

  void run();

 private:
  void collect(const MailPart& part, const std::string& number, bool alternative);
  MappedText decoded(const MailPart& part) const;
  Result<Document> text_document() const;
  Result<std::vector<Document>> html_documents() const;
  bool saved_page() const;
  void describe(Document& d) const;
  bool attachment(const Attached& a);
  bool give(Result<Document>&& d, const std::string& part);

  std::string_view bytes_;
  const PartContext& context_;
  const Limits& limits_;
  const PartSink& sink_;
  MailPart message_;
  Contents contents_;
  MappedText text_;  ///< of contents_.texts
  std::unordered_map<std::string, int> seen_;
};

// Raw bytes of a part -> UTF-8 with its map to the message; soft line breaks of "format=flowed" (RFC 3676) undone.
MappedText MailReader::decoded(const MailPart& part) const {
  MappedText raw = undo_transfer(bytes_.substr(part.begin, part.end - part.begin), part.coding);
  shift_source(raw.map, part.begin);
  Decoded utf8 = decode(raw.text, part.charset, false);
  const MappedText whole = led_back({std::move(utf8.text), std::move(utf8.map)}, raw.map);
  if (!part.flowed) return whole;
  MappedText out;
  for (std::size_t i = 0; i < whole.text.size();) {
    const std::size_t end = std::min(whole.text.find('\n', i), whole.text.size());
    std::size_t words = end;
    if (words > i && whole.text[words - 1] == '\r') --words;
    const bool soft = words > i && whole.text[words - 1] == ' ' && whole.text.substr(i, words - i) != "-- ";
    append(out, whole, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(words));
    if (!soft) out.text += "\n\n";  // a line that is not flowed stands alone
    i = end + 1;
  }
  return out;
}

void MailReader::collect(const MailPart& part, const std::string& number, bool alternative) {
  if (part.type == "multipart/encrypted" || part.type.find("pkcs7-mime") != std::string::npos) contents_.encrypted = true;
  if (part.type.starts_with("multipart/")) {
    const bool choice = alternative || part.type == "multipart/alternative";
    for (std::size_t i = 0; i < part.parts.size(); ++i)
      collect(part.parts[i], fmt::format("{}{}{}", number, number.empty() ? "" : ".", i + 1), choice);
    return;
  }
  const bool inline_text = !part.attachment && (part.name.empty() || alternative);
  if (inline_text && part.type == "text/plain") {
    contents_.texts.push_back(&part);
  } else if (inline_text && part.type == "text/html" && !contents_.html) {
    contents_.html = &part;
  } else {
    contents_.attached.push_back({&part, part.name.empty() ? "part " + (number.empty() ? "1" : number) : part.name});
  }
}

// "Edda Marlowick <edda@boreal.example>" -> the name, if there is one.
std::string sender(std::string_view from) {
  std::string name = decode_words(from.substr(0, from.rfind('<') == std::string_view::npos ? from.size() : from.rfind('<')));
  std::erase(name, '"');
  name = squeeze(name);
  return name.find('@') == std::string::npos ? name : std::string{};
}

void MailReader::describe(Document& d) const {
  const std::string from = sender(message_.header("from"));
  d.format = "mail";
  d.source = {0, bytes_.size(), {}};
  if (like_person(from) && !like_outlet(from) && !like_agency(from) && !like_body(from)) {
    if (d.publisher.origin == "header: From") d.publisher = {};
    if (d.authors.empty()) d.authors.push_back({{from, "header: From"}});
  } else if (d.publisher.empty() && !from.empty()) {
    d.publisher = {from, "header: From"};
  }
  if (d.published.empty())
    if (const auto date = parse_date(message_.header("date"))) d.published = {*date, "header: Date"};
}

// The text with the headers that agency copy is sent with, so that it is read as agency copy is.
Result<Document> MailReader::text_document() const {
  MappedText copy;
  for (const auto& [name, key] : {std::pair{"From", "from"}, {"Date", "date"}})
    if (!message_.header(key).empty()) copy.text += fmt::format("{}: {}\n", name, decode_words(message_.header(key)));
  if (const std::string subject = decode_words(message_.header("subject")); !subject.empty()) {
    copy.text += "Subject: ";
    const std::string_view printed = bytes_.substr(message_.subject_at, message_.subject_end - message_.subject_at);
    const auto at = static_cast<std::uint32_t>(copy.text.size()), size = static_cast<std::uint32_t>(subject.size());
    if (const std::size_t same = printed.find(subject); same != std::string_view::npos)
      add_run(copy.map, at, size, message_.subject_at + same, size);
    else add_run(copy.map, at, size, message_.subject_at, static_cast<std::uint32_t>(printed.size()));
    copy.text += subject + "\n";
  }
  copy.text += '\n';
  append(copy, text_, 0, static_cast<std::uint32_t>(text_.text.size()));
  auto d = read_wire(copy.text, limits_);
  if (!d) return d;
  d->map = compose(d->map, copy.map);
  describe(*d);
  return d;
}

bool MailReader::saved_page() const {
  return contents_.html && (!message_.header("snapshot-content-location").empty() || message_.header("from").find("Saved by ") != std::string_view::npos);
}

// A newsletter, as a page, may hold several articles of full length.
Result<std::vector<Document>> MailReader::html_documents() const {
  const MailPart& part = *contents_.html;
  MappedText raw = undo_transfer(bytes_.substr(part.begin, part.end - part.begin), part.coding);
  const bool page = saved_page();
  std::string_view url = message_.header("snapshot-content-location");
  if (url.empty()) url = part.header("content-location");
  auto found = read_html(raw.text, {part.charset, page ? to_valid_utf8(url) : ""}, limits_);
  if (!found) return found;
  shift_source(raw.map, part.begin);
  const std::string subject = decode_words(message_.header("subject"));
  for (Document& d : *found) {
    d.map = compose(d.map, raw.map);
    if (page) {
      d.format = "mhtml";
      d.source = {0, bytes_.size(), {}};
      if (const auto date = parse_date(message_.header("date"))) d.captured = {*date, "header: Date"};
      continue;
    }
    if (!subject.empty() && (d.title.empty() || found->size() == 1)) d.title = {subject, "header: Subject"};
    describe(d);
  }
  return found;
}

bool MailReader::give(Result<Document>&& d, const std::string& part) {
  if (d) {
    std::string name = part + (part.empty() || d->part.empty() ? "" : "/") + d->part;
    if (const int times = ++seen_[name]; times > 1) name += fmt::format(" ({})", times);
    d->part = std::move(name);
  } else if (!part.empty()) {
    d.error().what = fmt::format("{}: {}", ellipsize(printable(part), 120), d.error().what);
  }
  return sink_(std::move(d));
}

bool MailReader::attachment(const Attached& a) {
  const MailPart& part = *a.part;
  for (const std::string_view kind : {"image/", "video/", "audio/", "font/"})
    if (part.type.starts_with(kind)) return true;
  const MappedText raw = undo_transfer(bytes_.substr(part.begin, part.end - part.begin), part.coding);
  PartContext context{part.type, part.charset, {}, context_.depth + 1};
  std::string_view format = part_format(raw.text, context);
  // What is attached is meant to be read; mail programs often do not know what it is.
  if (format.empty() && (part.type == "text/plain" || part.type == "application/octet-stream")) {
    format = sniff(raw.text, part.name);
    if (format == "jsonl") format = "";
  }
  if (format.empty()) return true;
  if (format == "mail" && context.depth > kMaxMessages)
    return give(fail(ErrorKind::over_limit, fmt::format("messages inside messages, more than {} deep", kMaxMessages)), a.name);
  bool go_on = true;
  read_as(format, raw.text, context, limits_, [&](Result<Document>&& d) {
    if (d) {
      if (d->source.length == 0) d->source.length = raw.text.size();
      if (part.coding == "base64" || part.coding == "quoted-printable") wrap_source(*d, part.begin, part.end - part.begin, part.coding);
      else d->source.offset += part.begin;
      if (!d->format.starts_with("mail")) d->format = "mail+" + d->format;
    }
    return go_on = give(std::move(d), a.name);
  });
  return go_on;
}

void MailReader::run() {
  if (bytes_.size() > limits_.max_page_bytes) {
    sink_(fail(ErrorKind::over_limit, fmt::format("message of {} bytes, the limit is {}", bytes_.size(), limits_.max_page_bytes),
        limits_.max_page_bytes));
    return;
  }
  int budget = kMaxParts;
  const std::uint64_t begin = envelope_end(bytes_);
  message_ = parse_mail(bytes_, begin, bytes_.size(), budget);
  collect(message_, "", false);
  if (saved_page()) {
    contents_.texts.clear();
    contents_.attached.clear();  // frames, styles, pictures
  }
  for (const MailPart* part : contents_.texts) {
    const MappedText text = decoded(*part);
    if (!text_.empty()) text_.text += "\n\n";
    append(text_, text, 0, static_cast<std::uint32_t>(text.text.size()));
  }
  // Newsletters send "your program shows no HTML" as their plain text.
  const bool plain = contents_.html == nullptr || word_spans(text_.text).size() >= kWordsOfAText;
  Result<std::vector<Document>> found = fail(ErrorKind::malformed, "no text in this message", Error::nowhere,
      "check that it was saved whole");
  if (contents_.encrypted && trim(text_.text).empty()) {
    found = fail(ErrorKind::unsupported, "this message is encrypted", Error::nowhere, "save it decrypted");
  } else if (!plain) {
    found = html_documents();
  } else if (!trim(text_.text).empty()) {
    auto d = text_document();
    if (d) found = std::vector<Document>{std::move(*d)};
    else found = tl::unexpected(std::move(d.error()));
  }
  const bool only_attached = !found && !contents_.encrypted && !contents_.attached.empty();
  if (found && budget < 0) {
    found->front().repaired = true;
    found->front().warnings.push_back(fmt::format("more than {} parts: the others were left out", kMaxParts));
  }
  if (!found && !only_attached && !give(tl::unexpected(found.error()), "")) return;
  if (found)
    for (Document& d : *found)
      if (!give(std::move(d), "")) return;
  for (const Attached& a : contents_.attached)
    if (!attachment(a)) return;
  if (only_attached && seen_.empty()) sink_(tl::unexpected(found.error()));
}

}  // namespace

void read_mail(std::string_view bytes, const PartContext& context, const Limits& limits, const PartSink& sink) {
  MailReader(bytes, context, limits, sink).run();
}

}  // namespace stemma::ingest
