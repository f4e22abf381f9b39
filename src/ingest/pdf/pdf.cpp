#include "ingest/pdf/pdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/utf8.h"
#include "ingest/meta/dateline.h"
#include "ingest/meta/dates.h"
#include "ingest/meta/language.h"
#include "ingest/meta/names.h"
#include "ingest/pdf/paragraphs.h"
#include "ingest/pdf/process.h"
#include "ingest/text/builder.h"
#include "ingest/text/lines.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t kMostLetterhead = 10;

Paragraph plain(const PdfParagraph& p) { return {p.text, p.single, true}; }

// Authoring programs put file names and templates into the title.
bool sensible_title(std::string_view title) {
  if (title.size() < 12 || title.size() > 300 || title.find(' ') == std::string_view::npos) return false;
  const std::string lower = to_lower(title);
  for (const std::string_view bad : {"microsoft word", "untitled", "unspecified", "document1", "powerpoint", "layout 1", "print",
                                     "indesign"})
    if (lower.find(bad) != std::string::npos) return false;
  for (const std::string_view end : {".doc", ".docx", ".pdf", ".indd", ".odt", ".rtf", ".qxd", ".tex", ".dvi"})
    if (lower.ends_with(end)) return false;
  return true;
}

// Index of the title's paragraph on the first page; paragraphs.size() if none stands out.
std::size_t find_title(const std::vector<PdfParagraph>& paragraphs, std::string_view info, double body) {
  const std::string folded = fold(info);
  std::size_t best = paragraphs.size();
  double size = body * 1.12;
  for (std::size_t i = 0; i < paragraphs.size() && i < 30 && paragraphs[i].page == 0; ++i) {
    const PdfParagraph& p = paragraphs[i];
    if (p.text.size() > 300 || p.text.size() < 8) continue;
    if (sensible_title(info) && fold(p.text) == folded) return i;
    if (p.size > size * 1.02 && i <= kMostLetterhead) best = i, size = p.size;
  }
  if (best < paragraphs.size()) return best;
  for (std::size_t i = 0; i < paragraphs.size() && i < kMostLetterhead; ++i)  // the last short line before the text
    if (i + 1 < paragraphs.size() && paragraphs[i + 1].text.size() > 200 && like_title(plain(paragraphs[i])) &&
        !parse_letterhead(paragraphs[i].text)) return i;
  return paragraphs.size();
}

bool all_capitals(std::string_view s) {
  bool letters = false;
  for (std::size_t at = 0; at < s.size();) {
    const char32_t c = next_code_point(s, at);
    if (!is_letter(c)) continue;
    if (!is_upper(c)) return false;
    letters = true;
  }
  return letters;
}

// "MINISTRY OF INTERNAL ORDER" -> as `elsewhere` writes it, else with capital initials.
std::string calm_case(const std::string& name, std::string_view elsewhere) {
  if (!all_capitals(name)) return name;
  const std::string lower = to_lower(name), where = to_lower(elsewhere);
  if (where.size() == elsewhere.size())
    for (std::size_t at = 0; (at = where.find(lower, at)) != std::string::npos; ++at)
      if (std::string found(elsewhere.substr(at, lower.size())); !all_capitals(found) && found != lower) return found;
  std::string out;
  for (const std::string_view w : split_words(name)) {
    std::string word = to_lower(w);
    static constexpr std::string_view small[] = {"of", "the", "and", "for", "in", "on", "de", "la", "del", "des", "du", "et", "y", "e"};
    if (out.empty() || std::find(std::begin(small), std::end(small), word) == std::end(small)) {
      std::size_t first = 0;
      next_code_point(w, first);
      word = std::string(w.substr(0, first)) + to_lower(w.substr(first));
    }
    out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

// The body that issues it: the letterhead's line that names an office or outlet, the last before numbers and dates; else the
// file's author.
void set_publisher(Document& d, const std::vector<std::string>& letterhead, const std::string& author) {
  std::string best;
  for (const std::string& line : letterhead) {
    if (line.size() > 90 || line.find_first_of("0123456789@") != std::string::npos || parse_letterhead(line)) continue;
    const std::string lower = to_lower(line);
    if (lower.starts_with("press release") || lower.starts_with("press statement") || lower.starts_with("media release") ||
        lower.starts_with("for immediate") ||
        lower.starts_with("embargo") || lower.starts_with("contact") || lower.starts_with("statement"))
      continue;
    if (like_body(line) || like_outlet(line) || best.empty()) best = line;
  }
  const std::string elsewhere = author + "\n" + d.text;
  if (!best.empty()) d.publisher = {calm_case(best, elsewhere), "letterhead"};
  else if (like_body(author) || like_outlet(author)) d.publisher = {author, "pdf author"};
}

tl::unexpected<Error> explain(const Ran& ran, const Limits& limits) {
  if (ran.timed_out)
    return fail(ErrorKind::over_limit, fmt::format("pdftotext took more than {} s and was stopped", limits.pdf_seconds), Error::nowhere,
                "print the PDF anew, or give its text");
  if (ran.too_much)
    return fail(ErrorKind::over_limit, "pdftotext wrote far too much text and was stopped", Error::nowhere, "split the PDF");
  const std::string said = to_lower(ran.messages);
  if (said.find("password") != std::string::npos || said.find("encrypt") != std::string::npos)
    return fail(ErrorKind::unsupported, "the PDF is locked by a password", Error::nowhere, "save a copy without the password");
  if (said.find("out of memory") != std::string::npos || ran.exit_code < 0 || said.find("bad_alloc") != std::string::npos)
    return fail(ErrorKind::over_limit, "pdftotext broke down on this file", Error::nowhere, "print the PDF anew, or give its text");
  std::string first(squeeze(printable(to_valid_utf8(ran.messages.substr(0, ran.messages.find('\n'))))));
  return fail(ErrorKind::malformed, fmt::format("the PDF cannot be read{}{}", first.empty() ? "" : ": ", ellipsize(first, 100)),
              Error::nowhere, "get the file again, or give its text");
}

// Says where each page begins, as its words are added.
class Pages {
 public:
  explicit Pages(Document& d) : d_(d) {}

  /// The paragraph that was added last, if it was not left out as blank. Its words are squeezed already: places hold.
  void added(const PdfParagraph& p) {
    const std::uint32_t begin = d_.blocks.back().span.begin;
    up_to(p.page, begin);
    for (const auto& [at, page] : p.turns) up_to(page, begin + at);
  }
  void close(std::size_t pages) { up_to(static_cast<int>(pages) - 1, static_cast<std::uint32_t>(d_.text.size())); }

 private:
  void up_to(int page, std::uint32_t at) {
    while (static_cast<int>(d_.pages.size()) <= page) d_.pages.push_back({at, static_cast<std::uint32_t>(d_.pages.size() + 1)});
  }

  Document& d_;
};

}  // namespace

Result<Document> read_layout(const PdfLayout& layout, const Limits& limits) {
  const auto lines = without_running_lines(layout);
  const double body = body_size(lines);
  const auto paragraphs = pdf_paragraphs(lines);
  if (paragraphs.empty())
    return fail(ErrorKind::unsupported, "no text in this PDF: it seems to be scanned pictures", Error::nowhere,
                "run text recognition (OCR) over it first");

  Document d;
  d.format = "pdf";
  TextBuilder out(d);
  Pages pages(d);
  std::vector<std::string> furniture, letterhead;
  std::size_t title = find_title(paragraphs, layout.title, body), i = 0;
  if (title < paragraphs.size()) {
    for (; i < title; ++i) letterhead.push_back(paragraphs[i].text);
    d.title = {paragraphs[i].text, fold(layout.title) == fold(paragraphs[i].text) ? "pdf title" : "largest letters"};
    out.add(BlockKind::headline, paragraphs[i].text);
    pages.added(paragraphs[i]);
    for (++i; i < paragraphs.size() && i < title + 4 && paragraphs[i].page == 0; ++i) {
      const auto head = parse_letterhead(paragraphs[i].text);
      if (!head && !take_head_line(plain(paragraphs[i]), d, furniture)) break;
      if (head) letterhead.push_back(paragraphs[i].text);
    }
  } else {
    if (sensible_title(layout.title)) d.title = {layout.title, "pdf title"};
    for (; i + 1 < paragraphs.size() && i < kMostLetterhead &&
         (all_capitals(paragraphs[i].text) || parse_letterhead(paragraphs[i].text)) && paragraphs[i].text.size() < 90; ++i)
      letterhead.push_back(paragraphs[i].text);
  }
  bool bullet = false;
  for (; i < paragraphs.size(); ++i) {
    const PdfParagraph& p = paragraphs[i];
    if (d.text.size() + p.text.size() > limits.max_text_bytes) {
      d.repaired = true;
      d.warnings.push_back(fmt::format("text cut at {} bytes, on page {}", d.text.size(), p.page + 1));
      break;
    }
    if (word_spans(p.text).empty()) {  // a bullet that stands apart from its words
      bullet = true;
      continue;
    }
    const bool item = bullet || p.text.starts_with("\xE2\x80\xA2");
    out.add(item ? BlockKind::list : p.size > body * 1.12 && like_title(plain(p)) ? BlockKind::subheading : BlockKind::paragraph,
            p.text);
    pages.added(p);
    bullet = false;
  }
  pages.close(layout.page_heights.size());

  for (const std::string& line : letterhead) {
    if (auto head = parse_letterhead(line); head && !d.dateline) {
      if (d.published.empty()) d.published = {head->date, "letterhead"};
      d.dateline = std::move(*head);
    } else if (d.published.empty() && line.size() < 120) {
      if (const auto date = parse_date(line)) d.published = {*date, "letterhead"};
    }
  }
  set_publisher(d, letterhead, layout.author);
  furniture.insert(furniture.end(), letterhead.begin(), letterhead.end());
  d.language = detect_language(d.text);
  credit_document(d, furniture);
  if (d.published.empty() && d.dateline && !d.dateline->date.empty()) d.published = {d.dateline->date, "dateline"};
  return d;
}

Result<Document> read_pdf(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.max_page_bytes)
    return fail(ErrorKind::over_limit, fmt::format("PDF of {} bytes, the limit is {}", bytes.size(), limits.max_page_bytes),
                limits.max_page_bytes, "split it");
  auto ran = run_confined({"pdftotext", "-q", "-enc", "UTF-8", "-bbox-layout", "-", "-"}, bytes,
                          {limits.pdf_seconds, limits.pdf_memory, 4 * limits.max_page_bytes});
  if (!ran) {
    Error e = std::move(ran.error());
    if (e.kind == ErrorKind::unsupported) e.next = "install it (Debian: apt-get install poppler-utils) and add the file again";
    return tl::unexpected(std::move(e));
  }
  if (ran->exit_code != 0) {
    // Quiet on the good path; for the message it has to speak.
    if (!ran->timed_out && !ran->too_much)
      ran = run_confined({"pdftotext", "-enc", "UTF-8", "-l", "1", "-", "-"}, bytes, {limits.pdf_seconds, limits.pdf_memory, 1 << 20});
    if (!ran) return tl::unexpected(std::move(ran.error()));
    return explain(*ran, limits);
  }
  auto d = read_layout(parse_layout(to_valid_utf8(ran->output)), limits);
  if (d) d->source.length = bytes.size();
  return d;
}

}  // namespace stemma::ingest
