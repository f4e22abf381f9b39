#include "ingest/phrases.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "ingest/meta/dates.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t longest = 400;  // no such line is longer

/// Somebody is quoted: what stands there is said to others.
bool quotes(std::string_view line) { return line.find('"') != std::string_view::npos || line.find("“") != std::string_view::npos; }

}  // namespace

std::size_t word_count(std::string_view squeezed) {
  return static_cast<std::size_t>(std::count(squeezed.begin(), squeezed.end(), ' ')) + 1;
}

bool is_boilerplate(std::string_view line) {
  if (line.size() > longest) return false;
  const std::string s = fold(line);
  if (equals_any(s, {"advertisement", "advertisements", "advert", "ad", "ads", "story continues below", "article continues below", "share",
                     "share this",
                     "share this article", "share this story", "tweet", "email", "print", "facebook", "twitter", "whatsapp", "linkedin",
                     "reddit", "pinterest",
                     "copy link", "link copied", "save", "comments", "comment", "read more", "show more", "load more", "more", "close",
                     "menu", "search",
                     "subscribe", "sign in", "log in", "sign up", "listen", "play", "related", "related stories", "related articles",
                     "related news", "related posts",
                     "related topics", "recommended", "trending", "trending now", "most read", "most popular", "you may also like",
                     "see also", "read next", "up next",
                     "more on this story", "more on this", "more stories", "topics", "tags", "loading", "loading...",
                     "skip to main content", "skip to content",
                     "back to top", "about the author", "leave a comment", "leave a reply", "view comments", "view all", "view gallery",
                     "image", "photos", "video", "videos",
                     "gift this article", "article content", "related coverage", "explore further", "watch now", "caption",
                     "latest videos from", "follow us", "more from", "getty", "getty images", "ap", "afp", "reuters", "enlarge",
                     "enlarge this image",
                     "toggle caption", "hide caption", "story continues below advertisement", "advertisement - scroll to continue",
                     "sponsored", "sponsored content",
                     "paid content", "*", "***", "* * *", "-", "|", "/"}))
    return true;
  if (starts_with_any(s, {"advertisement", "our standards:", "read more:", "read more about", "read also:", "also read:", "read next:",
                          "see also:", "related:", "related article", "more:", "more on this:",
                          "à lire aussi", "lire aussi :", "lesen sie auch", "lea también", "watch:", "watch |", "listen:", "click here",
                          "sign up for", "sign up to", "subscribe to our", "subscribe now", "subscribe today", "follow us on",
                          "join our ", "join us on", "get our newsletter", "get the latest", "download our app", "download the app",
                          "support our journalism",
                          "share this", "share on ", "shared on ", "filed under", "posted in ", "tagged with", "tags:", "topics:",
                          "categories:", "photo credit", "image credit",
                          "story continues", "article continues", "this article is more than ", "continue reading", "this content is not available",
                          "you must be logged in", "please enable",
                          "your browser does not", "javascript is", "we use cookies", "this site uses cookies", "this website uses cookies",
                          "privacy & cookies",
                          "all rights reserved", "don't miss:", "recommended:", "must read:", "editor's picks", "for more stories like",
                          "read full ", "read the full story",
                          "like us on facebook", "follow him on twitter", "follow her on twitter", "follow them on twitter",
                          "contact the reporter", "send tips to",
                          "send us tips", "have a tip", "got a tip", "email the author", "email us at"}))
    return word_count(s) <= 30;
  return !quotes(line) && contains_any(s, {"all rights reserved", "sign up for our", "subscribe to our newsletter",
                                           "delivered to your inbox", "in your inbox", "terms of service apply",
                          "by signing up, you", "protected by recaptcha", "media playback is unsupported", "replay more videos", "may not be published, broadcast, rewritten", "click here to ",
                          "affiliate commission"}) &&
         word_count(s) <= 60;
}

bool is_promotion(std::string_view line) {
  if (line.size() > 700 || quotes(line)) return false;
  const std::string s = fold(line);
  const std::size_t words = word_count(s);
  if (words > 90) return false;
  // It speaks to its readers ...
  if (!starts_with_any(s, {"follow ", "sign up", "get ", "subscribe", "join ", "click ", "download ", "like ", "listen ", "email ", "read ",
                           "support ", "stay ", "for more ",
                           "for the latest ", "if you ", "want ", "dear ", "don't ", "to get ", "to view ", "to read ", "to continue ",
                           "already ", "you can ", "register ", "keep up ", "send "}) &&
      !(words <= 45 && contains_any(s, {" our ", " us ", " your ", "we'd ", " we "})))
    return false;
  // ... of such things. An ordinary word of them does not suffice.
  int score = 0;
  for (const std::string_view cue : {"sign up for ", "sign up to ", "sign up here", "subscribe to ", "subscribe now", "our newsletter",
                                     "follow us on", "push alerts", "your inbox", "your in-box",
                                     "download our", "download the app", "download our app", "become a member", "our journalism",
                                     "in journalism", "letters to the editor", "get in touch with ",
                                     "for more stories like", "like us on ", "make a donation", "no paywall", "free trial",
                                     "latest news alerts", "breaking news alerts", "news updates", "please subscribe",
                                     "already a subscriber", "full story, "})
    if (s.find(cue) != std::string::npos) score += 2;
  for (const std::string_view cue : {"follow ", "twitter", "facebook", "instagram", "youtube", "whatsapp", "telegram", "newsletter",
                                     "subscri", "members get", "letterbox", "click here", "clicking here",
                                     "delivered", "like to hear", "your support", "emailing us", "email us", "google news",
                                     "preferred source", "per month", "special offer", "sign up", "@"})
    if (s.find(cue) != std::string::npos) ++score;
  return score >= 2;
}

bool heads_links(std::string_view heading) {
  if (heading.size() > 80) return false;
  const std::string s = fold(heading);
  return equals_any(s, {"more", "latest", "popular", "guides", "features", "in this article", "in this story", "table of contents",
                        "contents", "news", "videos", "top news", "editors' picks", "editor's picks"}) ||
         starts_with_any(s, {"related", "recommended", "most read", "most popular", "most viewed", "most shared", "read next", "read more",
                             "read also", "what to read next", "you may also", "you might also", "you may like",
                             "you might like", "don't miss", "trending", "latest news", "latest stories", "latest from", "latest in ",
                             "top stories", "also on ", "also in ", "also read",
                             "popular posts", "popular stories", "popular articles", "popular on ", "popular in ", "recent posts",
                             "recent articles", "recent stories", "recent news", "more blog", "more stories", "more news",
                             "more from", "more on ", "more in ", "more articles", "more like this", "more to read", "see also", "up next",
                             "keep reading", "continue reading", "other stories",
                             "other articles", "other news", "in other news", "similar articles", "similar stories", "similar posts",
                             "newsletter", "sign up", "subscribe", "follow us",
                             "about the author", "about us", "comments", "leave a comment", "leave a reply", "join the conversation",
                             "join the discussion", "what others are", "from around the web",
                             "around the web", "from the web", "promoted", "sponsored", "lo más leído", "te puede interesar",
                             "noticias relacionadas", "lesen sie auch", "lire aussi", "à lire aussi"});
}

bool is_correction(std::string_view line) {
  const std::string s = fold(line.substr(0, std::min<std::size_t>(line.size(), 240)));
  if (starts_with_any(s, {"correction", "corrected:", "clarification", "erratum", "corrigendum", "corrección", "rectificación",
                          "correction:"})) {
    // "Corrections officers said": the word must stand alone, before a mark or a date.
    const std::size_t word = std::min(s.find_first_of(" ,:.;-("), s.size());
    const char mark = word < s.size() ? s[word] : ':';
    if (mark != ' ') return true;
    const std::string_view after = std::string_view(s).substr(word + 1);
    return starts_with_any(after, {"-", "(", "appended", "to this", "and clarification"}) || find_date(after.substr(0, 30)) ||
           (after.find(':') < 30);
  }
  if (starts_with_any(s, {"an earlier version of this", "a previous version of this", "an earlier version misstated",
                          "in an earlier version of this"})) return true;
  if (starts_with_any(s, {"this article was ", "this story was ", "this report was ", "this article has been ", "this story has been ",
                          "this report has been ",
                          "this post has been ", "the headline of this ", "editor's note", "editors' note", "editor's correction"}))
    return contains_any(s, {"amended", "corrected", "correct ", "updated", "earlier version", "previous version", "withdrawn", "retracted",
                            "clarif", "misstated", "error"});
  return false;
}

bool is_byline(std::string_view line) {
  if (line.size() > 200) return false;
  std::string s = fold(line);
  if (word_count(s) > 24) return false;
  std::size_t at = 0, length = 0;
  if (find_date(s, &at, &length) && at < 12) s = std::string(trim(std::string_view(s).substr(std::min(s.find_first_not_of(" .,|-:;",
      at + length), s.size()))));
  return starts_with_any(s, {"by ", "by: ", "written by ", "words by ", "story by ", "author:", "authors:", "from our ", "compiled from ",
                             "compiled by ", "posted by ", "por "}) ||
         is_signoff(line);
}

bool is_signoff(std::string_view line) {
  if (line.size() > longest) return false;
  const std::string s = fold(line);
  return starts_with_any(s, {"reporting by ", "additional reporting by ", "(reporting by ", "(additional reporting by ",
                             "reporting and writing by ", "editing by ", "(editing by ",
                             "writing by ", "(writing by ", "compiled from ", "translated by ", "our standards:"});
}

bool is_contribution(std::string_view line) {
  if (line.size() > longest || word_count(line) > 40) return false;
  const std::string s = fold(line);
  return contains_any(s, {"contributed to this report", "contributed to this story", "contributed to this article",
                          "contributed reporting"}) && !quotes(line);
}

bool is_dateline_only(std::string_view line) {
  if (line.size() > 120) return false;
  if (parse_date(line)) return true;
  const std::string s = fold(line);
  std::size_t at = 0, length = 0;
  if (!find_date(line, &at, &length)) return starts_with_any(s, {"published ", "updated ", "last updated", "first published", "posted "}) &&
      word_count(s) <= 8;
  if (starts_with_any(s, {"published", "updated", "last updated", "last modified", "first published", "posted", "date:", "created",
                          "originally published"})) return word_count(s) <= 18;
  return length * 2 >= line.size();
}

bool is_picture_credit(std::string_view line) {
  if (line.size() > 160) return false;
  const std::string s = fold(line);
  return starts_with_any(s, {"photograph:", "photo:", "photos:", "photo by ", "photograph by ", "photos by ", "picture:", "pictures:",
                             "picture by ", "image:", "images:", "image by ", "image source",
                             "image credit", "photo credit", "credit:", "(credit:", "credits:", "illustration:", "illustration by ",
                             "graphic:", "video:", "getty images", "(photo", "[photo", "source:", "map:"});
}

bool is_copyright(std::string_view line) {
  if (line.size() > longest) return false;
  const std::string s = fold(line);
  // "protegÃ©s" is an é that was read as two letters.
  const std::size_t sign = s.find("©");
  const bool stands_alone = sign != std::string::npos && (sign == 0 || s[sign - 1] == ' ' || s[sign - 1] == '(');
  return stands_alone || contains_any(s, {"(c) 20", "(c) 19", "copyright 20", "copyright 19", "all rights reserved", "todos los derechos reservados"}) ||
         s.starts_with("copyright");
}

bool is_withdrawal(std::string_view line) {
  if (line.size() > longest) return false;
  const std::string s = fold(line);
  if (!contains_any(s, {"withdrawn", "retracted", "removed"})) return false;
  for (const std::string_view what : {"story", "article", "report", "item", "post", "page"})
    for (const std::string_view been : {" has been withdrawn", " was withdrawn", " is withdrawn", " has been retracted", " was retracted",
                                        " has been removed because"})
      if (s.find(std::string("this ") + std::string(what) + std::string(been)) != std::string::npos) return true;
  return false;
}

bool is_post_signature(std::string_view line) {
  const std::size_t handle = line.find(" (@");
  const bool dash = line.starts_with("—") || line.starts_with("–") || line.starts_with("―") || line.starts_with("-");
  return dash && handle != std::string_view::npos && line.size() <= 160 && line.find(')', handle) != std::string_view::npos && word_count(line.substr(0, handle)) <= 8;
}

bool is_furniture(std::string_view line) {
  const bool is_post = line.find(" (@") != std::string_view::npos;  // "... — Edda Marlowick (@edda) 6 May 2031"
  const bool is_gallery = line.find("Hide Caption ") != std::string_view::npos;
  return is_gallery || is_contribution(line) || is_signoff(line) || is_copyright(line) || is_picture_credit(line) || is_boilerplate(line) || (is_promotion(line) && !is_post);
}

}  // namespace stemma::ingest
