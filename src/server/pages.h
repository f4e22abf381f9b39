// The few pages that stand outside the desk, as plain HTML without scripts or styles, and the files of the desk itself.
#pragma once

#include <string>
#include <string_view>

namespace stemma::server {

/// A page that says something and what to do next.
std::string words_page(std::string_view title, std::string_view what, std::string_view next);
/// Asks for the password; `wrong` says what was wrong with the last one.
std::string login_page(std::string_view wrong);

/// A file of the desk ("index.html", "assets/index-x.js"); empty if there is none.
std::string_view desk_file(std::string_view name);
/// By the name's ending; "application/octet-stream" if it is not known.
std::string_view type_of(std::string_view name);

}  // namespace stemma::server
