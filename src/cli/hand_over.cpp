#include "cli/hand_over.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/hash.h"
#include "base/time.h"
#include "base/utf8.h"
#include "cli/dossier.h"
#include "cli/export_case.h"
#include "cli/export_form.h"
#include "export/zip.h"
#include "protect/preflight.h"

namespace stemma::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t most_findings = 500, most_left_out = 200;  // listed; all are counted

/// What stays in or is missing, alike things together.
class Missing {
 public:
  void add(const std::string& what, std::uint64_t count, const std::string& why) {
    for (Json& one : list_)
      if (one["what"] == what && one["why"] == why) {
        one["count"] = one["count"].get<std::uint64_t>() + count;
        return;
      }
    if (list_.size() < most_left_out) list_.push_back({{"what", what}, {"count", count}, {"why", why}});
    else ++more_;
  }
  Json list() {
    if (more_ > 0) list_.push_back({{"what", "more of this kind"}, {"count", more_}, {"why", "the list is too long to be shown here"}});
    return std::move(list_);
  }

 private:
  Json list_ = Json::array();
  std::uint64_t more_ = 0;
};

class Errand {
 public:
  Errand(Json order, Console& console) : order_(std::move(order)), console_(console) {}

  Result<void> run() {
    const auto opened = Case::open(text("case"), Case::Mode::read);
    if (!opened) return tl::unexpected(opened.error());
    const auto identity = opened->identity();
    if (!identity) return tl::unexpected(identity.error());
    if (*identity != text("identity")) return fail(ErrorKind::case_file, "another case lies at this place now", Error::nowhere, "start stemma serve anew, or bring the case back");
    phase("protecting");
    if (text("what") == "preflight") return check(*opened);
    return make(*opened);
  }

 private:
  std::string text(const char* key) const { return order_.value(key, std::string()); }
  void line(const Json& json) { console_.write(json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"); }
  void phase(const char* name) { line({{"phase", name}}); }
  void note(const LogNote& n) { line({{"note", {{"action", n.action}, {"subject", n.subject}, {"detail", n.detail}}}}); }

  LetOut let_out() const {
    LetOut out;
    for (const Json& one : order_.value("allow", Json::array()))
      if (one.is_string()) out.options.allow.push_back(one.get<std::string>());
    out.by = text("by");
    out.why = text("why");
    return out;
  }

  Result<void> check(const Case& opened) {
    const auto found = preflight(opened, let_out().options);
    if (!found) return tl::unexpected(found.error());
    Json findings = Json::array();
    for (const Leak& l : found->leaks) {
      if (findings.size() == most_findings) break;
      Json fix{{"kind", l.fix.at(0)}, {"first", l.fix.at(1)}};
      if (l.fix.size() > 2) fix["value"] = l.fix[2];
      fix["why"] = "pre-flight: " + l.kind;
      findings.push_back({{"kind", l.kind}, {"document", l.document}, {"words", l.words}, {"who", l.who}, {"why", l.why}, {"fix", std::move(fix)}});
    }
    line({{"checked", {{"total", found->leaks.size()}, {"findings", std::move(findings)}, {"not_judged", found->not_judged.size()}}}});
    return {};
  }

  Result<void> make(const Case& opened) {
    const auto going = outgoing(opened, let_out(), [&](const std::vector<LogNote>& notes) -> Result<void> {
      for (const LogNote& n : notes) note(n);
      return {};
    }, [&] { phase("checking"); });
    if (!going) return tl::unexpected(going.error());
    phase("writing");
    name_ = fs::path(going->loaded.path).stem().string();
    const std::string form = text("what");
    Json made;
    const exports::Form* table = exports::find_form(form);
    const auto one = form == "html" ? dossier(*going) : form == "case" ? copy(opened, *going) : table != nullptr ? folder(*table, opened, *going)
        : Result<Json>(fail(ErrorKind::usage, "there is no form " + form, Error::nowhere, {}));
    if (!one) return tl::unexpected(one.error());
    made = *one;
    Missing missing;
    if (table == nullptr)  // the others list it themselves
      for (const Withheld& w : going->out.withheld) missing.add(w.item, 1, w.why);
    for (const Json& l : made["left_out"]) missing.add(l["what"], l["count"], l["why"]);
    made["left_out"] = missing.list();
    made.update({{"documents", going->loaded.readings.size()}, {"marks", going->out.marks}, {"pseudonyms", going->out.pseudonyms}, {"findings", going->findings}, {"not_judged", going->not_judged}});
    line({{"made", std::move(made)}});
    return {};
  }

  std::string in_folder(const std::string& name) const { return text("folder") + "/" + name; }

  Result<Json> dossier(const Outgoing& going) {
    report::Dossier d = going.loaded.dossier(true);
    d.chosen = first_claims(d);
    const Made page{"html", name_ + "-dossier.html", report::html_dossier(d)};
    if (auto written = write_whole_file(in_folder(page.file), page.bytes); !written) return tl::unexpected(written.error());
    note(dossier_note(page, d, text("by")));
    const std::size_t shown = claims_shown(page, d);
    Json left_out = Json::array();
    if (shown < d.model.claims.size()) left_out.push_back({{"what", "claims"}, {"count", d.model.claims.size() - shown}, {"why", "a page with all of them would be too large for a browser; stemma report --html FILE --claims 0 makes it"}});
    return Json{{"file", page.file}, {"bytes", page.bytes.size()}, {"sha256", sha256_hex(page.bytes)}, {"digest", digest_in(page.bytes)},
                {"rows", {{{"of", "claims"}, {"count", shown}}}}, {"left_out", std::move(left_out)}};
  }

  Result<Json> copy(const Case& opened, const Outgoing& going) {
    const std::string file = name_ + "-outward.stemma";
    const auto made = export_case(opened, going, in_folder(file));
    if (!made) return tl::unexpected(made.error());
    note(export_note("case", made->written, text("by")));
    Json out = told(file, made->written.files[0], made->written);
    out["rows"].push_back({{"of", "decisions"}, {"count", made->decisions}});
    return out;
  }

  Result<Json> folder(const exports::Form& form, const Case& opened, const Outgoing& going) {
    // An export that is one file has the form's own ending, as WACZ has.
    const std::string plain = name_ + "-" + std::string(form.name), as_file = name_ + "." + std::string(form.name);
    const auto written = write_form(form, opened, going, in_folder(form.name == "wacz" ? as_file : plain), order_.value("bom", false), {});
    if (!written) return tl::unexpected(written.error());
    if (fs::is_regular_file(written->path)) {
      note(export_note(form.name, *written, text("by")));
      return told(as_file, written->files.back(), *written);
    }
    phase("packing");
    const auto packed = pack(written->path, plain);
    if (!packed) return tl::unexpected(packed.error());
    exports::Written whole = *written;
    whole.files.push_back(*packed);
    note(export_note(form.name, whole, text("by")));
    return told(plain + ".zip", *packed, *written);
  }

  /// A folder as a ZIP file beside it; the folder goes.
  Result<exports::File> pack(const std::string& folder, const std::string& name) {
    const std::string path = folder + ".zip";
    auto sink = exports::Sink::create(path);
    if (!sink) return tl::unexpected(sink.error());
    exports::ZipWriter zip(*sink, utc_now());
    std::vector<std::string> files;
    std::error_code ec;
    for (fs::recursive_directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec))
      if (it->is_regular_file()) files.push_back(it->path().string());
    if (ec) return tl::unexpected(file_error(folder, "read", ec.value()));
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) {
      if (auto added = zip.add_file(name + file.substr(folder.size()), file); !added) return tl::unexpected(added.error());
      fs::remove(file, ec);  // not twice on the disk
    }
    zip.finish();
    if (auto closed = sink->close(); !closed) return tl::unexpected(closed.error());
    fs::remove_all(folder, ec);
    auto whole = exports::fingerprint(path);
    if (whole) whole->path = name + ".zip";
    return whole;
  }

  static Json told(const std::string& file, const exports::File& whole, const exports::Written& written) {
    Json rows = Json::array(), left_out = Json::array();
    for (const exports::File& f : written.files)
      if (!f.rows_of.empty()) rows.push_back({{"of", f.rows_of}, {"count", f.rows}});
    for (const exports::LeftOut& l : written.left_out) left_out.push_back({{"what", l.what}, {"count", l.count}, {"why", l.why}});
    return {{"file", file}, {"bytes", whole.bytes}, {"sha256", whole.sha256}, {"digest", nullptr}, {"rows", std::move(rows)}, {"left_out", std::move(left_out)}};
  }

  const Json order_;
  Console& console_;
  std::string name_;  // of the case, as it may leave
};

}  // namespace

int serve_hand_over(Console& console) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const std::string given{std::istreambuf_iterator<char>(std::cin), {}};
  Json order = Json::parse(given, nullptr, false);
  if (!order.is_object() || order.value("parent", 0) != ::getppid()) {
    console.say("self hand-over: only the program itself starts this");
    return bad_usage;
  }
  const auto ran = Errand(std::move(order), console).run();
  if (ran) return done;
  const Json error{{"kind", static_cast<int>(ran.error().kind)}, {"what", ran.error().what}, {"next", ran.error().next}};
  console.write(Json{{"error", error}}.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
  return some_failed;
}

}  // namespace stemma::cli
