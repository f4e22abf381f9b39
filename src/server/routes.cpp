#include "server/routes.h"

#include <algorithm>

#include "report/patch.h"
#include "stemma/limits.h"

namespace stemma::server {
namespace {

constexpr std::uint64_t small = 64 * 1024, decisions = std::uint64_t{4} << 20;
constexpr std::uint64_t original = Limits{}.max_original_bytes;

constexpr RouteRow table[] = {
    {"GET", "/", Route::root, true},
    {"GET", "/claims", Route::view, true},
    {"GET", "/claims/{id}", Route::view, true},
    {"GET", "/figures", Route::view, true},
    {"GET", "/figures/{id}", Route::view, true},
    {"GET", "/documents", Route::view, true},
    {"GET", "/documents/{id}", Route::view, true},
    {"GET", "/documents/{id}/difference", Route::view, true},
    {"GET", "/documents/{id}/custody", Route::view, true},
    {"GET", "/documents/{id}/original", Route::original},
    {"GET", "/documents/{id}/look", Route::look},
    {"GET", "/agents", Route::view, true},
    {"GET", "/agents/{id}", Route::view, true},
    {"GET", "/timeline", Route::view, true},
    {"GET", "/search", Route::view, true},
    {"GET", "/not-seen", Route::view, true},
    {"GET", "/decisions", Route::view, true},
    {"GET", "/decisions/export", Route::export_decisions},
    {"GET", "/import", Route::job, true},
    {"GET", "/hand-over", Route::handing, true},
    {"GET", "/hand-over/file", Route::handed},
    {"GET", "/session", Route::session},
    {"GET", "/events", Route::events},
    {"GET", "/openapi", Route::openapi},
    {"GET", "/login", Route::login_form},
    {"GET", "/login/{id}", Route::login_link},
    {"POST", "/login", Route::login, false, small},
    {"POST", "/logout", Route::logout, false, small},
    {"POST", "/session", Route::set_who, false, small},
    {"POST", "/decisions", Route::decide, false, decisions},
    {"POST", "/decisions/import", Route::import_decisions, false, report::most_patch_bytes},
    {"POST", "/undo", Route::undo, false, small},
    {"POST", "/redo", Route::redo, false, small},
    {"POST", "/import", Route::receive, false, original},
    {"POST", "/import/start", Route::start, false, small},
    {"POST", "/hand-over", Route::hand_over, false, small},
    {"POST", "/hand-over/stop", Route::stop_handing, false, small},
};

/// Whether `path` has the form of `pattern`; then `id` is what stands at "{id}".
bool fits(std::string_view pattern, std::string_view path, std::string& id) {
  while (!pattern.empty() && !path.empty()) {
    const auto p = std::min(pattern.find('/', 1), pattern.size()), q = std::min(path.find('/', 1), path.size());
    const std::string_view wanted = pattern.substr(0, p), found = path.substr(0, q);
    if (wanted == "/{id}") id = found.substr(1);
    else if (wanted != found) return false;
    pattern.remove_prefix(p);
    path.remove_prefix(q);
  }
  return pattern.empty() && path.empty();
}

}  // namespace

std::span<const RouteRow> routes() { return table; }

Match match(std::string_view method, std::string_view path) {
  Match out;
  for (const RouteRow& row : table) {
    std::string id;
    if (!fits(row.pattern, path, id)) continue;
    if (row.method == (method == "HEAD" ? "GET" : method)) {
      out.row = &row;
      out.id = std::move(id);
    }
    out.allow += (out.allow.empty() ? "" : ", ") + std::string(row.method == "GET" ? "GET, HEAD" : row.method);
  }
  return out;
}

}  // namespace stemma::server
