#include "ingest/html/capture.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "ingest/phrases.h"

namespace stemma::ingest {
namespace {

// Bytes of running text. CONSTANTS: no walls and stubs of the development pages are longer, and few reports shorter.
constexpr std::size_t short_text = 1'200;   // about 200 words
constexpr std::size_t no_text = 60;         // a line
constexpr std::size_t longest_wall = 3'000;  // all words of a page that is nothing but a wall

/// Titles that servers and protection services give to a refusal, and to nothing else.
bool wall_title(std::string_view s) {
  return starts_with_any(s, {"just a moment", "attention required!", "access denied", "access to this page has been denied",
                             "are you a robot", "robot check", "robot or human",
                             "pardon our interruption", "please verify you are", "verify you are human", "verifying you are human",
                             "human verification", "security check", "ddos-guard",
                             "request rejected", "request unsuccessful", "403 forbidden", "403 - forbidden", "error 403",
                             "429 too many requests", "checking your browser",
                             "you have been blocked", "captcha"}) ||
         s == "forbidden";
}
bool wall_words(std::string_view s) {
  return contains_any(s, {"verify you are human", "verify you are a human", "verify that you are human", "you are not a robot",
                          "you're not a robot", "are you a robot", "i am not a robot",
                          "checking your browser before", "checking if the site connection is secure",
                          "enable javascript and cookies to continue", "unusual traffic from your computer",
                          "unusual activity from your computer", "you don't have permission to access", "press & hold to confirm",
                          "completing the captcha", "complete the captcha",
                          "complete the security check", "you have been blocked", "you are unable to access",
                          "your access to this site has been limited", "ddos protection by"});
}
bool consent_words(std::string_view s) {
  return contains_any(s, {"cookie", "consent", "your privacy", "personal data", "privacy policy", "our partners", "legitimate interest",
                          "gdpr", "accept all", "reject all"});
}
/// "Subscribe to continue reading": a line that stands where the rest of a report should.
bool stub_words(std::string_view s) {
  return contains_any(s, {"to continue reading", "to keep reading", "to read the full", "to read the rest", "to read this article",
                          "to read this story", "to read more of this",
                          "continue reading this article with", "for subscribers only", "is for subscribers", "subscriber-only",
                          "subscribers only", "exclusive to subscribers",
                          "reserved for subscribers", "for members only", "members-only", "subscribe to unlock", "unlock this article",
                          "subscribe to read", "sign in to read", "log in to read", "register to read", "para seguir leyendo",
                          "réservé aux abonnés", "reservado para suscriptores",
                          "jetzt weiterlesen", "um weiterzulesen"});
}

class Flaws {
 public:
  explicit Flaws(const Subject& subject) : page_(subject.page), main_(subject.main), d_(subject.document) {
    for (const Block& b : d_.blocks)
      if (b.kind != BlockKind::headline && b.kind != BlockKind::caption && b.kind != BlockKind::subheading) text_ += b.span.size();
    for (const Piece& p : page_.pieces) words_ += p.text.size();
  }

  void run() {
    if (bot_wall()) return flag(CaptureFlaw::bot_wall, "this page is a check for robots or a refusal, not the report");
    if (consent_page()) return flag(CaptureFlaw::consent_page, "this page asks for consent; the report is not in it");
    if (empty_body()) return flag(CaptureFlaw::empty_body, "this page has no text of its own; scripts may have made what readers saw");
    if (paywall_stub()) flag(CaptureFlaw::paywall_stub, "this page holds the first lines only; the rest is for subscribers");
  }

 private:
  void flag(CaptureFlaw flaw, const char* warning) {
    d_.flaws.push_back(flaw);
    if (!d_.text.empty()) d_.warnings.emplace_back(warning);  // of a page without any text, read_html says so
  }

  bool bot_wall() const {
    if (words_ > longest_wall || !page_.facts.published.empty()) return false;
    if (wall_title(fold(page_.facts.html_title)) || wall_title(fold(d_.title.value))) return true;
    const auto asks = [](const Piece& p) { return p.text.size() < 400 && wall_words(fold(p.text)); };
    return text_ < short_text && std::any_of(page_.pieces.begin(), page_.pieces.end(), asks);
  }

  bool consent_page() const {
    if (words_ > 2 * longest_wall || !page_.facts.published.empty()) return false;
    std::size_t prose = 0, asking = 0;
    for (const Piece& p : page_.pieces) {
      if (!is_prose(p)) continue;
      prose += p.text.size();
      if (consent_words(fold(p.text))) asking += p.text.size();
    }
    return prose > 0 && asking * 10 > prose * 6;
  }

  /// A page that holds no running text, wherever it stands. One whole sentence is a report: agencies send such flashes.
  bool empty_body() const {
    for (const TextPart& part : main_.parts)
      if (part.kind != BlockKind::headline && is_prose(page_.pieces[part.piece])) return false;
    const auto running = [&](const Piece& p) { return p.text.size() > 200 && !page_.furniture_of(p); };
    return text_ < no_text && std::none_of(page_.pieces.begin(), page_.pieces.end(), running);
  }

  /// A short text that breaks off, or that a line right behind it says to go on for subscribers. A short report that ends with its sign-off
  /// is all there is.
  bool paywall_stub() const {
    if (text_ > short_text || text_ < no_text || main_.parts.empty()) return false;
    const std::string_view end = trim(d_.text);
    const bool broken = end.ends_with("...") || end.ends_with("…") || !ends_sentence(end);
    int behind = 0;  // the last of the text itself
    bool asked = false;
    for (std::uint32_t i = main_.parts.back().piece; i < page_.pieces.size() && behind < 5; ++i, ++behind) {
      const std::string& line = page_.pieces[i].text;
      if (is_signoff(line)) return false;
      asked = asked || (behind > 0 && line.size() < 300 && stub_words(fold(line)));
    }
    return asked || (broken && page_.facts.for_subscribers);
  }

  const Page& page_;
  const MainText& main_;
  Document& d_;
  std::size_t text_ = 0, words_ = 0;
};

}  // namespace

void find_flaws(const Subject& subject) { Flaws(subject).run(); }

}  // namespace stemma::ingest
